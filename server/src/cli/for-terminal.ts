import { folded } from '../report/columns.ts';
import type { Io } from './io.ts';

/** A report for people as it goes to standard output: on a terminal its long lines are broken at spaces. */
export function forTerminal(report: string, { terminal }: Pick<Io, 'terminal'>): string {
  return terminal ? folded(report, terminal.columns) : report;
}
