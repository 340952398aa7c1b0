import type { Failure } from './failure.ts';
import { Limit, pause } from './limit.ts';
import type { Spot } from './spot.ts';

/** Carries a failure that is already explained through a promise. */
export class KnownFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.raw.message);
    this.failure = failure;
  }
}

/** From then on the other way is tried, in milliseconds. */
const firstDoubt = 375;
/** The way that was asked for stays open at least so long, in milliseconds: a server that takes 3 s connects. */
const leastPatience = 4000;

/**
 * A server that waits for the other kind of client says nothing at all: after a while the other way is tried, and its answer is
 * a hint. The way that was asked for has ten times as long as the other one took, and never less than {@link leastPatience}.
 * @param otherwise the failure, should only the other way answer
 */
export async function orOtherWay<T>(
  work: Promise<T>,
  spot: Spot,
  other: (spot: Spot) => Promise<boolean>,
  otherwise: () => Failure,
): Promise<T> {
  const begun = performance.now();
  const over = new Limit(spot.signal);
  const hint = { given: false };
  const watch = async (): Promise<never> => {
    await pause(firstDoubt, over.signal);
    const asked = performance.now();
    const patience = Math.max(spot.patience, leastPatience);
    hint.given = await other({ ...spot, patience, signal: over.signal });
    if (!hint.given) return new Promise<never>(() => undefined);
    const took = performance.now() - asked;
    const left = Math.max(leastPatience, 10 * took) - (performance.now() - begun);
    await pause(Math.max(left, 0), over.signal);
    throw new KnownFailure(otherwise());
  };
  const watching = watch();
  watching.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([
      work,
      watching.catch((error: unknown): Promise<T> =>
        error instanceof KnownFailure ? Promise.reject(error) : work,
      ),
    ]);
  } catch (error) {
    // the time is over: then the hint is all there is
    if (hint.given && error instanceof DOMException && error.name === 'TimeoutError')
      throw new KnownFailure(otherwise());
    throw error;
  } finally {
    over.abort(new DOMException('One way has answered.', 'AbortError'));
  }
}
