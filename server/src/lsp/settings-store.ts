import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { Log } from './guard.ts';
import { editorGlobs, readSettings, type Settings } from './settings.ts';
import { localPathOf, uriOfPath, type Workspace } from './workspace.ts';

const section = 'mongodbTls';
/** What is asked for: ours, and what users hide from the explorer and from searches. */
const sections = [section, 'files.exclude', 'search.exclude'];
/** Diagnostics wait for the settings, but not for ever. */
const patienceMs = 2_000;

export interface SettingsStoreContext {
  readonly connection: Connection;
  readonly workspace: Workspace;
  /** The ids of all rules. */
  readonly rules: ReadonlySet<string>;
  readonly log: Log;
  /** Settings came after something had been judged without them. */
  readonly onLate: () => void;
  /** How long the client may take to answer. */
  readonly patienceMs?: number;
}

/**
 * The settings as the client has them: asked for once per workspace folder, and again after a change. A value that cannot be
 * used is named in one warning, which is not repeated while it stays.
 */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #rules: ReadonlySet<string>;
  readonly #log: Log;
  readonly #onLate: () => void;
  readonly #patienceMs: number;
  readonly #byScope = new Map<string, Promise<Settings>>();
  readonly #warned = new Set<string>();
  /** What was sent, for a client that cannot be asked or has no answer. */
  #sent: unknown;
  #canAsk = false;

  constructor(context: SettingsStoreContext) {
    this.#connection = context.connection;
    this.#workspace = context.workspace;
    this.#rules = context.rules;
    this.#log = context.log;
    this.#onLate = context.onLate;
    this.#patienceMs = context.patienceMs ?? patienceMs;
  }

  /** Takes what `initialize` told. */
  start(canAsk: boolean, sent: unknown): void {
    this.#canAsk = canAsk;
    this.#sent = sent;
  }

  /** Takes a `workspace/didChangeConfiguration`; its content counts only for a client that has no answer of its own. */
  changed(sent: unknown): void {
    if (typeof sent === 'object' && sent !== null && section in sent)
      this.#sent = sent[section as keyof typeof sent];
    this.#byScope.clear();
  }

  /** The settings that hold for a document. */
  of(uri: string): Promise<Settings> {
    const path = localPathOf(uri);
    const folder = path === undefined ? undefined : this.#workspace.folderOf(path);
    const scope = folder === undefined ? '' : uriOfPath(folder);
    const known = this.#byScope.get(scope);
    if (known) return known;
    const settings = this.#read(scope, (late) => {
      // unless they were asked for anew
      if (this.#byScope.get(scope) !== settings) return;
      this.#byScope.set(scope, late);
      this.#onLate();
    });
    this.#byScope.set(scope, settings);
    return settings;
  }

  /** The client's answer; where that takes too long what the start told, until the answer comes. */
  async #read(scope: string, onLate: (settings: Promise<Settings>) => void): Promise<Settings> {
    const settings = this.#ask(scope).then((values) => this.#settingsFrom(values));
    const inTime = await within(this.#patienceMs, settings);
    if (inTime) return inTime;
    this.#log('The client does not tell its settings; until it does, those of the start are used.');
    void settings.then(() => {
      onLate(settings);
    });
    return this.#settingsFrom([]);
  }

  async #settingsFrom([own, ...editors]: readonly unknown[]): Promise<Settings> {
    // a client that knows nothing of ours may have sent them with its first message
    const { settings, problems } = readSettings(own ?? this.#sent, this.#rules);
    const fresh = problems.filter((problem) => !this.#warned.has(problem));
    for (const problem of fresh) this.#warned.add(problem);
    if (fresh.length > 0) {
      const message = `${fresh.join(' ')} Until then the default is used.`;
      await this.#connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message,
      });
    }
    return { ...settings, exclude: [...settings.exclude, ...editors.flatMap(editorGlobs)] };
  }

  /** The values of {@link sections}, in their order; fewer where the client knows fewer. */
  async #ask(scope: string): Promise<readonly unknown[]> {
    if (!this.#canAsk) return [];
    const scopeUri = scope === '' ? {} : { scopeUri: scope };
    const items = sections.map((section) => ({ section, ...scopeUri }));
    try {
      return (await this.#connection.workspace.getConfiguration(items)) as readonly unknown[];
    } catch (error) {
      this.#log(`The client did not tell its settings, so the defaults are used: ${String(error)}`);
      return [];
    }
  }
}

/** What a promise comes to; undefined where that takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
  }
}
