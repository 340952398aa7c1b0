import { bareHost } from '../pem/model/host-names.ts';
import { normalHost, type Draft } from './draft.ts';

/** Which of some hosts are whose. */
export interface AssignedHosts {
  /** All hosts of a member, its own first. */
  readonly of: ReadonlyMap<Draft, readonly string[]>;
  /** Those that are nobody's. */
  readonly rest: readonly string[];
}

/**
 * Gives the hosts that a script or a mongos names to the members of a set: by what the members say themselves, by the addresses
 * they are bound to, by their names, and where one machine runs them all by their ports. A host that could be anybody's is nobody's.
 */
export function assignHosts(drafts: readonly Draft[], listed: readonly string[]): AssignedHosts {
  const found = new Map(drafts.map((draft) => [draft, [...draft.hosts]]));
  const owner = ownersOf(drafts);
  const rest: string[] = [];
  for (const host of new Set(listed)) {
    const draft = owner(host);
    const hosts = draft && found.get(draft);
    if (!hosts) rest.push(host);
    else if (!hosts.some((known) => normalHost(known, draft.port) === normalHost(host, draft.port)))
      hosts.push(host);
  }
  const bare = drafts.filter((draft) => found.get(draft)?.length === 0);
  const [last, ...others] = bare;
  const [host, ...more] = rest;
  if (last && host !== undefined && others.length === 0 && more.length === 0 && drafts.length > 1) {
    found.set(last, [host]);
    return { of: found, rest: [] };
  }
  return { of: found, rest };
}

function ownersOf(drafts: readonly Draft[]): (host: string) => Draft | undefined {
  const defaultPort = drafts[0]?.port ?? 27017;
  const byHost = new Map(
    drafts.flatMap((draft) => draft.hosts.map((host) => [normalHost(host, draft.port), draft])),
  );
  const byAddress = unique(
    drafts.flatMap((draft) => boundTo(draft).map((name) => [normalHost(name, draft.port), draft] as const)),
  );
  const byName = unique(drafts.flatMap((draft) => namesOf(draft).map((name) => [name, draft] as const)));
  const byPort = unique(
    drafts.flatMap((draft) => (draft.hosts.length > 0 ? [] : [[String(draft.port), draft] as const])),
  );
  return (host) => {
    const port = Number(/:(\d+)$/.exec(host)?.[1] ?? Number.NaN);
    const name = bareHost(host).toLowerCase();
    const known = byHost.get(normalHost(host, defaultPort));
    if (known) return known;
    const isTold = (draft: Draft | undefined) =>
      draft !== undefined && (Number.isNaN(port) || draft.port === port);
    const bound = byAddress.get(normalHost(host, port));
    if (isTold(bound)) return bound;
    const named = byName.get(name) ?? byName.get(name.split('.')[0] ?? '');
    if (isTold(named)) return named;
    // several servers of one machine have a port each
    return byPort.size > 1 ? byPort.get(String(port)) : undefined;
  };
}

/** Without what several claim. */
function unique(entries: readonly (readonly [string, Draft])[]): ReadonlyMap<string, Draft> {
  const found = new Map<string, Draft>();
  const claimed = new Set<string>();
  for (const [key, draft] of entries) {
    const before = found.get(key);
    if (before && before !== draft) claimed.add(key);
    found.set(key, draft);
  }
  for (const key of claimed) found.delete(key);
  return found;
}

/** The names and addresses of net.bindIp that are this server's only. */
function boundTo({ source }: Draft): string[] {
  const entries = (source.config.textOf('net.bindIp') ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase());
  return entries.filter(
    (entry) => entry !== '' && !/^(?:localhost|127\..*|::1?|0\.0\.0\.0|\*|\/.*)$/.test(entry),
  );
}

/** How a host may be called after the file: by its names there, by its id, by the file's name and by its folder. */
function namesOf({ id, source }: Draft): string[] {
  const [folder = '', file = ''] = source.path.slice(-2);
  const base = file.replace(/\.[^.]*$/, '');
  const names = [...(source.hosts ?? []), id, base, base.replace(/^mongo[ds]?[-_.]/, ''), folder].map(
    (name) => name.toLowerCase(),
  );
  return [...new Set(names.filter((name) => name !== '' && !/^mongo[ds]?$/.test(name)))];
}
