import type { Plan } from '../core/plans/plan.ts';

/** The plan as `--format json` prints it. The text of keyfiles is in it. */
export function planJson({ kind, refused, stages }: Plan): string {
  return `${JSON.stringify({ version: 1, kind, refused, stages }, null, 2)}\n`;
}
