import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { BSON } from 'mongodb';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const header = 16;

/** Enough of a server for a client to greet it and to ping it. */
const greeting = {
  ok: 1,
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  readOnly: false,
  minWireVersion: 0,
  maxWireVersion: 25,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
};

/** Starts a TLS server that answers every command of MongoDB's wire protocol with a greeting. `pem`: certificate and key. */
export async function startHelloServer(pem) {
  const identity = readFileSync(pem);
  const sockets = new Set();
  const server = tls.createServer({ cert: identity, key: identity }, (socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const length = received.readInt32LE(0);
        socket.write(answerTo(received.subarray(0, length)));
        received = received.subarray(length);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: server.address().port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerTo(request) {
  const isQuery = request.readInt32LE(12) === opQuery;
  const document = BSON.serialize({ ...greeting, localTime: new Date() });
  // OP_REPLY: flags, cursor, start, count; OP_MSG: flags, and a section of kind 0
  const before = Buffer.alloc(isQuery ? 20 : 5);
  if (isQuery) before.writeInt32LE(1, 16);
  const start = Buffer.alloc(header);
  start.writeInt32LE(header + before.length + document.length, 0);
  start.writeInt32LE(request.readInt32LE(4), 8);
  start.writeInt32LE(isQuery ? opReply : opMsg, 12);
  return Buffer.concat([start, before, document]);
}
