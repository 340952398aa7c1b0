import { randomBytes } from 'node:crypto';
import { env, ViewColumn, window, workspace, Uri, type Disposable, type WebviewPanel } from 'vscode';
import type { InspectReport } from '../../../server/src/core/inspect/inspect-report.ts';
import { requests } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../language-client.ts';
import { reveal } from '../pages/reveal.ts';
import { inspectHtml } from './html.ts';
import type { InspectMessage } from './markup.ts';

/** The inspect pages that are open, by URI: asking again brings the page to the front, with the file as it is now. */
const open = new Map<string, InspectPage>();

/** Inspects a PEM file and shows the page. Throws with the server's reason where the file cannot be read. */
export async function showInspection(server: LanguageServer, uri: Uri): Promise<void> {
  const report = await inspect(server, uri);
  const page = open.get(uri.toString()) ?? new InspectPage(server, uri);
  page.show(report);
}

async function inspect(server: LanguageServer, uri: Uri, passphrase?: string): Promise<InspectReport> {
  const sealed = passphrase === undefined ? {} : { passphrase: server.seal(passphrase) };
  const report = await server.request(requests.inspectPem, { uri: uri.toString(), ...sealed });
  if ('error' in report) throw new Error(report.error);
  return report;
}

const viewType = 'mongodbTls.inspect';
const webviewOptions = { enableScripts: true, localResourceRoots: [] };

/** Draws a page anew that was open when the window was reloaded; `state` is what its script kept. */
export async function restoreInspection(
  server: LanguageServer,
  panel: WebviewPanel,
  state: unknown,
): Promise<void> {
  const uri = uriIn(state);
  if (!uri || open.has(uri.toString())) {
    panel.dispose();
    return;
  }
  panel.webview.options = webviewOptions;
  try {
    const report = await inspect(server, uri);
    new InspectPage(server, uri, panel).show(report);
  } catch {
    // the file is gone or the server does not run; an empty page would tell nobody so
    panel.dispose();
  }
}

/** The file of a page, as its script keeps it. */
function uriIn(state: unknown): Uri | undefined {
  const isKept = typeof state === 'object' && state !== null && 'uri' in state;
  return isKept && typeof state.uri === 'string' ? Uri.parse(state.uri) : undefined;
}

/** A new page joins the one that is open, whatever has the focus. */
function columnForPage(): ViewColumn {
  const [present] = open.values();
  return present?.column ?? (window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active);
}

class InspectPage {
  readonly #server: LanguageServer;
  readonly #uri: Uri;
  readonly #panel: WebviewPanel;

  constructor(server: LanguageServer, uri: Uri, restored?: WebviewPanel) {
    this.#server = server;
    this.#uri = uri;
    const title = `Inspect ${baseName(uri)}`;
    this.#panel =
      restored ??
      window.createWebviewPanel(viewType, title, columnForPage(), {
        ...webviewOptions,
        enableFindWidget: true,
      });
    const subscriptions: Disposable[] = [
      this.#panel.webview.onDidReceiveMessage((message: InspectMessage) => this.#receive(message)),
      workspace.onDidSaveTextDocument((document) => {
        if (document.uri.toString() === uri.toString()) void this.#refresh();
      }),
    ];
    this.#panel.onDidDispose(() => {
      open.delete(uri.toString());
      for (const subscription of subscriptions) subscription.dispose();
    });
    open.set(uri.toString(), this);
  }

  get column(): ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  /** Draws the report and brings the page to the front. */
  show(report: InspectReport): void {
    this.#draw(report);
    this.#panel.reveal(undefined, true);
  }

  #draw(report: InspectReport): void {
    const nonce = randomBytes(16).toString('base64url');
    const path = workspace.asRelativePath(this.#uri);
    this.#panel.webview.html = inspectHtml(report, {
      title: baseName(this.#uri),
      path,
      nonce,
      uri: this.#uri.toString(),
    });
  }

  async #receive(message: InspectMessage): Promise<void> {
    try {
      if (message.type === 'reveal') await reveal(this.#uri, message.line);
      else if (message.type === 'passphrase') await this.#askPassphrase();
      else await this.#copy(message);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  /** The page says it aloud, since nobody sees a clipboard. */
  async #copy({ what, text }: { readonly what: string; readonly text: string }): Promise<void> {
    await env.clipboard.writeText(text);
    await this.#panel.webview.postMessage({ status: `Copied ${what}.` });
  }

  async #askPassphrase(): Promise<void> {
    const passphrase = await window.showInputBox({
      title: `Passphrase of the private key in ${baseName(this.#uri)}`,
      prompt: 'It is used once and not kept.',
      password: true,
      ignoreFocusOut: true,
    });
    if (passphrase !== undefined) this.#draw(await inspect(this.#server, this.#uri, passphrase));
  }

  async #refresh(): Promise<void> {
    try {
      this.#draw(await inspect(this.#server, this.#uri));
    } catch {
      // the page keeps what it showed; the command says what is wrong with the file when it is asked
    }
  }
}

function baseName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
