import {
  Position,
  QuickPickItemKind,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type QuickPickItem,
} from 'vscode';
import {
  requests,
  type AskedMember,
  type PlanClusterParams,
  type PlanClusterResult,
  type PlanKindsResult,
} from '../../../server/src/protocol.ts';
import { changedLines } from '../changed-lines.ts';
import { copyCommand, LiveServers } from '../plan/live.ts';
import type { Command, CommandContext } from './command.ts';

type Kind = PlanKindsResult['kinds'][number];
type Planned = Extract<PlanClusterResult, { stages: unknown }>;
type Stage = Planned['stages'][number];

/**
 * Plans how the cluster of the workspace gets somewhere without an outage, as a document with boxes to check, and offers each stage's
 * files. Where the user asks the running servers, the plan begins with what they run, and offers the command of each.
 */
export const planRollingUpgrade: Command = {
  id: 'mongodbTls.planRollingUpgrade',
  execute: async (context) => {
    const { server } = context;
    const { kinds } = await server.request(requests.planKinds, {});
    const items = kinds.map((plan) => ({ label: plan.title, detail: plan.detail, plan }));
    const chosen = await window.showQuickPick(items, {
      title: 'Plan Rolling Upgrade',
      placeHolder: 'Where the cluster is to go',
    });
    if (!chosen) return;
    const paths = await askPaths(chosen.plan);
    if (!paths) return;
    const params = { kind: chosen.plan.kind, paths };
    const plan = plannedOf(await server.request(requests.planCluster, params));
    await show(plan, chosen.plan, context);
    await offer({ context, kind: chosen.plan, params }, plan);
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

function plannedOf(answer: PlanClusterResult): Planned {
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

async function show(
  { stages, markdown }: Planned,
  { title }: Kind,
  { reports }: CommandContext,
): Promise<void> {
  if (stages.length === 0) {
    await reports.show(title, markdown);
    return;
  }
  const document = await workspace.openTextDocument({ language: 'markdown', content: markdown });
  await window.showTextDocument(document);
}

/** What the plan was made for. */
interface Asked {
  readonly context: CommandContext;
  readonly kind: Kind;
  readonly params: PlanClusterParams;
}

interface Offer extends QuickPickItem {
  /** True where there is more to offer afterwards. */
  readonly run?: () => Promise<boolean>;
}

/** Offers what can be done with a plan, until the user leaves or reviews files. */
async function offer(asked: Asked, plan: Planned, servers?: LiveServers): Promise<void> {
  const { context } = asked;
  const askServers = async (): Promise<boolean> => {
    const live = servers ?? (await LiveServers.ask(context));
    const answer = live && (await live.plan(asked.params));
    if (!answer) return false;
    const next = plannedOf(answer);
    await show(next, asked.kind, context);
    await offer(asked, next, live);
    return false;
  };
  const items: Offer[] = [
    ...plan.stages.filter(({ edits }) => edits.length > 0).map(reviewOf),
    ...(servers ? (plan.members ?? []).flatMap((member) => commandsOf(member, servers, askServers)) : []),
    { label: '', kind: QuickPickItemKind.Separator },
    {
      label: servers ? 'Ask the Running Servers Again' : 'Ask the Running Servers…',
      detail: 'The plan begins with what they run then. Nothing is changed on them.',
      run: askServers,
    },
  ];
  for (let goesOn = true; goesOn;) {
    const chosen = await window.showQuickPick(items, {
      title: 'Plan Rolling Upgrade',
      placeHolder: 'The stage whose changes of configurations to review; Escape keeps the files as they are',
    });
    goesOn = (await chosen?.run?.()) ?? false;
  }
}

function commandsOf(member: AskedMember, servers: LiveServers, askAgain: () => Promise<boolean>): Offer[] {
  const { shell, canSend } = member;
  if (shell === undefined) return [];
  return [
    {
      label: `$(copy) Copy the Command for ${member.member}`,
      detail: shell,
      run: async () => {
        await copyCommand(member);
        return true;
      },
    },
    ...(canSend
      ? [
          {
            label: `$(send) Send the Command to ${member.member}…`,
            detail: shell,
            run: async () => ((await servers.send(member)) ? askAgain() : true),
          },
        ]
      : []),
  ];
}

/** Shows what a stage changes in the configurations as a refactoring to be reviewed; nothing is applied before the user agrees. */
function reviewOf({ title, edits }: Stage): Offer {
  return {
    label: title,
    run: async () => {
      const edit = new WorkspaceEdit();
      for (const { uri, newText } of edits) {
        const document = await workspace.openTextDocument(Uri.parse(uri));
        const { start, end, text } = changedLines(document.getText(), newText);
        const range = new Range(new Position(start, 0), document.validatePosition(new Position(end, 0)));
        edit.replace(document.uri, range, text, { needsConfirmation: true, label: title });
      }
      await workspace.applyEdit(edit, { isRefactoring: true });
      return false;
    },
  };
}
