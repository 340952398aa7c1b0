import { parseKeyFileBytes } from '../keyfile/key-file.ts';
import { keysOf } from '../keyfile/key-file-faults.ts';
import { Key } from '../keyfile/key-text.ts';
import { hasReached } from '../server/server-version.ts';
import type { Refusal } from './plan.ts';
import type { PlanWorld } from './plan-options.ts';
import { waysAround } from './require-tls.ts';
import { refusal, type Server } from './server.ts';
import type { Planner, ServerChange, StageDraft } from './stage-draft.ts';

interface Keyed {
  readonly server: Server;
  readonly path: string;
  readonly keys: readonly Key[];
}

/**
 * Two rounds (server-behaviour.md K7; 4.2 and later, which read two keys): all files get the new key behind the old one, then lose
 * the old one. A server reads its keyfile when it starts, so each round is a restart of all.
 */
export function rotateKeyfile(world: PlanWorld): Planner {
  return function* (start) {
    const using = start.filter(({ running }) => usesKeys(running.clusterAuthMode));
    const refused = using.flatMap((server) => obstacle(server) ?? []);
    const keyed = using.flatMap((server) => keysIn(server) ?? []);
    const strangers = withOtherKeys(keyed);
    if (refused.length + strangers.length > 0) {
      yield { refused: [...refused, ...strangers] };
      return;
    }
    if (keyed.length === 0) return;
    const pair = keyed.find(({ keys }) => keys.length > 1)?.keys;
    const next = pair?.[1] ?? Key.ofRaw(world.newKey());
    const both = yield adding(keyed, next, start, world);
    const all = both.flatMap((server) =>
      usesKeys(server.running.clusterAuthMode) ? (keysIn(server) ?? []) : [],
    );
    yield dropping(all, next, start, world);
  };
}

function usesKeys(mode: Server['running']['clusterAuthMode']): boolean {
  return mode === 'keyFile' || mode === 'sendKeyFile' || mode === 'sendX509';
}

function obstacle(server: Server): Refusal | undefined {
  const { id, running } = server;
  const settings = ['security.keyFile', 'security'];
  if (!hasReached(running.version, '4.2')) {
    const reason = `${id} runs a version before 4.2, which reads one key only: its key cannot be changed while the others demand it. Upgrade first, or plan an outage.`;
    return refusal(server, reason, settings);
  }
  if (keysIn(server)) return undefined;
  const why = running.keys.state === 'unknown' ? running.keys.reason : 'it names no keyfile';
  const reason = `The keys of ${id} are not known here: ${why}. Copy the keyfile, and say with --path-map where it is.`;
  return refusal(server, reason, settings);
}

function keysIn(server: Server): Keyed | undefined {
  const path = server.config.textOf('security.keyFile');
  const fact = path === undefined ? undefined : server.files.get(path);
  if (path === undefined || fact?.state !== 'present' || server.afterRestart.keys.state !== 'read')
    return undefined;
  return { server, path, keys: keysOf(parseKeyFileBytes(fact.bytes), server.running.version) };
}

/** With more than an old and a new key among all members it is not clear which one is to stay. */
function withOtherKeys(keyed: readonly Keyed[]): Refusal[] {
  const known = [...((keyed.find(({ keys }) => keys.length > 1) ?? keyed[0])?.keys ?? [])];
  return keyed
    .filter(({ keys }) => keys.some((key) => !known.some((other) => other.equals(key))))
    .map(({ server }) =>
      refusal(
        server,
        `The keyfile of ${server.id} has a key that the others do not have, so it is not clear which key is to stay. Give all members one key in common first.`,
        ['security.keyFile', 'security'],
      ),
    );
}

function adding(keyed: readonly Keyed[], next: Key, all: readonly Server[], world: PlanWorld): StageDraft {
  const old = keyed.flatMap(({ keys }) => keys).find((key) => !key.equals(next));
  const changes = keyed
    .filter(({ keys }) => !keys.some((key) => key.equals(next)))
    .map((member) => withNewKeys(member, [...member.keys, next], world));
  return {
    title: 'Members accept the old key and the new one',
    needs: [
      `The keyfile of every server holds the old key ${old ? fingerprintOf(old, world) : ''} and, behind it, the new key ${fingerprintOf(next, world)}; it keeps its owner and mode 0400`,
      ...waysAround(all),
    ],
    restart: true,
    changes,
    verify: [
      'rs.status() shows each member as PRIMARY or SECONDARY',
      'The startup log of every member warns of two keys in the keyfile: it has read them',
    ],
    rollback: ['Put the old keyfiles back and restart the members in the same order: all have the old key'],
  };
}

function dropping(keyed: readonly Keyed[], next: Key, all: readonly Server[], world: PlanWorld): StageDraft {
  const changes = keyed
    .filter(({ keys }) => keys.length > 1)
    .map((member) => withNewKeys(member, [next], world));
  return {
    title: 'Members have the new key only',
    needs: [
      'Every process, each mongos too, has restarted since its keyfile got the new key',
      `The keyfile of every server holds the new key ${fingerprintOf(next, world)} only`,
      ...waysAround(all),
    ],
    restart: true,
    changes,
    verify: [
      'rs.status() shows each member as PRIMARY or SECONDARY',
      'The logs hold no new line with id 20249 or 5286307 for __system after the last restart',
      'The startup log warns of two keys on no member',
    ],
    rollback: ['Put the keyfiles with both keys back and restart the members in the same order'],
  };
}

function withNewKeys({ server, path }: Keyed, keys: readonly Key[], { withKeys }: PlanWorld): ServerChange {
  const fact = server.files.get(path);
  const file = parseKeyFileBytes(fact?.state === 'present' ? fact.bytes : new Uint8Array());
  return { server, files: [{ path, text: withKeys(file, keys) }] };
}

function fingerprintOf(key: Key, { fingerprint }: PlanWorld): string {
  return `(fingerprint ${fingerprint(key)})`;
}
