/** How far work is that takes long, for whoever waits for it at a terminal. */
export interface Progress {
  /** Shows a line in place of the one before, if enough time has gone by. */
  tell(line: () => string): void;
  /** Takes the line away: something else is printed, or the work is done. */
  clear(): void;
}

/** Milliseconds. Work that is done before is not told of. */
const patience = 500;
const pause = 100;

const startOfLine = '\r';
const clearRest = '\u001b[K';

/**
 * Progress on a terminal. `terminal` is asked once, when there is something to show: where the text goes, and how wide it may be;
 * undefined where nobody looks. `now` gives milliseconds.
 */
export function progressOn(
  terminal: () => { print(text: string): void; readonly columns: number } | undefined,
  now: () => number,
): Progress {
  const start = now();
  let last = -Infinity;
  let isShown = false;
  let place: ReturnType<typeof terminal> | 'unasked' = 'unasked';
  return {
    tell: (line) => {
      const time = now();
      if (time - start < patience || time - last < pause || place === undefined) return;
      if (place === 'unasked') place = terminal();
      last = time;
      isShown = place !== undefined;
      place?.print(startOfLine + line().slice(0, place.columns - 1) + clearRest);
    },
    clear: () => {
      if (isShown && typeof place === 'object') place.print(startOfLine + clearRest);
      isShown = false;
    },
  };
}
