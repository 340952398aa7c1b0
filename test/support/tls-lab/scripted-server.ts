import { BSON } from 'mongodb';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { changeAtRuntime } from '../../../server/src/core/security/runtime-change.ts';
import { tlsModes } from '../../../server/src/core/security/tls-mode.ts';
import { parseServerVersion } from '../../../server/src/core/server/server-version.ts';

type Document = Record<string, unknown>;

/** What a server answers; it may be changed while it runs. */
export interface Script {
  version: string;
  hello: Document;
  /** What getParameter tells; tlsMode decides whom the port takes, as in mongod. */
  parameters: Record<string, string>;
  status: Document;
  /** The commands that are refused, with the server's code, name and message. */
  refuses: Record<string, { code: number; codeName: string; errmsg: string }>;
}

export interface ScriptedServer {
  readonly port: number;
  readonly script: Script;
  /** The names of the commands that came, in order, but for greetings. */
  readonly received: string[];
  readonly stop: () => void;
}

/** A server of MongoDB's protocol on a free port of the loopback address. With `tls` it takes TLS and plain text by its tlsMode. */
export async function startScripted(given: Partial<Script> = {}, tls?: TlsOptions): Promise<ScriptedServer> {
  const script: Script = {
    version: '8.0.10',
    hello: { isWritablePrimary: true },
    parameters: { tlsMode: 'disabled', clusterAuthMode: 'undefined' },
    status: {},
    refuses: {},
    ...given,
  };
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    let rest = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let length = lengthOf(rest); length <= rest.length; length = lengthOf(rest)) {
        socket.write(answer(rest.subarray(0, length), script, received));
        rest = rest.subarray(length);
      }
    });
  };
  const secure =
    tls && createTlsServer(tls, serve).on('tlsClientError', (_error, socket) => socket.destroy());
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    socket.once('data', (first: Buffer) => {
      const isTls = first[0] === 0x16;
      const mode = secure ? script.parameters.tlsMode : 'disabled';
      if (mode === (isTls ? 'disabled' : 'requireTLS')) {
        socket.destroy();
        return;
      }
      socket.pause();
      socket.unshift(first);
      if (isTls) {
        secure?.emit('connection', socket);
        return;
      }
      serve(socket);
      socket.resume();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    script,
    received,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;

function lengthOf(bytes: Buffer): number {
  return bytes.length < 4 ? Number.POSITIVE_INFINITY : bytes.readInt32LE(0);
}

/** The reply to one message, of the kind that it asks for. */
function answer(bytes: Buffer, script: Script, received: string[]): Buffer {
  const id = bytes.readInt32LE(4);
  if (bytes.readInt32LE(12) === opQuery) {
    const body = Buffer.alloc(20);
    body.writeInt32LE(1, 16);
    return message(opReply, id, Buffer.concat([body, BSON.serialize(greeting(script))]));
  }
  const command = BSON.deserialize(bytes.subarray(21));
  return message(
    opMsg,
    id,
    Buffer.concat([Buffer.alloc(5), BSON.serialize(reply(command, script, received))]),
  );
}

function message(opCode: number, responseTo: number, body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

function greeting({ hello }: Script): Document {
  return {
    helloOk: true,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: 25,
    readOnly: false,
    ...hello,
    ismaster: hello.isWritablePrimary === true,
    ok: 1,
  };
}

function reply(command: Document, script: Script, received: string[]): Document {
  const [name = ''] = Object.keys(command);
  if (/^(?:hello|ismaster)$/i.test(name)) return greeting(script);
  received.push(name);
  const refused = script.refuses[name];
  if (refused) return { ok: 0, ...refused };
  switch (name) {
    case 'buildInfo':
      return { version: script.version, ok: 1 };
    case 'serverStatus':
      return { version: script.version, ...script.status, ok: 1 };
    case 'getParameter': {
      const wanted = Object.entries(script.parameters).filter(([parameter]) => parameter in command);
      return { ...Object.fromEntries(wanted), ok: 1 };
    }
    case 'setParameter':
      return setParameter(command, script);
    default:
      return { ok: 1 };
  }
}

/** As mongod does: one step up, or not at all. */
function setParameter({ tlsMode }: Document, { parameters, version }: Script): Document {
  const from = tlsModes.find((mode) => mode === parameters.tlsMode) ?? 'disabled';
  const release = parseServerVersion(version) ?? [8, 0, 0];
  const state = { tlsMode: from, clusterAuthMode: undefined };
  const change = changeAtRuntime(state, 'tlsMode', String(tlsMode), release);
  if (!change.accepted) return { ok: 0, code: 2, codeName: 'BadValue', errmsg: change.reason };
  parameters.tlsMode = change.state.tlsMode;
  return { was: from, ok: 1 };
}
