import { window, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands/index.ts';
import { ConnectionHistory } from './connection/history.ts';
import { EffectiveSettings } from './effective-settings.ts';
import { restoreInspections } from './inspect/panel.ts';
import { LanguageServer } from './language-client.ts';
import { registerLogHover } from './log-hover.ts';
import { ReportDocuments } from './report-documents.ts';
import { Reviews } from './reviews.ts';
import { showStatus } from './status.ts';

let server: LanguageServer | undefined;

/** Called by VS Code when a file of our languages is opened or one of our commands is used. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('MongoDB TLS', { log: true });
  server = new LanguageServer(context.asAbsolutePath('dist/server.js'), log);
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
  context.subscriptions.push(restoreInspections(server));
  registerCommands(context, { server, log, reports, reviews, effectiveSettings, history });
  await server.start();
}

/** VS Code waits for it, so the language server ends in order. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
