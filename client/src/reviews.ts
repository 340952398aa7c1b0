import { commands, languages, Uri, ViewColumn, window, workspace, type Disposable } from 'vscode';

/** What files become, in texts that hold nothing secret. */
export interface Review {
  readonly title: string;
  /** What to know beside the files. */
  readonly overview: string;
  readonly files: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** The language that colours the files. */
  readonly language: string;
  /** What the user is asked, and the word that agrees. */
  readonly question: string;
  readonly agree: string;
}

/** The review that is shown: the title of its tab, what answers it, and what waits for its tab to move. */
interface OpenReview {
  readonly title: string;
  readonly resolve: (isAgreed: boolean) => void;
  readonly listeners: readonly Disposable[];
}

const scheme = 'mongodb-tls-review';
/** The title of the tab beside the changes. */
const aboutName = 'What to know';
/** Shows the button in the title of the editor (package.json). */
const isShown = 'mongodbTls.reviewShown';

/**
 * Changes to look through before they are made: an editor of the differences in all files. It is left by agreeing, in its title
 * or in the notification, by Cancel, or by closing it. One at a time.
 */
export class Reviews implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? 'This review is over.',
  });
  #open: OpenReview | undefined;
  #count = 0;

  /** Shows what files become and waits for the user. An earlier review that is still open is left. */
  async ask({ title, overview, files, language, question, agree }: Review): Promise<boolean> {
    await this.answer(false);
    this.#count++;
    const changes: [Uri, Uri | undefined, Uri][] = [];
    for (const { name, before, after } of files) {
      const path = name.startsWith('/') ? name : `/${name}`;
      const left = await this.#add(path, 'before', { text: before, language });
      const right = await this.#add(path, 'after', { text: after, language });
      changes.push([right, left, right]);
    }
    const about = await this.#add(`/${aboutName}`, 'about', { text: overview, language: 'markdown' });
    await commands.executeCommand('vscode.changes', title, changes);
    // else the next file that is opened would take its place
    await commands.executeCommand('workbench.action.keepEditor');
    // beside, since among the changes it would count as a file
    const viewColumn = ViewColumn.Beside;
    await window.showTextDocument(about, { viewColumn, preserveFocus: true, preview: false });
    return await new Promise<boolean>((resolve) => {
      const review = { title, resolve, listeners: this.#listen() };
      this.#open = review;
      this.#showButton();
      void window.showInformationMessage(question, agree, 'Cancel').then((choice) => {
        // the notification goes away by itself, the button stays
        if (choice !== undefined && this.#open === review) void this.answer(choice === agree);
      });
    });
  }

  /** Ends the review that is open, if there is one, and closes its editor. */
  async answer(isAgreed: boolean): Promise<void> {
    const open = this.#open;
    if (!open) return;
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter((tab) => this.#isShownIn(tab) || tab.label === aboutName);
    for (const listener of open.listeners) listener.dispose();
    this.#open = undefined;
    this.#texts.clear();
    this.#showButton();
    open.resolve(isAgreed);
    await window.tabGroups.close(own);
  }

  dispose(): void {
    void this.answer(false);
    this.#provider.dispose();
  }

  async #add(
    path: string,
    side: string,
    { text, language }: { text: string; language: string },
  ): Promise<Uri> {
    const uri = Uri.from({ scheme, path, query: `${side} ${String(this.#count)}` });
    this.#texts.set(uri.toString(), text);
    await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), language);
    return uri;
  }

  #listen(): readonly Disposable[] {
    return [
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => this.#isShownIn(tab))) void this.answer(false);
        else this.#showButton();
      }),
      window.tabGroups.onDidChangeTabGroups(() => {
        this.#showButton();
      }),
    ];
  }

  /** VS Code puts the number of files behind the title. */
  #isShownIn({ label }: { readonly label: string }): boolean {
    return this.#open !== undefined && label.startsWith(this.#open.title);
  }

  #showButton(): void {
    const tab = window.tabGroups.activeTabGroup.activeTab;
    void commands.executeCommand('setContext', isShown, tab !== undefined && this.#isShownIn(tab));
  }
}
