import { Session } from 'node:inspector/promises';

// functions that were compiled before have no counters inside, so this file has to be the first import of a test
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How much of our own code an action runs, counted by V8: the sum of how often each block of each function in `server/src`
 * was entered. The same action gives the same count on every machine, so growth can be tested without a clock. What a
 * built-in function does inside of itself is not counted.
 */
export async function workOf(action: () => void): Promise<number> {
  // taking the counts sets them back
  await session.post('Profiler.takePreciseCoverage');
  action();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ranges = result
    .filter(({ url }) => url.includes('/server/src/'))
    .flatMap(({ functions }) => functions.flatMap((entry) => entry.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

/** How often an action calls each function of a file of ours, by name; counted as above. */
export async function callsOf(
  file: string,
  action: () => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  await session.post('Profiler.takePreciseCoverage');
  await action();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const functions = result.filter(({ url }) => url.endsWith(file)).flatMap((script) => script.functions);
  return new Map(functions.map(({ functionName, ranges }) => [functionName, ranges[0]?.count ?? 0]));
}
