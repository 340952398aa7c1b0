import { commands, Uri, workspace, type Disposable } from 'vscode';

/** Of what is shown and never saved. */
export const reportScheme = 'mongodb-tls-report';

/** Reports that are shown but never saved. Read-only, Markdown drawn by VS Code's own preview in the user's theme. */
export class ReportDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: Disposable[];
  #count = 0;

  constructor() {
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(reportScheme, {
        provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? 'This report is no longer kept.',
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === reportScheme) this.#texts.delete(uri.path);
      }),
    ];
  }

  /** A document that can be opened by its URI until it is closed. The ending of its name tells its language. */
  hold(name: string, text: string): Uri {
    this.#count++;
    const path = `/${String(this.#count)}/${name.replaceAll(/[\\/]+/g, ' ')}`;
    this.#texts.set(path, text);
    return Uri.from({ scheme: reportScheme, path });
  }

  /** Shows a Markdown text under a title of its own. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = this.hold(`${title}.md`, markdown);
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
