import { BSON } from 'mongodb';
import type { Socket } from 'node:net';
import { ClosedError } from './failure.ts';
import { protocolOf } from './protocol-names.ts';

/** What a server says of itself before anybody has logged in. */
export interface HelloFacts {
  readonly maxWireVersion: number;
  readonly minWireVersion: number;
  readonly role: string;
  readonly setName?: string;
  /** How a replica set member calls itself: `host:port`. */
  readonly me?: string;
  readonly hosts: readonly string[];
}

/** The answer is no message of MongoDB's protocol: something else listens there. */
export class NotMongoError extends Error {
  readonly code = 'NOT_MONGODB';
  /** What came instead. */
  readonly received: Uint8Array;
  constructor(message: string, received: Uint8Array, options?: ErrorOptions) {
    super(message, options);
    this.received = received;
  }
}

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerLength = 16;
const requestId = 1;
/** A hello is a few kilobytes; more is another protocol's noise. */
const maxReply = 1024 * 1024;

function message(opCode: number, body: Buffer): Buffer {
  const header = Buffer.alloc(headerLength);
  header.writeInt32LE(headerLength + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

/** As drivers greet: the legacy form, which every server since 2.4 takes; a load balancer takes only the new one. */
export function helloMessage(loadBalanced: boolean): Buffer {
  if (loadBalanced) {
    const document = BSON.serialize({ hello: 1, loadBalanced: true, $db: 'admin' });
    return message(opMsg, Buffer.concat([Buffer.alloc(5), document]));
  }
  const secondaryOk = 4;
  const start = Buffer.alloc(4);
  start.writeInt32LE(secondaryOk, 0);
  const paging = Buffer.alloc(8);
  paging.writeInt32LE(-1, 4);
  const document = BSON.serialize({ isMaster: 1, helloOk: true });
  return message(opQuery, Buffer.concat([start, Buffer.from('admin.$cmd\0'), paging, document]));
}

/** The document of a complete reply, or undefined while bytes are missing. Throws {@link NotMongoError}. */
export function parseReply(bytes: Buffer): BSON.Document | undefined {
  // other protocols may say less than a header before they wait
  if (bytes.length < headerLength && protocolOf(bytes) !== undefined)
    throw new NotMongoError('The answer is one of another protocol.', bytes);
  if (bytes.length < headerLength) return undefined;
  const length = bytes.readInt32LE(0);
  const opCode = bytes.readInt32LE(12);
  if (length < headerLength + 5 || length > maxReply || (opCode !== opReply && opCode !== opMsg))
    throw new NotMongoError('The answer is not a message of the MongoDB wire protocol.', bytes);
  if (bytes.length < length) return undefined;
  const start = headerLength + (opCode === opReply ? 20 : 5);
  try {
    return BSON.deserialize(bytes.subarray(start, length));
  } catch (error) {
    throw new NotMongoError('The answer holds no BSON document.', bytes, { cause: error });
  }
}

function roleOf(reply: BSON.Document): string {
  if (reply.msg === 'isdbgrid') return 'mongos';
  if (reply.setName === undefined)
    return reply.isreplicaset === true ? 'member of an uninitiated replica set' : 'standalone';
  if (reply.isWritablePrimary === true || reply.ismaster === true) return 'primary';
  if (reply.secondary === true) return 'secondary';
  return reply.arbiterOnly === true ? 'arbiter' : 'other member';
}

export function helloFactsOf(reply: BSON.Document): HelloFacts {
  const setName: unknown = reply.setName;
  const me: unknown = reply.me;
  const hosts: unknown = reply.hosts;
  return {
    maxWireVersion: Number(reply.maxWireVersion ?? 0),
    minWireVersion: Number(reply.minWireVersion ?? 0),
    role: roleOf(reply),
    hosts: Array.isArray(hosts) ? hosts.map(String) : [],
    ...(typeof setName === 'string' ? { setName } : {}),
    ...(typeof me === 'string' ? { me } : {}),
  };
}

/** Greets over an open socket and reads the answer. Rejects with the socket's error, {@link ClosedError}, {@link NotMongoError} or the signal's reason. */
export async function sayHello(
  socket: Socket,
  loadBalanced: boolean,
  signal: AbortSignal,
): Promise<HelloFacts> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let wanted = headerLength;
    const settle = (act: () => void): void => {
      socket.off('data', onData).off('error', onError).off('close', onClose).off('end', onClose);
      signal.removeEventListener('abort', onAbort);
      // a late reset must not become an uncaught error
      socket.on('error', () => socket.destroy());
      act();
    };
    const onError = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const onClose = (): void => {
      onError(new ClosedError('The server closed the connection without an answer.'));
    };
    const onAbort = (): void => {
      onError(signal.reason as Error);
    };
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      // one that drips would otherwise be copied byte by byte
      if (length < wanted && length >= headerLength) return;
      try {
        const received = Buffer.concat(chunks);
        const reply = parseReply(received);
        wanted = reply ? wanted : received.readInt32LE(0);
        if (reply)
          settle(() => {
            resolve(helloFactsOf(reply));
          });
      } catch (error) {
        onError(error as Error);
      }
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    socket.on('data', onData).on('error', onError).on('close', onClose).on('end', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.write(helloMessage(loadBalanced));
  });
}
