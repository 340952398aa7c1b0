import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Median and 95th percentile of repeated runs, in milliseconds. */
export interface Timing {
  readonly p50: number;
  readonly p95: number;
}

/** The value at a share of sorted numbers. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function timing(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
}

/**
 * Times several actions alternately, so that a slow moment of the machine hits all of them alike. Each gets the number of
 * its run; the first fifth of the runs warms up and is not counted.
 * An action that is undefined is left out and has no timing.
 */
export async function alternate<Name extends string>(
  actions: Readonly<Record<Name, ((run: number) => unknown) | undefined>>,
  runs: number,
): Promise<Record<Name, Timing>> {
  const names = (Object.keys(actions) as Name[]).filter((name) => actions[name] !== undefined);
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let run = 0; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      await actions[name]?.(run);
      const elapsed = performance.now() - start;
      if (run >= runs / 5) samples[name].push(elapsed);
    }
  }
  return Object.fromEntries(names.map((name) => [name, timing(samples[name])])) as Record<Name, Timing>;
}

/** What one run of a program takes. */
export interface Cost {
  readonly seconds: number;
  /** The most memory that was resident, in MB; NaN where the system does not tell. */
  readonly memory: number;
}

/** Runs a program once, without its output. */
export async function costOf([program = '', ...args]: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  // read by nobody, and not /dev/null: grep ends at its first line there
  child.stdout.resume();
  let memory = Number.NaN;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      memory = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024 || memory;
    } catch {
      // it has ended, or the system does not tell
    }
  }, 50);
  await once(child, 'exit');
  clearInterval(watch);
  return { seconds: (performance.now() - start) / 1000, memory };
}
