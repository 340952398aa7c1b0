import { dial } from './dial.ts';
import { found, type Failure } from './failure.ts';
import { show, type Target } from './host-list.ts';
import { until, within } from './limit.ts';
import { protocolOf } from './protocol-names.ts';
import type { Spot } from './spot.ts';

/** The first bytes that a server says, by itself or to some words; empty where it closes or is silent. */
async function firstWords(spot: Spot, words: Buffer, wait: number): Promise<Buffer> {
  try {
    return await within(spot.signal, wait, async (limit) => {
      const socket = await dial(spot, limit);
      try {
        const heard = new Promise<Buffer>((resolve) => {
          socket.once('data', resolve);
          for (const event of ['end', 'close', 'error'])
            socket.once(event, () => {
              resolve(Buffer.alloc(0));
            });
        });
        socket.write(words);
        return await until(heard, limit);
      } finally {
        socket.on('error', () => socket.destroy());
        socket.destroy();
      }
    });
  } catch {
    // no answer is an answer
    return Buffer.alloc(0);
  }
}

/** A question that most servers of text protocols answer with an error of their own. */
const plainQuestion = Buffer.from('GET / HTTP/1.0\r\n\r\n');
/** SSLRequest, which PostgreSQL answers with S or N (PostgreSQL manual, "Message Formats"). */
const postgresQuestion = Buffer.from('0000000804d2162f', 'hex');

/** Finds out what listens at a port that does not speak MongoDB's protocol. */
export async function lookForProtocol(spot: Spot): Promise<string | undefined> {
  const wait = Math.min(spot.patience, 1000);
  const [plain, postgres] = await Promise.all([
    firstWords(spot, plainQuestion, wait),
    firstWords(spot, postgresQuestion, wait),
  ]);
  const known = protocolOf(plain) ?? protocolOf(postgres);
  if (known !== undefined) return known;
  return postgres.length === 1 && /^[SN]$/.test(postgres.toString('latin1'))
    ? 'a PostgreSQL server'
    : undefined;
}

/** The verdict for another protocol; `over` TLS is not the reason then. */
export function notMongo(target: Target, who: string | undefined, overTls: boolean): Failure {
  const answer = who === undefined ? 'and not as MongoDB does' : `as ${who} does`;
  return found(
    overTls ? 'hello' : 'tls',
    'not-mongodb',
    `${show(target)} answers${overTls ? ' over TLS' : ''} ${answer}.`,
    {
      raw: { code: 'NOT_MONGODB', message: 'The answer is not one of the MongoDB wire protocol.', names: [] },
      sides: ['network'],
      facts: { mongodbAnswered: false, ...(overTls ? { tlsAnswered: true } : {}) },
    },
  );
}
