import { CancellationError, commands, window, workspace } from 'vscode';
import { acceptReview } from './accept-review.ts';
import { checkCluster } from './check-cluster.ts';
import { chooseVersion } from './choose-version.ts';
import { combinePem } from './combine-pem.ts';
import { completePem } from './complete-pem.ts';
import type { Command, CommandContext } from './command.ts';
import { explainLog } from './explain-log.ts';
import { generateKeyfile } from './generate-keyfile.ts';
import { generateTestCertificates } from './generate-test-certificates.ts';
import { copyClientSnippet } from './copy-client-snippet.ts';
import { copyText } from './copy-text.ts';
import { inspectPem } from './inspect-pem.ts';
import { migrateToTls } from './migrate-to-tls.ts';
import { migrateWorkspace } from './migrate-workspace.ts';
import { openSample } from './open-sample.ts';
import { planRollingUpgrade } from './plan-rolling-upgrade.ts';
import { restartServer } from './restart-server.ts';
import { rotateKeyfile } from './rotate-keyfile.ts';
import { showEffectiveSettings } from './show-effective-settings.ts';
import { showLog } from './show-log.ts';
import { testConnection } from './test-connection.ts';

/** All commands of package.json. */
export const allCommands: readonly Command[] = [
  inspectPem,
  explainLog,
  combinePem,
  completePem,
  copyText,
  copyClientSnippet,
  testConnection,
  migrateToTls,
  migrateWorkspace,
  openSample,
  generateTestCertificates,
  generateKeyfile,
  rotateKeyfile,
  acceptReview,
  showEffectiveSettings,
  checkCluster,
  planRollingUpgrade,
  chooseVersion,
  showLog,
  restartServer,
];

/** Runs the commands, by their ids, so that a failure is logged and told. */
export function commandRunner(
  context: CommandContext,
): (id: string, argument: unknown, selected: unknown) => Promise<void> {
  return async (id, argument, selected) => {
    const command = allCommands.find((known) => known.id === id);
    // a lens or another extension may run what the palette does not offer
    if (command?.needsTrust && !workspace.isTrusted) {
      void offerTrust();
      return;
    }
    try {
      await command?.execute(context, argument, selected);
    } catch (error) {
      if (error instanceof CancellationError) return;
      context.log.error(`${id} failed.`, error);
      void tell(error, context);
    }
  };
}

async function offerTrust(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const message = 'This command writes files or opens connections, so it needs a workspace that you trust.';
  const choice = await window.showWarningMessage(message, manage);
  if (choice === manage) await commands.executeCommand('workbench.trust.manage');
}

async function tell(error: unknown, { log }: CommandContext): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const choice = await window.showErrorMessage(message, 'Show Log');
  if (choice !== undefined) log.show();
}
