import {
  DocumentLink,
  EventEmitter,
  languages,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { Position } from 'vscode-languageserver-protocol';
import { requests } from '../../server/src/protocol.ts';
import type { LanguageServer } from './language-client.ts';

const scheme = 'mongodb-tls-settings';
/** As long as somebody types, the view waits; and the language server hears of a change before it is asked. */
const pauseMs = 200;

/** Read-only documents that show what a server makes of a configuration file; each follows its file and the settings. */
export class EffectiveSettings implements Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: readonly { dispose: () => unknown }[];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** What was shown last, by URI of the view: it stays while the file is closed or the server is not running. */
  readonly #texts = new Map<string, string>();

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#textOf(uri),
      }),
      languages.registerDocumentLinkProvider({ scheme }, { provideDocumentLinks: linksOf }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#update(document.uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('mongodbTls')) this.#update();
      }),
      server.onDidChangeState((state) => {
        if (state === 'running') this.#update();
      }),
    ];
  }

  /** Opens the view of a file beside it, or of the server started at a place in it, or brings it to the front. */
  async show(source: Uri, place?: Position): Promise<void> {
    const name = source.path.replace(/^.*\//, '');
    const path = `/Effective settings of ${name}${place ? ` (line ${String(place.line + 1)})` : ''}`;
    const fragment = place ? `L${String(place.line + 1)}` : '';
    const uri = Uri.from({ scheme, path, query: source.toString(), fragment });
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, 'mongodb-effective-settings');
    await window.showTextDocument(document, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #textOf(view: Uri): Promise<string> {
    const key = view.toString();
    try {
      const textDocument = { uri: view.query };
      const line = /^L(\d+)$/.exec(view.fragment)?.[1];
      const place = line === undefined ? {} : { position: { line: Number(line) - 1, character: 0 } };
      const answer = await this.#server.request(requests.effectiveSettings, { textDocument, ...place });
      if (answer) this.#texts.set(key, answer.text);
    } catch {
      // the file has changed again, or the server is not running: the next event asks anew
    }
    return (
      this.#texts.get(key) ??
      '# This is no configuration file of mongod, mongos or mongosqld, or it is not open.\n'
    );
  }

  /** Draws the views of a file anew, or all of them. */
  #update(source?: Uri): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme !== scheme || (source && uri.query !== source.toString())) continue;
      const key = uri.toString();
      clearTimeout(this.#timers.get(key));
      this.#timers.set(
        key,
        setTimeout(() => {
          this.#timers.delete(key);
          this.#changed.fire(uri);
        }, pauseMs),
      );
    }
  }
}

/** Leads from `# line 12` to that line of the file, and from `# compose.yaml line 12` where the file has that name. */
function linksOf(document: TextDocument): DocumentLink[] {
  const source = Uri.parse(document.uri.query);
  const own = source.path.slice(source.path.lastIndexOf('/') + 1);
  return [...document.getText().matchAll(/# +(?:(\S+) )?(line (\d+))/g)].flatMap((match) => {
    const [all, name = own, link = '', line = '1'] = match;
    // another file of the server: where that lies is not said
    if (name !== own) return [];
    const end = document.positionAt(match.index + all.length);
    const range = new Range(end.translate(0, -link.length), end);
    return [new DocumentLink(range, source.with({ fragment: `L${line}` }))];
  });
}
