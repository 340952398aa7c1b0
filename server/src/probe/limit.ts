import { setMaxListeners } from 'node:events';

/**
 * A signal that aborts with another one, or after so many milliseconds, whichever is first. Its timer and its listener hold it
 * until {@link Limit.end}: Node.js keeps what AbortSignal.timeout and AbortSignal.any give only weakly, so that a garbage
 * collection may take a limit away that way.
 */
export class Limit {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #follow = (): void => {
    this.abort(this.#parent.reason);
  };

  constructor(parent: AbortSignal, ms?: number) {
    this.#parent = parent;
    // every host and every step listens
    setMaxListeners(0, this.#controller.signal);
    if (parent.aborted) {
      this.#controller.abort(parent.reason);
      return;
    }
    parent.addEventListener('abort', this.#follow, { once: true });
    if (ms !== undefined)
      this.#timer = setTimeout(() => {
        this.abort(new DOMException('The time for this is over.', 'TimeoutError'));
      }, ms);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.end();
    this.#controller.abort(reason);
  }

  /** Lets go of timer and listener; the signal aborts no more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener('abort', this.#follow);
  }
}

/** Does something within a limit, which ends with it. */
export async function within<T>(
  parent: AbortSignal,
  ms: number | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new Limit(parent, ms);
  try {
    return await work(limit.signal);
  } finally {
    limit.end();
  }
}

/** The promise, or the signal's reason as soon as it is aborted; the promise itself goes on unheard. */
export async function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    // nobody waits for it any more
    promise.catch(() => undefined);
    signal.throwIfAborted();
  }
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Resolves after so many milliseconds, or rejects with the signal's reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await until(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
}
