/** A file with more alternatives in braces than that is no longer a list that somebody wrote. */
const maxAlternatives = 200;

/**
 * Makes the test whether a path below a folder is left out, for a walk that asks on its way down and does not enter what is. The
 * globs are those of VS Code's `files.exclude`: `**` is any number of folders, `*`, `?` and `[a-z]` stay inside a name, `{a,b}` is
 * either. They are compared with the path from the folder, those that begin with a slash or a drive with the whole path.
 */
export function excluder(folder: string, globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(alternatives).map(segmentsOf);
  const depth = segmentsOf(folder).length;
  return (path) => {
    const whole = segmentsOf(path);
    const below = whole.slice(depth);
    return patterns.some((pattern) => matchesAll(pattern, isAbsolute(pattern) ? whole : below));
  };
}

function isAbsolute([first = '']: readonly string[]): boolean {
  return first === '' || /^[A-Za-z]:$/.test(first);
}

/** A glob of our own setting: a bare name means that name in any folder, as in .gitignore. */
export function anywhere(glob: string): string {
  const plain = glob.trim().replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '');
  return plain.includes('/') ? plain : `**/${plain}`;
}

function segmentsOf(path: string): string[] {
  const segments = path.replaceAll('\\', '/').split('/');
  if (segments.at(-1) === '') segments.pop();
  // everything in a folder: the folder itself, which need not be entered then
  while (segments.length > 1 && segments.at(-1) === '**') segments.pop();
  return segments;
}

/** Takes braces apart, from the innermost on. */
function alternatives(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const end = next.indexOf('}');
    const start = end < 0 ? -1 : next.lastIndexOf('{', end);
    if (start < 0 || done.length + open.length > maxAlternatives) done.push(next);
    else
      for (const part of next.slice(start + 1, end).split(','))
        open.push(next.slice(0, start) + part + next.slice(end + 1));
  }
  return done;
}

/** Compares folder by folder. A `**` that took too few names takes one more; only the last one need be tried again. */
function matchesAll(pattern: readonly string[], names: readonly string[]): boolean {
  return matchesWith(pattern, names, (part) => part === '**', matchesName);
}

function matchesName(pattern: string, name: string): boolean {
  return matchesWith(tokens(pattern), Array.from(name), (token) => token === '*', matchesCharacter);
}

/** Compares two sequences, of which the first has joker items that stand for any number of the second's. Never exponential. */
function matchesWith(
  pattern: readonly string[],
  items: readonly string[],
  isJoker: (part: string) => boolean,
  matches: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let joker: { readonly next: number; item: number } | undefined;
  for (let item = 0; item < items.length;) {
    const part = pattern[at];
    if (part !== undefined && isJoker(part)) {
      joker = { next: ++at, item };
    } else if (part !== undefined && matches(part, items[item] ?? '')) {
      at++;
      item++;
    } else if (joker) {
      at = joker.next;
      item = ++joker.item;
    } else return false;
  }
  return pattern.slice(at).every(isJoker);
}

/** The characters of a name in a glob, a set in brackets as one. */
function tokens(pattern: string): string[] {
  return pattern.match(/\[[^\]]{1,500}\]|[^]/gu) ?? [];
}

function matchesCharacter(token: string, character: string): boolean {
  if (token === '?') return true;
  if (token.length < 3 || !token.startsWith('[')) return token === character;
  const isNegated = /^\[[!^]/.test(token);
  const set = Array.from(token.slice(isNegated ? 2 : 1, -1));
  const isIn = set.some((first, index) => {
    if (first === character) return true;
    const last = set[index + 2];
    return set[index + 1] === '-' && last !== undefined && first <= character && character <= last;
  });
  return isIn !== isNegated;
}
