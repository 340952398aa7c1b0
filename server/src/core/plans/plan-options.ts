import type { Config } from '../config/config.ts';
import type { Facts } from '../facts/facts.ts';
import type { Finding } from '../findings/finding.ts';
import type { KeyFile } from '../keyfile/key-file.ts';
import type { Key } from '../keyfile/key-text.ts';
import { bareHost } from '../pem/model/host-names.ts';
import type { World } from '../cluster/peer-certificates.ts';

/** Files by their paths on the servers; `{host}` and `{member}` stand for those of each member. */
export interface PlanPaths {
  readonly certificateKeyFile?: string;
  readonly clusterFile?: string;
  readonly caFile?: string;
  readonly keyFile?: string;
  readonly newCaFile?: string;
}

/** What a plan needs besides the clusters. */
export interface PlanWorld extends World {
  readonly paths: PlanPaths;
  /** Why a server would not start with a configuration, or what its rules say of it. */
  readonly judge: (config: Config, facts: Facts) => readonly Finding[];
  /** What is written into keyfiles; a secret. */
  readonly newKey: () => string;
  /** The text of a keyfile with other keys in it. A secret. */
  readonly withKeys: (keyFile: KeyFile, keys: readonly Key[]) => string;
  /** Names a key without telling it. */
  readonly fingerprint: (key: Key) => string;
  /** A file of this machine as the user would name it. */
  readonly nameOf: (location: string) => string;
}

/** A path for one member; undefined where it asks for a host and none is known. */
export function pathFor(
  template: string,
  { id, hosts }: { readonly id: string; readonly hosts: readonly string[] },
): string | undefined {
  const [first] = hosts;
  if (template.includes('{host}') && first === undefined) return undefined;
  return template.replaceAll('{host}', bareHost(first ?? '')).replaceAll('{member}', id);
}

/** All paths that options name for a member: the host reads those that are here. */
export function pathsFor(
  paths: PlanPaths,
  member: { readonly id: string; readonly hosts: readonly string[] },
): string[] {
  const { certificateKeyFile, clusterFile, caFile, keyFile, newCaFile } = paths;
  return [certificateKeyFile, clusterFile, caFile, keyFile, newCaFile].flatMap((path) =>
    path === undefined ? [] : (pathFor(path, member) ?? []),
  );
}
