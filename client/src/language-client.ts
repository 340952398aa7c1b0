import {
  EventEmitter,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type LogOutputChannel,
} from 'vscode';
import {
  CloseAction,
  ErrorAction,
  State,
  TransportKind,
  type LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import {
  notifications,
  type InitializationOptions,
  type RequestTypes,
  type Sealed,
} from '../../server/src/protocol.ts';
import { newSessionKey, seal, sessionKeyVariable } from '../../server/src/sealed.ts';
import { ownLanguages } from './awakening.ts';
import { reportScheme } from './report-documents.ts';
import { DiscreetClient } from './discreet-client.ts';

/** `vscode-remote` is a file of a remote window seen from a local extension, `vscode-vfs` one of a repository on the web. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', reportScheme];

/** The documents that the language server is told of. */
export const documentSelector: { language: string; scheme: string }[] = ownLanguages.flatMap((language) =>
  schemes.map((scheme) => ({ language, scheme })),
);

export type ServerState = 'starting' | 'running' | 'stopped';

/** The language server: a process of its own, restarted once if it ends by itself. */
export class LanguageServer implements Disposable {
  readonly #modulePath: string;
  readonly #log: LogOutputChannel;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #subscriptions: readonly { dispose: () => unknown }[];
  /** Known to this process and to the server only. */
  readonly #key = newSessionKey();
  #client: LanguageClient | undefined;
  #state: ServerState = 'stopped';
  #restartsLeft = 1;

  readonly onDidChangeState = this.#stateChanged.event;

  /** `modulePath` is the bundle of the server; all that happens is written to `log`. */
  constructor(modulePath: string, log: LogOutputChannel) {
    this.#modulePath = modulePath;
    this.#log = log;
    this.#subscriptions = [
      this.#stateChanged,
      workspace.onDidGrantWorkspaceTrust(() => {
        if (this.#state === 'running') void this.#client?.sendNotification(notifications.trustGranted);
      }),
    ];
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server, a second time if the first fails. A failure is shown, with what can be done; it is not thrown. */
  async start(): Promise<void> {
    this.#restartsLeft = 1;
    for (const attempt of [1, 2]) {
      try {
        await this.#launch();
        return;
      } catch (error) {
        this.#log.error(`The language server did not start (attempt ${String(attempt)} of 2).`, error);
        await this.stop();
      }
    }
    void this.#offerRestart('The language server of MongoDB TLS did not start.');
  }

  /** Stops the server and starts a new one. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends when the server has ended. */
  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // a client whose start failed cannot be stopped in order
      this.#log.debug('Stopping the language server:', error);
    }
    this.#setState('stopped');
  }

  /** Sends one of our own requests. Throws where the server is not running or the request is cancelled. */
  async request<Name extends keyof RequestTypes>(
    name: Name,
    params: RequestTypes[Name]['params'],
    token?: CancellationToken,
  ): Promise<RequestTypes[Name]['result']> {
    const client = this.#client;
    if (!client || this.#state !== 'running') {
      throw new Error(
        'The language server is not running. Use the command "MongoDB TLS: Restart Language Server".',
      );
    }
    // a token that is undefined would be sent as a second parameter
    return await client.sendRequest<RequestTypes[Name]['result']>(name, params, ...(token ? [token] : []));
  }

  /** Encrypts what no trace of the protocol may show. */
  seal(text: string): Sealed {
    return seal(text, this.#key);
  }

  /** The converter from the protocol's types to VS Code's; undefined where the server is not running. */
  get toCode(): LanguageClient['protocol2CodeConverter'] | undefined {
    return this.#client?.protocol2CodeConverter;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    void this.stop();
  }

  async #launch(): Promise<void> {
    this.#setState('starting');
    const run = {
      module: this.#modulePath,
      transport: TransportKind.ipc,
      options: { env: { [sessionKeyVariable]: this.#key } },
    };
    const debug = { ...run, options: { ...run.options, execArgv: ['--inspect=0'] } };
    const serverOptions: ServerOptions = { run, debug };
    const client = new DiscreetClient('mongodbTls', 'MongoDB TLS', serverOptions, this.#clientOptions());
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#setState(stateOf(newState));
    });
    await client.start();
  }

  #clientOptions(): LanguageClientOptions {
    const initializationOptions: InitializationOptions = { trusted: workspace.isTrusted, commands: true };
    return {
      documentSelector,
      initializationOptions,
      outputChannel: this.#log,
      diagnosticCollectionName: 'mongodb-tls',
      diagnosticPullOptions: { onChange: true },
      // a failed start is told once, by start()
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (error, _message, count) => {
          this.#log.error('The connection to the language server has an error.', error);
          return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
        },
        closed: () => this.#closed(),
      },
    };
  }

  #closed(): { action: CloseAction; handled: true } {
    if (this.#state !== 'starting' && this.#restartsLeft > 0) {
      this.#restartsLeft--;
      this.#log.warn('The language server ended by itself and is started again.');
      return { action: CloseAction.Restart, handled: true };
    }
    if (this.#state === 'running')
      void this.#offerRestart('The language server of MongoDB TLS ended by itself, twice.');
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  async #offerRestart(message: string): Promise<void> {
    const showLog = 'Show Log';
    const restart = 'Restart';
    const choice = await window.showErrorMessage(message, showLog, restart);
    if (choice === showLog) this.#log.show();
    if (choice === restart) await this.restart();
  }

  #setState(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

function stateOf(state: State): ServerState {
  switch (state) {
    case State.Starting:
      return 'starting';
    case State.Running:
      return 'running';
    case State.Stopped:
    case State.StartFailed:
      return 'stopped';
  }
}
