import { window, type ExtensionContext, type WebviewPanel } from 'vscode';
import { commandRunner } from './commands/index.ts';
import { ConnectionHistory } from './connection/history.ts';
import { Passphrases } from './connection/passphrases.ts';
import { EffectiveSettings } from './effective-settings.ts';
import { restoreInspection } from './inspect/panel.ts';
import { LanguageServer } from './language-client.ts';
import { registerLogHover } from './log-hover.ts';
import { ReportDocuments } from './report-documents.ts';
import { Reviews } from './reviews.ts';
import { showStatus } from './status.ts';

/** The extension once it is awake. */
export interface Client {
  /** Runs a command of package.json with what VS Code passes; a failure is shown, it is not thrown. */
  readonly run: (id: string, argument: unknown, selected: unknown) => Promise<void>;
  /** Draws a page anew that was open when the window was reloaded. */
  readonly restore: (panel: WebviewPanel, state: unknown) => Promise<void>;
  /** Ends when the language server has ended. */
  readonly stop: () => Promise<void>;
}

/** Starts the language server and all that works with it. */
export async function startClient(context: ExtensionContext): Promise<Client> {
  const log = window.createOutputChannel('MongoDB TLS', { log: true });
  const server = new LanguageServer(context.asAbsolutePath('dist/server.js'), log);
  const reports = new ReportDocuments();
  const reviews = new Reviews();
  const effectiveSettings = new EffectiveSettings(server);
  context.subscriptions.push(
    log,
    server,
    reports,
    reviews,
    effectiveSettings,
    showStatus(server),
    registerLogHover(server),
  );
  const history = new ConnectionHistory(context.globalState);
  const passphrases = new Passphrases(context.secrets);
  const run = commandRunner({ server, log, reports, reviews, effectiveSettings, history, passphrases });
  await server.start();
  return {
    run,
    restore: (panel, state) => restoreInspection(server, panel, state),
    stop: () => server.stop(),
  };
}
