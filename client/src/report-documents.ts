import { commands, Uri, workspace, type Disposable } from 'vscode';

/** Reports that are shown but never saved. Read-only, drawn by VS Code's own Markdown preview in the user's theme. */
export class ReportDocuments implements Disposable {
  static readonly #scheme = 'mongodb-tls-report';
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: Disposable[];
  #count = 0;

  constructor() {
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(ReportDocuments.#scheme, {
        provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? 'This report is no longer kept.',
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === ReportDocuments.#scheme) this.#texts.delete(uri.path);
      }),
    ];
  }

  /** Shows a Markdown text under a title of its own. */
  async show(title: string, markdown: string): Promise<void> {
    this.#count++;
    const path = `/${String(this.#count)}/${title.replaceAll(/[\\/]+/g, ' ')}.md`;
    this.#texts.set(path, markdown);
    const uri = Uri.from({ scheme: ReportDocuments.#scheme, path });
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // the built-in Markdown extension may be switched off: the plain text says the same
      await commands.executeCommand('vscode.open', uri);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
