import type { Plan, PlanStage, Refusal } from '../core/plans/plan.ts';

/** The plan for a terminal. Files are named, not shown. */
export function planText(plan: Plan): string {
  if (plan.refused.length > 0) return plan.refused.map((refusal) => `${refusalLine(refusal)}\n`).join('');
  if (plan.stages.length === 0) return `${plan.kind}: nothing is left to do.\n`;
  return plan.stages.map(stageText).join('\n');
}

/** `file:line:column: reason`. */
export function refusalLine({ file, range, reason }: Refusal): string {
  return `${file}:${String(range.start.line + 1)}:${String(range.start.character + 1)}: ${reason}`;
}

function stageText({
  id,
  title,
  needs,
  order,
  restart,
  edits,
  commands,
  clients,
  verify,
  rollback,
}: PlanStage): string {
  const list = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`  ${heading}`, ...lines.map((line) => `    ${line}`)];
  const told = clients.map(({ kind, canConnect }) => `${kind}: ${canConnect ? 'yes' : 'no'}`);
  return [
    `${id}. ${title}`,
    ...list('Before', needs),
    ...list(
      'Files',
      edits.map(({ file }) => file),
    ),
    ...(restart ? list('Restart in this order', order) : []),
    ...list(
      'Commands',
      commands.map(({ member, shell }) => `${member}: ${shell}`),
    ),
    `  Clients that can connect: ${told.join(', ')}`,
    ...list('Verify', verify),
    ...list('To go back', rollback),
    '',
  ].join('\n');
}
