import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ErrorCodes,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  LogTraceNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ResponseError,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  UnregistrationRequest,
  type Diagnostic,
  type DocumentSelector,
  type FileSystemWatcher,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nodeCrypto } from '../../server/src/host/node-crypto.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import type { Runtime } from '../../server/src/lsp/session.ts';
import type { InitializationOptions, RequestTypes } from '../../server/src/protocol.ts';
import { newSessionKey, open } from '../../server/src/sealed.ts';

/** What the client and the server of the tests seal with. */
export const sessionKey = newSessionKey();

export interface ClientOptions extends InitializationOptions {
  /** Workspace folders, as paths. */
  folders?: readonly string[];
  /** The one folder of a client that knows no workspace folders. */
  rootUri?: string;
  /** What `workspace/configuration` answers for `mongodbTls`. */
  configuration?: unknown;
  /** A client that can neither be asked for settings nor register anything. */
  plain?: boolean;
  /** What the client wants to be told of the server's work. */
  trace?: 'messages' | 'verbose';
  /** A client that takes diagnostics and does not ask for them. */
  pushed?: boolean;
  /** A client that refuses what the server wants to register. */
  refuses?: boolean;
  /** A client that leaves `workspace/configuration` unanswered until it resolves. */
  silence?: Promise<void>;
}

/** A client of the real server over two streams. Close it after the test. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly documents = new Map<string, TextDocument>();
  readonly warnings: string[] = [];
  readonly logged: string[] = [];
  /** What the server traced, as far as {@link ClientOptions.trace} asks for it. */
  readonly traced: string[] = [];
  readonly watchers: FileSystemWatcher[] = [];
  /** The watchers of folders that the server has not given back, by the id of their registration. */
  readonly watchedFolders = new Map<string, string>();
  /** What was pushed, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** What the server registered, besides watchers, for which documents. */
  readonly registered = new Map<string, DocumentSelector>();
  refreshes = 0;
  configuration: unknown;
  /** What is answered for a folder of its own instead, by its URI. */
  readonly folderConfigurations: Record<string, unknown> = {};
  /** What is answered for settings of the editor itself, by their whole names. */
  readonly editorConfiguration: Record<string, unknown> = {};
  initializeResult: InitializeResult = { capabilities: {} };
  readonly #onRefresh: (() => void)[] = [];
  readonly #onPublished: (() => void)[] = [];
  readonly #end: () => void;

  private constructor(runtime: Runtime) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startServer(server, runtime);
    this.connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.#end = () => {
      server.dispose();
      toServer.destroy();
      toClient.destroy();
    };
  }

  /** Starts a server on a runtime and shakes hands with it. Seals are made with {@link sessionKey}. */
  static async start(
    runtime: Pick<Runtime, 'host'> & Partial<Runtime>,
    options: ClientOptions = {},
  ): Promise<LspClient> {
    const client = new LspClient({
      crypto: nodeCrypto,
      open: (sealed) => open(sealed, sessionKey),
      testConnection: () => Promise.reject(new Error('no connection in this test')),
      ...runtime,
    });
    await client.#initialize(options);
    return client;
  }

  async #initialize(options: ClientOptions) {
    const { folders = [], configuration, plain = false, pushed = false, ...others } = options;
    const { rootUri, refuses = false, silence, trace, ...initializationOptions } = others;
    this.configuration = configuration;
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      for (const wake of this.#onPublished.splice(0)) wake();
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.warnings.push(message);
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
    });
    connection.onNotification(LogTraceNotification.type, ({ message, verbose = '' }) => {
      this.traced.push(message, verbose);
    });
    connection.onRequest(ConfigurationRequest.type, async ({ items }) => {
      await silence;
      return items.map(({ scopeUri = '', section = '' }) =>
        section === 'mongodbTls'
          ? (this.folderConfigurations[scopeUri] ?? this.configuration ?? null)
          : (this.editorConfiguration[section] ?? null),
      );
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      for (const wake of this.#onRefresh.splice(0)) wake();
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      if (refuses) throw new ResponseError(ErrorCodes.MethodNotFound, 'not here');
      for (const { id, method, registerOptions } of registrations) {
        if (method === DidChangeWatchedFilesNotification.method) {
          const { watchers } = registerOptions as { watchers: FileSystemWatcher[] };
          this.watchers.push(...watchers);
          for (const { globPattern } of watchers)
            if (typeof globPattern === 'object' && typeof globPattern.baseUri === 'string')
              this.watchedFolders.set(id, globPattern.baseUri);
        }
        const { documentSelector } = (registerOptions ?? {}) as { documentSelector?: DocumentSelector };
        if (documentSelector) this.registered.set(method, documentSelector);
      }
    });
    connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      for (const { id } of unregisterations) this.watchedFolders.delete(id);
    });
    connection.listen();
    this.initializeResult = await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still asks for it
      rootUri: rootUri ?? null,
      capabilities: plain
        ? {}
        : {
            workspace: {
              configuration: true,
              workspaceFolders: true,
              didChangeConfiguration: { dynamicRegistration: true },
              didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
              diagnostics: { refreshSupport: true },
              codeLens: { refreshSupport: true },
            },
            textDocument: {
              completion: { dynamicRegistration: true, completionItem: { snippetSupport: true } },
              hover: { dynamicRegistration: true },
              documentLink: { dynamicRegistration: true },
              documentSymbol: { dynamicRegistration: true },
              synchronization: { dynamicRegistration: true },
              ...(pushed ? {} : { diagnostic: { dynamicRegistration: true } }),
              codeAction: { dynamicRegistration: true },
              codeLens: { dynamicRegistration: true },
            },
          },
      ...(rootUri === undefined
        ? { workspaceFolders: folders.map((path) => ({ uri: `file://${path}`, name: path })) }
        : {}),
      initializationOptions,
      ...(trace ? { trace } : {}),
    });
    await connection.sendNotification(InitializedNotification.type, {});
  }

  /** Opens a document; the path's name decides the language unless it is given. */
  async open(path: string, text: string, languageId = languageOf(path)): Promise<string> {
    const uri = path.includes(':') ? path : `file://${path}`;
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
    return uri;
  }

  /** Replaces the whole text, as the next version. */
  async change(uri: string, text: string): Promise<void> {
    const document = this.document(uri);
    const version = document.version + 1;
    this.documents.set(uri, TextDocument.create(uri, document.languageId, version, text));
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** One of our own requests. */
  ask<Name extends keyof RequestTypes>(
    name: Name,
    params: RequestTypes[Name]['params'],
  ): Promise<RequestTypes[Name]['result']> {
    return this.connection.sendRequest(name, params);
  }

  /** Pulls the diagnostics of a document. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    return report.kind === 'full' ? report.items : [];
  }

  /** The rules that report something in a document, in order. */
  async rulesIn(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map(({ code }) => String(code));
  }

  async configure(configuration: unknown): Promise<void> {
    this.configuration = configuration;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  async changeFile(path: string): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: `file://${path}`, type: FileChangeType.Changed }],
    });
  }

  /** Resolves with the next request to refresh diagnostics. */
  nextRefresh(): Promise<void> {
    return new Promise((resolve) => {
      this.#onRefresh.push(resolve);
    });
  }

  /** The last diagnostics that were pushed for a document, as soon as they are what is waited for. */
  async pushedFor(
    uri: string,
    isWanted: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const last = this.published.findLast((params) => params.uri === uri);
      if (last && isWanted(last)) return last;
      await new Promise<void>((resolve) => {
        this.#onPublished.push(resolve);
      });
    }
  }

  /** Applies an edit as an editor does: an edit of another version is refused. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    for (const change of edit.documentChanges ?? []) {
      if (!('edits' in change)) throw new Error('only text edits are expected');
      const { uri, version } = change.textDocument;
      const document = this.document(uri);
      if (version !== document.version) throw new Error(`edit of version ${String(version)} refused`);
      const edits = change.edits.filter((textEdit) => 'newText' in textEdit);
      await this.change(uri, TextDocument.applyEdits(document, edits));
    }
  }

  /** Comes back when the server has dealt with all that was sent before, and has our answers to all it asked. */
  async settled(): Promise<void> {
    await this.connection.sendRequest('mongodbTls/none').catch(() => undefined);
  }

  async stop(): Promise<void> {
    await this.settled();
    await this.connection.sendRequest(ShutdownRequest.type);
    this.connection.dispose();
    this.#end();
  }
}

function languageOf(path: string): string {
  if (/\.(pem|crt|key)$/.test(path)) return 'pem';
  return path.endsWith('keyfile') ? 'mongodb-keyfile' : 'mongod-conf';
}
