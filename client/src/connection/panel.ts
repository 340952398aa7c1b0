import { randomBytes } from 'node:crypto';
import { CancellationError, env, Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import type { ConnectionSecrets } from '../../../server/src/protocol.ts';
import { showInspection } from '../inspect/panel.ts';
import type { CommandContext } from '../commands/command.ts';
import type { LanguageServer } from '../language-client.ts';
import { reveal } from '../pages/reveal.ts';
import { askPassphrase } from '../quick-input.ts';
import { attempt, type Manner } from './attempt.ts';
import { connectionHtml, type Run } from './html.ts';
import type { ConnectionMessage } from './messages.ts';
import { readConnectionString, withoutSecrets, withPassword } from './uri.ts';

type Again = Extract<ConnectionMessage, { type: 'again' }>;

/** How many runs the page remembers. */
const kept = 10;

type Tools = Pick<CommandContext, 'server' | 'reports'>;

/** A run with what it takes to repeat it: passwords and passphrases are asked for again. */
interface KeptRun extends Run {
  readonly connection: ConnectionSecrets;
  readonly needsPassword: boolean;
  readonly config?: string;
}

/** The one page of the window, once a connection was tested. */
let open: ConnectionPage | undefined;

/** Tests a connection and shows the report. Throws where the server cannot answer. */
export async function showConnection(
  tools: Tools,
  connection: ConnectionSecrets,
  manner: Manner,
): Promise<void> {
  const run = await runOf(tools.server, connection, manner);
  open ??= new ConnectionPage(tools);
  open.show(run);
}

async function runOf(
  server: LanguageServer,
  connection: ConnectionSecrets,
  manner: Manner,
): Promise<KeptRun> {
  const result = await attempt(server, connection, manner);
  const parts = readConnectionString(connection.uri);
  const target = withoutSecrets(connection.uri) ?? parts?.hosts ?? 'the server';
  return {
    result,
    target,
    time: new Date(),
    connection: { uri: target, options: connection.options },
    needsPassword: parts?.user !== undefined && parts.hasPassword,
    ...(manner.config === undefined ? {} : { config: manner.config }),
  };
}

class ConnectionPage {
  readonly #tools: Tools;
  readonly #panel: WebviewPanel;
  /** Newest first. */
  #runs: readonly KeptRun[] = [];
  #shown = 0;

  constructor(tools: Tools) {
    this.#tools = tools;
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
    this.#panel = window.createWebviewPanel('mongodbTls.connection', 'Connection', column, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    const subscription = this.#panel.webview.onDidReceiveMessage((message: ConnectionMessage) =>
      this.#receive(message),
    );
    this.#panel.onDidDispose(() => {
      open = undefined;
      subscription.dispose();
    });
  }

  /** Puts a run at the top and brings the page to the front. */
  show(run: KeptRun): void {
    this.#runs = [run, ...this.#runs].slice(0, kept);
    this.#draw(0);
    this.#panel.reveal(undefined, true);
  }

  #draw(shown: number): void {
    this.#shown = shown;
    this.#panel.webview.html = connectionHtml({
      nonce: randomBytes(16).toString('base64url'),
      runs: this.#runs,
      shown,
      pathOf: (uri) => workspace.asRelativePath(Uri.parse(uri)),
    });
  }

  async #receive(message: ConnectionMessage): Promise<void> {
    const run = this.#runs[this.#shown];
    if (!run) return;
    try {
      await this.#answer(message, run);
    } catch (error) {
      if (!(error instanceof CancellationError))
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  async #answer(message: ConnectionMessage, run: KeptRun): Promise<void> {
    switch (message.type) {
      case 'again':
        await this.#again(run, message);
        return;
      case 'inspect-sent':
        await this.#inspectSent(run);
        return;
      case 'inspect':
        await showInspection(this.#tools.server, Uri.file(message.path));
        return;
      case 'reveal':
        await reveal(Uri.parse(message.uri), message.line, message.character);
        return;
      case 'show':
        this.#draw(message.run);
        return;
      case 'copy-report':
        await this.#copy('the report', run.result.markdown);
        return;
      case 'copy':
        await this.#copy(message.what, message.text);
    }
  }

  async #again(
    { connection, needsPassword, config }: KeptRun,
    { details, options: more = {} }: Omit<Again, 'type'>,
  ): Promise<KeptRun | undefined> {
    let { uri } = connection;
    if (needsPassword) {
      const user = readConnectionString(uri)?.user ?? '';
      const password = await askPassphrase(
        'Test Connection',
        `Password of ${user}. It is used once and not kept.`,
      );
      if (password === undefined) return undefined;
      uri = withPassword(uri, password);
    }
    const options = { ...connection.options, ...more };
    const run = await runOf(
      this.#tools.server,
      { uri, options },
      { details: details === true, ...(config === undefined ? {} : { config }) },
    );
    this.show(run);
    return run;
  }

  /** Inspects what the server sent; nobody is asked to save it. */
  async #inspectSent(run: KeptRun): Promise<void> {
    const seen =
      run.result.report.tls?.sentPem ??
      (await this.#again(run, { details: true }))?.result.report.tls?.sentPem;
    if (seen === undefined) return;
    const [host = 'server'] = run.result.report.target?.split(':') ?? [];
    const { uri } = await workspace.openTextDocument(this.#tools.reports.hold(`${host}.pem`, seen));
    await showInspection(this.#tools.server, uri);
  }

  /** The page says it aloud, since nobody sees a clipboard. */
  async #copy(what: string, text: string): Promise<void> {
    await env.clipboard.writeText(text);
    await this.#panel.webview.postMessage({ status: `Copied ${what}.` });
  }
}
