import { request } from 'node:http';
import { decoded } from '../core/pem/der/decoded.ts';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { encodeOcspRequest } from '../core/pem/model/ocsp.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { dial } from './dial.ts';
import { within } from './limit.ts';
import type { Resolver } from './name-service.ts';
import { addressesOf } from './resolve.ts';
import { ocspFacts, type OcspFacts } from './staple.ts';

/** How long one responder may take, in milliseconds, as with PyMongo and the Go driver. */
const patience = 5000;

/** A certificate names one responder, seldom two. */
const maxResponders = 3;

/** An answer has less than 5,000 bytes. */
const maxBytes = 64 * 1024;

/**
 * Asks the responders that a certificate names, one after the other, until one says good or revoked. This tells them of which server
 * somebody here is thinking. Never throws.
 * @param path from the server's certificate to a trusted root
 */
export async function askResponders(
  path: readonly Certificate[],
  resolver: Resolver,
  signal: AbortSignal,
): Promise<OcspFacts> {
  const [leaf, issuer] = path;
  const urls = leaf?.ocspUrls ?? [];
  if (!leaf || !issuer || urls.length === 0)
    return { status: 'missing', from: 'staple', why: 'The certificate names no OCSP responder.' };
  let last: OcspFacts | undefined;
  for (const url of urls.slice(0, maxResponders)) {
    if (signal.aborted) break;
    last = await ask(url, [leaf, issuer], resolver, signal);
    if (last.status === 'good' || last.status === 'revoked') break;
  }
  return last ?? { status: 'no-answer', from: 'responder', why: 'There was no time left to ask.' };
}

async function ask(
  responder: string,
  [leaf, issuer]: readonly [leaf: Certificate, issuer: Certificate],
  resolver: Resolver,
  signal: AbortSignal,
): Promise<OcspFacts> {
  const noAnswer = (why: string): OcspFacts => ({ status: 'no-answer', from: 'responder', responder, why });
  const url = URL.canParse(responder) ? new URL(responder) : undefined;
  const question = decoded(() => encodeOcspRequest(leaf, issuer, nodeCrypto));
  if (url?.protocol !== 'http:' || !question.ok) return noAnswer('Its address is no http URL.');
  try {
    const body = await within(signal, patience, (limit) => post(url, question.value, resolver, limit));
    return { ...ocspFacts(body, [leaf, issuer], 'responder', Date.now()), responder };
  } catch (error) {
    return noAnswer(error instanceof Error ? error.message : String(error));
  }
}

/** The body of the answer to a POST, which follows no redirection. Rejects with the reason where there is none. */
async function post(url: URL, body: Uint8Array, resolver: Resolver, signal: AbortSignal): Promise<Buffer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await addressesOf(host, resolver, signal);
  const target = { host, port: Number(url.port === '' ? 80 : url.port) };
  const socket = await dial({ target, addresses }, signal);
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const call = request(
        url,
        {
          method: 'POST',
          createConnection: () => socket,
          headers: { 'Content-Type': 'application/ocsp-request', 'Content-Length': body.length },
          signal,
        },
        (answer) => {
          const { statusCode = 0 } = answer;
          if (statusCode !== 200) {
            reject(new Error(`It answers with HTTP ${String(statusCode)}.`));
            return;
          }
          const chunks: Buffer[] = [];
          let size = 0;
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > maxBytes) reject(new Error('Its answer is too long.'));
            else chunks.push(chunk);
          });
          answer.on('end', () => {
            resolve(Buffer.concat(chunks));
          });
          answer.on('error', reject);
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  } finally {
    socket.destroy();
  }
}
