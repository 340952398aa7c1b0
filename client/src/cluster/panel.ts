import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import { requests, type CheckClusterResult } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../language-client.ts';
import { reveal } from '../pages/reveal.ts';
import { clusterHtml, type ClusterMessage } from './html.ts';

/** The one page of the workspace: asking again brings it to the front, with the files as they are now. */
let open: ClusterPage | undefined;

/** Checks the servers of the workspace and shows the page. Throws with the server's reason where that failed. */
export async function showCluster(server: LanguageServer): Promise<void> {
  const report = await check(server);
  open ??= new ClusterPage(server);
  open.show(report);
}

async function check(server: LanguageServer): Promise<CheckClusterResult> {
  const report = await server.request(requests.checkCluster, {});
  if ('error' in report) throw new Error(report.error);
  return report;
}

class ClusterPage {
  readonly #server: LanguageServer;
  readonly #panel: WebviewPanel;
  /** The report on the page, as text: drawing it again would close what the reader has opened. */
  #shown = '';

  constructor(server: LanguageServer) {
    this.#server = server;
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
    this.#panel = window.createWebviewPanel('mongodbTls.cluster', 'Cluster', column, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    const subscriptions = [
      this.#panel.webview.onDidReceiveMessage((message: ClusterMessage) => this.#receive(message)),
      workspace.onDidSaveTextDocument(() => void this.#refresh()),
    ];
    this.#panel.onDidDispose(() => {
      open = undefined;
      for (const subscription of subscriptions) subscription.dispose();
    });
  }

  /** Draws the report and brings the page to the front. */
  show(report: CheckClusterResult): void {
    this.#draw(report);
    this.#panel.reveal(undefined, true);
  }

  #draw(report: CheckClusterResult): void {
    const text = JSON.stringify(report);
    if (text === this.#shown) return;
    this.#shown = text;
    const nonce = randomBytes(16).toString('base64url');
    const pathOf = (uri: string) => workspace.asRelativePath(Uri.parse(uri));
    this.#panel.webview.html = clusterHtml(report, { nonce, pathOf });
  }

  async #receive(message: ClusterMessage): Promise<void> {
    try {
      if (message.type === 'refresh') this.#draw(await check(this.#server));
      else await reveal(Uri.parse(message.file), message.line, message.character);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  async #refresh(): Promise<void> {
    try {
      this.#draw(await check(this.#server));
    } catch {
      // the page keeps what it showed; the command says what is wrong when it is asked
    }
  }
}
