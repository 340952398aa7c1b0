import type { Plan, PlanStage } from '../core/plans/plan.ts';
import type { Host } from '../host/host.ts';
import { writeNew } from '../make/write-files.ts';
import { planMarkdown } from '../report/plan-markdown.ts';

/** Only the user may read what a plan writes: keyfiles are among it. */
const mode = 0o600;

/**
 * Writes `plan.md`, and a folder for each stage with the files as they are in it, into a folder. Never writes over anything.
 * Answers with what kept it from doing so.
 */
export async function writePlan(
  plan: Plan,
  folder: string,
  host: Pick<Host, 'stat' | 'create' | 'remove'>,
): Promise<string | undefined> {
  const files = [
    { name: 'plan.md', text: planMarkdown(plan), mode },
    ...plan.stages.flatMap((stage) =>
      stage.edits.map(({ file, newText }) => ({
        name: `${folderOf(stage)}/${below(file)}`,
        text: newText,
        mode,
      })),
    ),
  ];
  const written = await writeNew(host, folder, files);
  return 'problem' in written ? written.problem : undefined;
}

/** `stage-1`. */
function folderOf({ id }: PlanStage): string {
  return `stage-${id}`;
}

/** A path as one below a folder: no way leads out of it. */
function below(file: string): string {
  return file
    .replace(/^([A-Za-z]):/, '$1')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (part === '..' ? '_' : part))
    .join('/');
}
