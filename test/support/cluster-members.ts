import type { FileFact, Facts } from '../../server/src/core/facts/facts.ts';
import { clustersOf, type HostSource } from '../../server/src/core/cluster/clusters.ts';
import { initiatedSets } from '../../server/src/core/deployment/initiated-sets.ts';
import type { Cluster } from '../../server/src/core/cluster/member.ts';
import { stateOf } from '../../server/src/core/cluster/read-state.ts';
import type { MemberState } from '../../server/src/core/cluster/member-state.ts';
import type { ServerSource } from '../../server/src/core/cluster/server-source.ts';
import type { World } from '../../server/src/core/cluster/peer-certificates.ts';
import { judgePair } from '../../server/src/core/cluster/judge-pair.ts';
import { parseConfig, namedFiles } from '../../server/src/core/config/config.ts';
import { serverFacts } from '../../server/src/core/documents/server-facts.ts';
import { parseServerVersion } from '../../server/src/core/server/server-version.ts';
import { nodeCrypto } from '../../server/src/host/node-crypto.ts';
import { pemFiles } from './pki.ts';

/** The world of tests: 2026-11-22, with real cryptography. */
export const world: World = { now: Date.UTC(2026, 10, 22), crypto: nodeCrypto };

/** Files by the paths that configurations name: those of the little PKI, and keyfiles. */
const keyFiles: Readonly<Record<string, string>> = {
  '/etc/key': 'c2VjcmV0c2VjcmV0c2VjcmV0',
  '/etc/other-key': 'b3RoZXJvdGhlcm90aGVyb3RoZXI=',
  '/etc/both-keys': '- b3RoZXJvdGhlcm90aGVyb3RoZXI=\n- c2VjcmV0c2VjcmV0c2VjcmV0\n',
};

function factOf(content: string | Uint8Array, path: string): FileFact {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { state: 'present', location: path, bytes };
}

/** What the host would have found for a configuration, where `more` files lie beside those of the little PKI. */
export function sourceOf(
  path: string,
  text: string,
  { version, files = {} }: { version?: string; files?: Readonly<Record<string, string | Uint8Array>> } = {},
): ServerSource {
  const config = parseConfig(text, { fileName: path });
  const all: Readonly<Record<string, string | Uint8Array>> = { ...pemFiles, ...keyFiles, ...files };
  const found = namedFiles(config).map(({ text: named = '' }): [string, FileFact] => {
    const content = all[named];
    return [named, content === undefined ? { state: 'missing' } : factOf(content, named)];
  });
  const facts: Facts = {
    now: world.now,
    ...serverFacts(config, version === undefined ? undefined : parseServerVersion(version)),
    platform: 'linux',
    edition: 'any',
    files: new Map(found),
    expiryWarningDays: 30,
    memberHosts: [],
    crypto: nodeCrypto,
  };
  return { file: path, path: path.split('/'), given: 0, config, facts };
}

/** The state that a configuration leads to, reached at db1.example.net unless said otherwise. */
export function state(
  text: string,
  options: {
    name?: string;
    hosts?: readonly string[];
    version?: string;
    files?: Readonly<Record<string, string | Uint8Array>>;
  } = {},
): MemberState {
  const { name = 'member', hosts = ['db1.example.net:27017'] } = options;
  const { config, facts } = sourceOf(`${name}.conf`, text, options);
  return stateOf(config, facts, { name, hosts });
}

/** `ok`, or the codes of what is in the way; those of checks that could not be made end in `?`. */
export function verdict(from: MemberState, to: MemberState): string {
  const { ok, faults } = judgePair(from, to, world);
  if (ok === true) return 'ok';
  return faults.map(({ code, unknown }) => (unknown ? `${code}?` : code)).join(' ');
}

/** The clusters of some files by their paths; scripts give hosts. */
export function clusters(
  files: Readonly<Record<string, string>>,
  options: {
    version?: string;
    memberHosts?: readonly string[];
    more?: Readonly<Record<string, string | Uint8Array>>;
  } = {},
): Cluster[] {
  const { version, memberHosts = [], more = {} } = options;
  const configs = Object.entries(files).filter(([path]) => /\.(conf|ya?ml)$/.test(path));
  const hosts = Object.entries(files).map(([path, text]): HostSource => ({
    path: path.split('/'),
    given: 0,
    lists: initiatedSets(text),
  }));
  const sources = configs.map(([path, text]) =>
    sourceOf(path, text, { ...(version === undefined ? {} : { version }), files: more }),
  );
  return clustersOf(sources, hosts, { memberHosts });
}
