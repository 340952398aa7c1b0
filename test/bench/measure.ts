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
