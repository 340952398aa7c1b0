import { randomBytes } from 'node:crypto';
import { CancellationError, env, Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import type { ConnectionSecrets } from '../../../server/src/protocol.ts';
import { showInspection } from '../inspect/panel.ts';
import type { CommandContext } from '../commands/command.ts';
import { reveal } from '../pages/reveal.ts';
import { askPassphrase } from '../quick-input.ts';
import { attempt, type Manner, type Means } from './attempt.ts';
import { askFile } from './ask-file.ts';
import type { FormOffer, FormPage } from './form-html.ts';
import { connectionOf, valuesOf, type FormValues } from './form-values.ts';
import type { PastConnection } from './history.ts';
import { connectionHtml, type Run } from './html.ts';
import { keyFileOf, localPath, shownPath } from './local-path.ts';
import type { ConnectionMessage } from './messages.ts';
import { readConnectionString, withoutSecrets, withPassword } from './uri.ts';

type Again = Extract<ConnectionMessage, { type: 'again' }>;

/** How many runs the page remembers. */
const kept = 10;

type Tools = Pick<CommandContext, 'server' | 'reports' | 'history' | 'passphrases'>;

/** A connection that a file tells of. */
export interface TellingFile {
  readonly connection: PastConnection & { readonly hasSecrets?: true };
  /** The file's name and URI. */
  readonly name: string;
  readonly uri: string;
}

/** A run with what it takes to repeat it: passwords and passphrases are asked for again. */
interface KeptRun extends Run {
  readonly connection: ConnectionSecrets;
  readonly needsPassword: boolean;
  readonly source?: string;
}

/** The one page of the window, once a connection was asked for. */
let open: ConnectionPage | undefined;

/** Asks for a connection on the page, starting from what a file tells, and from those of before. */
export async function askOnPage(tools: Tools, file?: TellingFile): Promise<void> {
  open ??= new ConnectionPage(tools);
  await open.ask(file);
}

async function runOf(means: Means, connection: ConnectionSecrets, manner: Manner): Promise<KeptRun> {
  const result = await attempt(means, connection, manner);
  const parts = readConnectionString(connection.uri);
  const target = withoutSecrets(connection.uri) ?? parts?.hosts ?? 'the server';
  const { options } = connection;
  return {
    result,
    target,
    time: new Date(),
    connection: { uri: target, options: withoutPassphrase(options) },
    needsPassword: parts?.user !== undefined && parts.hasPassword,
    ...(manner.source === undefined ? {} : { source: manner.source }),
  };
}

function withoutPassphrase(options: ConnectionSecrets['options']): ConnectionSecrets['options'] {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => name !== 'tlsCertificateKeyFilePassword'),
  );
}

class ConnectionPage {
  readonly #tools: Tools;
  readonly #panel: WebviewPanel;
  /** Newest first. */
  #runs: readonly KeptRun[] = [];
  /** The run that is shown, or the form. */
  #shown: number | FormPage = 0;
  #file: TellingFile | undefined;

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

  /** Shows the form and gives it the focus. */
  async ask(file?: TellingFile): Promise<void> {
    this.#file = file;
    const told = file ? [await this.#offer(`from ${file.name}`, file.connection)] : [];
    await this.#showForm(told);
    this.#panel.reveal();
  }

  async #showForm(first: readonly FormOffer[]): Promise<void> {
    const past = await Promise.all(
      this.#tools.history.list().map((connection) => this.#offer('used before', connection)),
    );
    const others = past.filter(({ values }) => first.every((offer) => offer.values.server !== values.server));
    this.#draw({ key: randomBytes(8).toString('hex'), offers: [...first, ...others] });
  }

  async #offer(
    from: string,
    connection: PastConnection & { readonly hasSecrets?: true },
  ): Promise<FormOffer> {
    const file = keyFileOf(connection);
    const isKept = file !== undefined && (await this.#tools.passphrases.of(file)) !== undefined;
    return {
      from,
      values: valuesOf(connection, shownPath),
      ...(connection.hasSecrets ? { hasSecrets: true } : {}),
      ...(isKept ? { isKept } : {}),
    };
  }

  /** Puts a run at the top and brings the page to the front. */
  #show(run: KeptRun): void {
    this.#runs = [run, ...this.#runs].slice(0, kept);
    this.#draw(0);
    this.#panel.reveal(undefined, true);
  }

  #draw(shown: number | FormPage): void {
    this.#shown = shown;
    this.#panel.webview.html = connectionHtml({
      nonce: randomBytes(16).toString('base64url'),
      runs: this.#runs,
      shown,
      pathOf: (uri) => workspace.asRelativePath(Uri.parse(uri)),
    });
  }

  async #receive(message: ConnectionMessage): Promise<void> {
    try {
      if (message.type === 'test') await this.#test(message.values);
      else if (message.type === 'choose') await this.#choose(message.field);
      else if (message.type === 'show') this.#draw(message.run);
      else if (typeof this.#shown === 'number') {
        const run = this.#runs[this.#shown];
        if (run) await this.#answer(message, run);
      }
    } catch (error) {
      if (!(error instanceof CancellationError))
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  async #answer(
    message: Exclude<ConnectionMessage, { type: 'test' | 'choose' | 'show' }>,
    run: KeptRun,
  ): Promise<void> {
    switch (message.type) {
      case 'again':
        await this.#again(run, message);
        return;
      case 'change':
        await this.#change(run);
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
      case 'copy-report':
        await this.#copy('the report', run.result.markdown);
        return;
      case 'copy':
        await this.#copy(message.what, message.text);
    }
  }

  async #change({ connection }: KeptRun): Promise<void> {
    const { uri, hasSecrets } = this.#file?.connection ?? {};
    const isOfFile = hasSecrets === true && connection.uri === uri;
    await this.#showForm([
      await this.#offer('shown before', { ...connection, ...(isOfFile ? { hasSecrets } : {}) }),
    ]);
  }

  async #test(values: FormValues): Promise<void> {
    const connection = connectionOf(values, localPath);
    if ('field' in connection) {
      await this.#panel.webview.postMessage({ fault: connection });
      return;
    }
    const { history, passphrases } = this.#tools;
    const { keepPassphrase = false, details = false } = values;
    const keyFile = keyFileOf(connection);
    // what is not ticked is not kept, from before either
    if (keyFile !== undefined && !keepPassphrase) await passphrases.forget(keyFile);
    await history.add(connection);
    const manner = { details, keepPassphrase, ...this.#sourceOf(values) };
    this.#show(await runOf(this.#tools, connection, manner));
  }

  /** The file that told of the connection, where it is still that one. */
  #sourceOf({ server }: FormValues): Pick<Manner, 'source'> {
    if (!this.#file) return {};
    const { connection, uri } = this.#file;
    return server.trim() === connection.uri ? { source: uri } : {};
  }

  async #choose(field: Extract<ConnectionMessage, { type: 'choose' }>['field']): Promise<void> {
    const path = await askFile(field);
    if (path !== undefined) await this.#panel.webview.postMessage({ chosen: { field, path } });
  }

  async #again(
    { connection, needsPassword, source }: KeptRun,
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
      this.#tools,
      { uri, options },
      { details: details === true, ...(source === undefined ? {} : { source }) },
    );
    this.#show(run);
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
