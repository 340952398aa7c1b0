import type { Plan } from '../core/plans/plan.ts';
import type { LiveMember } from './plan-live.ts';

/** The plan as `--format json` prints it, with the members as they run where they were asked. The text of keyfiles is in it. */
export function planJson({ kind, refused, stages }: Plan, live?: readonly LiveMember[]): string {
  return `${JSON.stringify({ version: 1, kind, refused, stages, ...(live ? { live } : {}) }, null, 2)}\n`;
}
