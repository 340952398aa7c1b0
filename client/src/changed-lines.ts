/** The lines from `start` up to before `end`, zero-based, and what comes in their place, with its line breaks. */
interface ChangedLines {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is different between two texts, as whole lines: a review shows what changes, and not the whole file. */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, now] = [linesOf(before), linesOf(after)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let tail = 0;
  while (tail < most - start && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { start, end: old.length - tail, text: now.slice(start, now.length - tail).join('') };
}

/** Lines with their line breaks; the last one has none. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
