import { posix, win32 } from 'node:path';
import type { Host } from '../host/host.ts';
import type { Part } from './combine-pem.ts';

/** A certificate or a key is smaller, and so is a chain. */
const maxBytes = 512 * 1024;
/** As many names are looked through. */
const maxNames = 20_000;
/** As many files are opened, those with the likeliest names first. */
const maxFiles = 200;

/** A file that may hold what another one lacks. */
export interface Candidate extends Part {
  readonly path: string;
}

/** What was found beside a file. */
export interface Beside {
  /** The likeliest first, each once however many links lead to it; not the file itself. */
  readonly candidates: readonly Candidate[];
  /** Names of files that are too large or closed to this user. */
  readonly unread: readonly string[];
  /** How many more files lie there that were not opened. */
  readonly left: number;
  /** Files that lie elsewhere may be among them. */
  readonly hasNamed: boolean;
}

/**
 * Reads the files in the folder of `path` and those `named` elsewhere, each once at most.
 * `nameOf` is how messages call a path.
 */
export async function readBeside(
  host: Pick<Host, 'namesIn' | 'read' | 'realPath'>,
  path: string,
  named: readonly string[],
  nameOf: (path: string) => string,
): Promise<Beside> {
  const paths = /^([A-Za-z]:|\\\\)/.test(path) ? win32 : posix;
  const folder = paths.dirname(path);
  const names = await host.namesIn(folder, maxNames);
  const rank = rankBeside(paths.basename(path));
  const ranked = names
    .filter((name) => !name.startsWith('.'))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => paths.join(folder, name));
  const seen = new Set([await host.realPath(path)]);
  const candidates: Candidate[] = [];
  const unread: string[] = [];
  for (const candidate of new Set([...ranked.slice(0, maxFiles), ...named])) {
    const real = await host.realPath(candidate);
    if (real === undefined || seen.has(real)) continue;
    seen.add(real);
    const fact = await host.read(candidate, maxBytes);
    if (fact.state === 'present')
      candidates.push({ path: candidate, name: nameOf(candidate), bytes: fact.bytes });
    else unread.push(nameOf(candidate));
  }
  return { candidates, unread, left: Math.max(0, ranked.length - maxFiles), hasNamed: named.length > 0 };
}

/** How likely a name is that of a part of the file `own`; 0 is the likeliest. */
function rankBeside(own: string): (name: string) => number {
  const stem = stemOf(own);
  return (name) => {
    if (stemOf(name) === stem) return 0;
    const isPem = /\.(pem|key|crt|cer)$/i.test(name);
    if (isPem && (name.includes(stem) || /key/i.test(name))) return 1;
    return isPem ? 2 : 3;
  };
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
