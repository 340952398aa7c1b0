import { normalHost, type Draft } from './draft.ts';
import { groupBy } from './group-by.ts';

/** Folders with such names hold one deployment each, and servers of two deployments never meet. */
const environments = new Set(
  'dev development devel test tests testing qa uat int integration stage staging preprod pre-prod prod production live sandbox demo perf local ci example examples sample samples template templates fixtures'.split(
    ' ',
  ),
);
const release = /^v?\d+(?:\.\d+)+$/;

/**
 * The words in a path, below the folder that the user named, that tell deployments apart: environments, and releases of MongoDB
 * for which a repository keeps a configuration each. Empty for most.
 */
export function deploymentWords(path: readonly string[], given: number): string {
  const below = path.slice(given);
  const folders = below
    .slice(0, -1)
    .filter((name) => environments.has(name.toLowerCase()) || release.test(name));
  const inName = (below.at(-1) ?? '').split(/[-_.]/).filter((word) => environments.has(word.toLowerCase()));
  return [...folders, ...inName].join('/').toLowerCase();
}

/**
 * Two servers that are reached at one address cannot be members of one set: the name of the set stands for several deployments,
 * which are told apart by their folders.
 */
export function splitByAddress(drafts: readonly Draft[]): Draft[][] {
  const seen = new Set<string>();
  const collides = drafts.some(({ hosts, port, source }) =>
    (hosts.length > 0 ? hosts : (source.hosts ?? [])).some((host) => {
      const normal = normalHost(host, port);
      if (seen.has(normal)) return true;
      seen.add(normal);
      return false;
    }),
  );
  if (!collides) return [[...drafts]];
  const parts = byFolder(drafts);
  return parts.length > 1 ? parts.flatMap(splitByAddress) : drafts.map((draft) => [draft]);
}

/** By the first name in which their paths differ. */
function byFolder(drafts: readonly Draft[]): Draft[][] {
  const paths = drafts.map(({ source }) => source.path);
  const longest = Math.max(...paths.map((path) => path.length));
  for (let depth = 0; depth < longest; depth++) {
    const parts = groupBy(drafts, ({ source }) => source.path[depth] ?? '');
    if (parts.size > 1) return [...parts.values()];
  }
  return [[...drafts]];
}

/** How many folders two paths have in common. */
export function sharedDepth(a: readonly string[], b: readonly string[]): number {
  let depth = 0;
  while (depth < a.length - 1 && depth < b.length - 1 && a[depth] === b[depth]) depth++;
  return depth;
}
