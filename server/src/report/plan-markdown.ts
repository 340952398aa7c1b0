import { code, plain } from '../core/editing/markdown.ts';
import { kindFacts } from '../core/plans/plan-kinds.ts';
import type { ClientKind, Plan, PlanStage } from '../core/plans/plan.ts';

const clientNames: Readonly<Record<ClientKind, string>> = {
  plain: 'without TLS',
  tls: 'with TLS, without a certificate',
  'tls-with-certificate': 'with TLS and a certificate',
};

/**
 * The plan as a document with boxes to check, below what is said of the servers as they run, if anything is. Keys of keyfiles are
 * not in it.
 */
export function planMarkdown({ kind, refused, stages }: Plan, servers?: string): string {
  const head = [`# ${kindFacts[kind].title}`, '', ...(servers === undefined ? [] : [servers])];
  if (refused.length > 0) {
    return [
      ...head,
      'There is no plan that is safe. What stands in its way:',
      '',
      ...refused.map(
        ({ reason, file, range }) => `- ${code(`${file}:${String(range.start.line + 1)}`)}: ${plain(reason)}`,
      ),
      '',
    ].join('\n');
  }
  if (stages.length === 0) return [...head, 'Nothing is left to do.', ''].join('\n');
  return [
    ...head,
    `${count(stages)} Finish a stage on every member before the next one begins. Within a stage: files, restarts, commands.`,
    '',
    ...stages.flatMap(stageLines),
  ].join('\n');
}

function count(stages: readonly PlanStage[]): string {
  const restarts = stages.filter(({ restart }) => restart).length;
  const number = stages.length === 1 ? 'One stage' : `${String(stages.length)} stages`;
  const how =
    restarts === 0
      ? 'no restart'
      : restarts === 1
        ? 'one rolling restart'
        : `${String(restarts)} rolling restarts`;
  return `${number}, ${how}.`;
}

function stageLines({
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
}: PlanStage): string[] {
  const boxes = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`### ${heading}`, '', ...lines.map((line) => `- [ ] ${line}`), ''];
  return [
    `## Stage ${id}: ${plain(title)}`,
    '',
    '| Clients | Can connect during this stage |',
    '| --- | --- |',
    ...clients.map(({ kind, canConnect }) => `| ${clientNames[kind]} | ${canConnect ? 'yes' : 'no'} |`),
    '',
    ...boxes('Before', needs.map(plain)),
    ...boxes(
      'Files',
      edits.map(({ file }) => code(file)),
    ),
    ...(restart ? boxes('Restart, in this order', order.map(code)) : []),
    ...commandLines(commands),
    ...boxes('Verify', verify.map(plain)),
    '### To go back',
    '',
    ...rollback.map((line) => `- ${plain(line)}`),
    '',
  ];
}

function commandLines(commands: PlanStage['commands']): string[] {
  if (commands.length === 0) return [];
  return [
    '### Commands',
    '',
    ...commands.flatMap(({ member, shell }) => [
      `- [ ] ${code(member)}`,
      '',
      '  ```sh',
      `  ${shell}`,
      '  ```',
      '',
    ]),
  ];
}
