import { Position, Range, Uri, window, workspace, WorkspaceEdit, type QuickPickItem } from 'vscode';
import { requests, type PlanClusterParams, type PlanClusterResult } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

interface KindItem extends QuickPickItem {
  readonly plan: string;
  /** Which files the user may name for members that have none yet. */
  readonly asks: readonly (keyof PlanClusterParams['paths'])[];
}

const kinds: readonly KindItem[] = [
  {
    plan: 'require-tls',
    label: 'Require TLS',
    detail: 'From plain text over allowTLS and preferTLS to requireTLS',
    asks: ['certificateKeyFile', 'caFile'],
  },
  {
    plan: 'x509',
    label: 'Members authenticate with certificates',
    detail: 'From the keyfile to x509',
    asks: ['certificateKeyFile', 'clusterFile', 'caFile'],
  },
  {
    plan: 'enforce-auth',
    label: 'Enforce authentication',
    detail: 'With transitionToAuth',
    asks: ['keyFile'],
  },
  { plan: 'rename-ssl', label: 'Rename net.ssl to net.tls', detail: 'One member after the other', asks: [] },
  { plan: 'rotate-keyfile', label: 'Rotate the keyfile', detail: 'Two rounds of restarts', asks: [] },
  {
    plan: 'rotate-ca',
    label: 'Rotate the certificate authority',
    detail: 'Trust both, reissue, drop the old one',
    asks: ['newCaFile'],
  },
  {
    plan: 'renew-certificates',
    label: 'Renew certificates',
    detail: 'With the same names, by rotateCertificates where the release has it',
    asks: ['certificateKeyFile'],
  },
  {
    plan: 'change-distinguished-name',
    label: 'Change the distinguished name',
    detail: 'Certificates with other O, OU or DC',
    asks: ['certificateKeyFile', 'clusterFile'],
  },
];

const questions: Readonly<Record<keyof PlanClusterParams['paths'], string>> = {
  certificateKeyFile: 'certificateKeyFile on the servers',
  clusterFile: 'clusterFile on the servers',
  caFile: 'CAFile on the servers',
  keyFile: 'keyFile on the servers',
  newCaFile: 'The new CAFile on the servers',
};

/** Plans how the cluster of the workspace gets somewhere without an outage, as a document with boxes to check, and offers each stage's files. */
export const planRollingUpgrade: Command = {
  id: 'mongodbTls.planRollingUpgrade',
  execute: async ({ server }) => {
    const kind = await window.showQuickPick(kinds, {
      title: 'Plan Rolling Upgrade',
      placeHolder: 'Where the cluster is to go',
    });
    if (!kind) return;
    const paths = await askPaths(kind);
    if (!paths) return;
    const answer = await server.request(requests.planCluster, { kind: kind.plan, paths });
    if ('error' in answer) throw new Error(answer.error);
    const document = await workspace.openTextDocument({ language: 'markdown', content: answer.markdown });
    await window.showTextDocument(document);
    await offerStages(answer.stages);
  },
};

async function askPaths({ label, asks }: KindItem): Promise<PlanClusterParams['paths'] | undefined> {
  const paths: Record<string, string> = {};
  for (const name of asks) {
    const path = await window.showInputBox({
      title: label,
      prompt: `${questions[name]}, for members that have none: {host} and {member} stand for each member's. Leave it empty to keep what the files say.`,
    });
    if (path === undefined) return undefined;
    if (path.trim() !== '') paths[name] = path.trim();
  }
  return paths;
}

type Stage = Extract<PlanClusterResult, { stages: unknown }>['stages'][number];

/** Shows what a stage changes in the configurations as a refactoring to be reviewed; nothing is applied before the user agrees. */
async function offerStages(stages: readonly Stage[]): Promise<void> {
  const items = stages
    .filter(({ edits }) => edits.length > 0)
    .map((stage) => ({ label: stage.title, stage }));
  if (items.length === 0) return;
  const chosen = await window.showQuickPick(items, {
    title: 'Plan Rolling Upgrade',
    placeHolder: 'The stage whose changes of configurations to review; Escape keeps the files as they are',
  });
  if (!chosen) return;
  const edit = new WorkspaceEdit();
  for (const { uri, newText } of chosen.stage.edits) {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const whole = new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    edit.replace(document.uri, whole, newText, { needsConfirmation: true, label: chosen.label });
  }
  await workspace.applyEdit(edit, { isRefactoring: true });
}
