import type { LogEvent } from './log-event.ts';

const closed =
  'The log of the side that connects shows nothing but a closed stream or HostUnreachable in the same second: servers close a connection that they refuse without a word.';
const short =
  'The log of the other server shows nothing but a short connection (22943, then 22944): this one closed it without a word.';
const keys =
  'The log of the other member shows 20117, or a heartbeat that failed with code 18 (keys) or 11 (certificates).';

/** What incoming connections leave in the log of the server that opened them. */
const byId: ReadonlyMap<number, string> = new Map([
  [22988, closed],
  [23255, closed],
  [
    20117,
    'The log of the other member shows 20249 or 5286307 for __system where the keys differ, and 20428 or 5286307 with MONGODB-X509 where it does not take the certificate for that of a member.',
  ],
  [
    20108,
    'The log of the other member shows 20249 or 5286307; both are harmless as long as transitionToAuth is set.',
  ],
]);

/** A sentence on what the log of the other end of a failed connection holds; undefined where that is not known. */
export function otherSideOf(event: LogEvent, reason: string | undefined): string | undefined {
  const { id, code, context } = event;
  if (id === null) return undefined;
  if (reason === 'member') return keys;
  if (id === 23256 || id === 23257) return isIncoming(context) ? closed : short;
  if (reason === 'closed')
    return 'The log of the other side says why: look there for 22988, 23255 or 23256 in the same second.';
  if (reason === 'alert-from-client' || reason === 'http') return undefined;
  if (id === 23974 || id === 21216)
    return code === 13
      ? 'The log of the other member shows 20436: this one does not log in at all.'
      : byId.get(20117);
  return byId.get(id);
}

/** The threads of incoming connections are named so. */
export function isIncoming(context: string | undefined): boolean {
  return /^conn\d/.test(context ?? '');
}
