import { Position, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import {
  requests,
  type PlanClusterParams,
  type PlanClusterResult,
  type PlanKindsResult,
} from '../../../server/src/protocol.ts';
import { changedLines } from '../changed-lines.ts';
import type { Command } from './command.ts';

type Kind = PlanKindsResult['kinds'][number];

/** Plans how the cluster of the workspace gets somewhere without an outage, as a document with boxes to check, and offers each stage's files. */
export const planRollingUpgrade: Command = {
  id: 'mongodbTls.planRollingUpgrade',
  execute: async ({ server, reports }) => {
    const { kinds } = await server.request(requests.planKinds, {});
    const items = kinds.map((plan) => ({ label: plan.title, detail: plan.detail, plan }));
    const chosen = await window.showQuickPick(items, {
      title: 'Plan Rolling Upgrade',
      placeHolder: 'Where the cluster is to go',
    });
    if (!chosen) return;
    const paths = await askPaths(chosen.plan);
    if (!paths) return;
    const answer = await server.request(requests.planCluster, { kind: chosen.plan.kind, paths });
    if ('error' in answer) throw new Error(answer.error);
    if (answer.stages.length === 0) {
      await reports.show(chosen.plan.title, answer.markdown);
      return;
    }
    const document = await workspace.openTextDocument({ language: 'markdown', content: answer.markdown });
    await window.showTextDocument(document);
    await offerStages(answer.stages);
  },
};

async function askPaths({ title, asks }: Kind): Promise<PlanClusterParams['paths'] | undefined> {
  const paths: Record<string, string> = {};
  for (const { name, label } of asks) {
    const path = await window.showInputBox({
      title,
      placeHolder: label,
      prompt: `The ${label} on the servers, for members that have none: {host} and {member} stand for each member's. Leave it empty to keep what the files say.`,
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
    const { start, end, text } = changedLines(document.getText(), newText);
    const range = new Range(new Position(start, 0), document.validatePosition(new Position(end, 0)));
    edit.replace(document.uri, range, text, { needsConfirmation: true, label: chosen.label });
  }
  await workspace.applyEdit(edit, { isRefactoring: true });
}
