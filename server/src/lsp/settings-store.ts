import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import type { Log } from './guard.ts';
import { readSettings, type Settings } from './settings.ts';
import { localPathOf, uriOfPath, type Workspace } from './workspace.ts';

const section = 'mongodbTls';

/**
 * The settings as the client has them: asked for once per workspace folder, and again after a change. A value that cannot be
 * used is named in one warning, which is not repeated while it stays.
 */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #rules: ReadonlySet<string>;
  readonly #log: Log;
  readonly #byScope = new Map<string, Promise<Settings>>();
  readonly #warned = new Set<string>();
  /** What was sent, for a client that cannot be asked. */
  #sent: unknown;
  #canAsk = false;

  constructor(connection: Connection, workspace: Workspace, rules: ReadonlySet<string>, log: Log) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#rules = rules;
    this.#log = log;
  }

  /** Takes what `initialize` told. */
  start(canAsk: boolean, sent: unknown): void {
    this.#canAsk = canAsk;
    this.#sent = sent;
  }

  /** Takes a `workspace/didChangeConfiguration`; its content counts only for a client that cannot be asked. */
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
    const settings = this.#read(scope);
    this.#byScope.set(scope, settings);
    return settings;
  }

  async #read(scope: string): Promise<Settings> {
    const { settings, problems } = readSettings(await this.#ask(scope), this.#rules);
    const fresh = problems.filter((problem) => !this.#warned.has(problem));
    for (const problem of fresh) this.#warned.add(problem);
    if (fresh.length > 0) {
      const message = `${fresh.join(' ')} Until then the default is used.`;
      await this.#connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message,
      });
    }
    return settings;
  }

  async #ask(scope: string): Promise<unknown> {
    if (!this.#canAsk) return this.#sent;
    try {
      const item = scope === '' ? { section } : { section, scopeUri: scope };
      return (await this.#connection.workspace.getConfiguration(item)) as unknown;
    } catch (error) {
      this.#log(`The client did not tell its settings, so the defaults are used: ${String(error)}`);
      return undefined;
    }
  }
}
