import type { LogOutputChannel } from 'vscode';
import type { ConnectionHistory } from '../connection/history.ts';
import type { Passphrases } from '../connection/passphrases.ts';
import type { EffectiveSettings } from '../effective-settings.ts';
import type { LanguageServer } from '../language-client.ts';
import type { ReportDocuments } from '../report-documents.ts';
import type { Reviews } from '../reviews.ts';

/** What a command may use. */
export interface CommandContext {
  readonly server: LanguageServer;
  readonly log: LogOutputChannel;
  readonly reports: ReportDocuments;
  readonly reviews: Reviews;
  readonly effectiveSettings: EffectiveSettings;
  readonly history: ConnectionHistory;
  readonly passphrases: Passphrases;
}

/** A command: it collects input, calls one request of the server and shows one result. */
export interface Command {
  /** As in package.json. */
  readonly id: string;
  /** It writes files or connects: in a workspace that is not trusted it says so and asks for trust, nothing else. */
  readonly needsTrust?: true;
  /**
   * `argument` is what a menu or another command passes, `selected` the list of what is selected in the explorer. What is thrown
   * is logged and shown.
   */
  readonly execute: (context: CommandContext, argument: unknown, selected: unknown) => Promise<void>;
}
