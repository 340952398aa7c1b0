import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What a name server of the tests says to a question for a name. */
export type NameAnswer =
  | 'silence'
  | 'servfail'
  | 'refused'
  | { readonly address: string }
  | { readonly srv: string; readonly port: number };

const types = { a: 1, srv: 33 };

function encodeName(name: string): Buffer {
  return Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  while ((message[at] ?? 0) > 0) {
    const length = message[at] ?? 0;
    labels.push(message.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  // a pointer to the question's name
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function answerTo(answer: NameAnswer | undefined, type: number): { code: number; records: Buffer[] } {
  if (answer === undefined) return { code: 3, records: [] };
  if (answer === 'servfail') return { code: 2, records: [] };
  if (answer === 'refused') return { code: 5, records: [] };
  if (typeof answer === 'string') return { code: 0, records: [] };
  if ('address' in answer)
    return {
      code: 0,
      records: type === types.a ? [record(type, Buffer.from(answer.address.split('.').map(Number)))] : [],
    };
  if (type !== types.srv) return { code: 0, records: [] };
  const data = Buffer.alloc(6);
  data.writeUInt16BE(answer.port, 4);
  return { code: 0, records: [record(type, Buffer.concat([data, encodeName(answer.srv)]))] };
}

/** A name server on loopback. A name that it does not list does not exist. */
export async function startNameServer(
  names: Readonly<Record<string, NameAnswer>>,
): Promise<{ server: string; stop: () => void }> {
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const { name, end } = readName(message);
    const answer = Object.hasOwn(names, name) ? names[name] : undefined;
    if (answer === 'silence') return;
    const { code, records } = answerTo(answer, message.readUInt16BE(end));
    const head = Buffer.from(message.subarray(0, 12));
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, message.subarray(12, end + 4), ...records]), peer.port, peer.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    stop: () => {
      socket.close();
    },
  };
}
