import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Made } from '../certs.ts';

/** What a responder says: by certificate serial number (hexadecimal), `V` good or `R` revoked; all others it does not know. */
export type Book = Readonly<Record<string, 'V' | 'R'>>;

export interface Responder {
  readonly url: string;
  /** How many requests came. */
  readonly asked: () => number;
  /** What is signed, by whom; or what else is answered. */
  answer: { readonly book: Book; readonly signer: Made } | ((response: ServerResponse) => void);
  readonly stop: () => void;
}

/** The answer of `openssl ocsp` to a request, which it reads with a reader of its own. */
export function answerOf(
  request: Uint8Array,
  authority: Made,
  { book, signer }: { book: Book; signer: Made },
): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'mongodb-tls-ocsp-'));
  const file = (name: string): string => path.join(folder, name);
  try {
    const lines = Object.entries(book).map(
      ([serial, state]) =>
        `${state}\t491231235959Z\t${state === 'R' ? '260102030405Z' : ''}\t${serial}\tunknown\t/CN=x\n`,
    );
    writeFileSync(file('index.txt'), lines.join(''));
    writeFileSync(file('ca.pem'), authority.pem);
    writeFileSync(file('signer.pem'), signer.combined, { mode: 0o600 });
    writeFileSync(file('request.der'), request);
    const paths = ['-index', file('index.txt'), '-CA', file('ca.pem'), '-rsigner', file('signer.pem')];
    const files = ['-reqin', file('request.der'), '-respout', file('response.der'), '-ndays', '7'];
    execFileSync('openssl', ['ocsp', ...paths, ...files], { stdio: 'pipe' });
    return readFileSync(file('response.der'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answers OCSP requests on a free port of the loopback address, as the authority it stands for. */
export async function startResponder(authority: Made): Promise<Responder> {
  let count = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      count++;
      if (typeof responder.answer === 'function') responder.answer(response);
      else response.end(answerOf(Buffer.concat(chunks), authority, responder.answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const responder: Responder = {
    url: `http://127.0.0.1:${String(port)}/`,
    asked: () => count,
    answer: { book: {}, signer: authority },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return responder;
}
