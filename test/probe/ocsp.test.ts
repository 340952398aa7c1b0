import { writeFileSync } from 'node:fs';
import { connect, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeOcsp } from '../../server/src/core/pem/chain/ocsp-verdict.ts';
import { decodeCertificate, type Certificate } from '../../server/src/core/pem/model/certificate.ts';
import { decodeOcspResponse, encodeOcspRequest } from '../../server/src/core/pem/model/ocsp.ts';
import { nodeCrypto } from '../../server/src/host/node-crypto.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';
import { authority, certificate, keyOf, type CertificateShape, type Made } from '../support/certs.ts';
import * as write from '../support/der-writer.ts';
import { attemptIn, expectConnected, type Attempt } from '../support/tls-lab/attempt.ts';
import { labProblem, startLab, type Lab } from '../support/tls-lab/lab.ts';
import { answerOf, startResponder, type Book, type Responder } from '../support/tls-lab/responder.ts';

const day = 24 * 60 * 60 * 1000;
const at = (days: number): string =>
  new Date(Math.floor((Date.now() + days * day) / 1000) * 1000).toISOString();
const valid = { from: at(-10), to: at(300) };
const ca = authority({ ...valid, subject: 'O=Test, CN=Root CA', key: keyOf('ocsp ca', 'RSA-2048') });
const other = authority({ ...valid, subject: 'O=Other, CN=Other Root CA', key: keyOf('ocsp other') });
const issued = (shape: CertificateShape): Made =>
  certificate({ ...valid, issuer: ca, ca: false, key: keyOf(shape.subject ?? ''), ...shape });
const delegate = issued({ subject: 'CN=Responder', extendedKeyUsage: ['OCSPSigning'] });
const unfit = issued({ subject: 'CN=Unfit', extendedKeyUsage: ['serverAuth'] });

const read = ({ der }: Made): Certificate => {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
};

describe('an OCSP answer', () => {
  const leaf = issued({ subject: 'CN=leaf', serial: 0x80ff });
  const ask = (book: Book, signer: Made) => {
    const request = encodeOcspRequest(read(leaf), read(ca), nodeCrypto);
    const decoded = decodeOcspResponse(answerOf(request, ca, { book, signer }));
    if (!decoded.ok || !decoded.value) throw new Error('no answer');
    return decoded.value;
  };
  const judge = (response: ReturnType<typeof ask>, now = Date.now(), of = leaf) =>
    judgeOcsp(response, read(of), read(ca), { crypto: nodeCrypto, now });

  it.each<[string, Book, Made, string]>([
    ['of the issuer', { '80FF': 'V' }, ca, 'good'],
    ['of a responder that the issuer authorised', { '80FF': 'V' }, delegate, 'good'],
    ['that revokes', { '80FF': 'R' }, delegate, 'revoked'],
    ['of a responder that does not know it', {}, ca, 'unknown'],
  ])('%s counts', (_, book, signer, status) => {
    const verdict = judge(ask(book, signer));
    expect(verdict).toMatchObject({ state: 'answer', answer: { status, serialNumber: '80FF' } });
  });

  it('tells since when it is revoked', () => {
    const verdict = judge(ask({ '80FF': 'R' }, ca));
    expect(verdict).toMatchObject({ answer: { revokedAt: Date.parse('2026-01-02T03:04:05Z') } });
  });

  it.each<[string, Made]>([
    ['another authority', other],
    ['a certificate that is not for OCSP', unfit],
    [
      'a stranger with the name of the responder',
      certificate({ ...delegate.shape, issuer: other, key: keyOf('ocsp stranger') }),
    ],
  ])('of %s does not', (_, signer) => {
    expect(judge(ask({ '80FF': 'V' }, signer))).toEqual({ state: 'unverified' });
  });

  it('does not once its time is over, before it began, or for another certificate', () => {
    const response = ask({ '80FF': 'V' }, ca);
    expect(judge(response, Date.now() + 8 * day).state).toBe('out-of-date');
    expect(judge(response, Date.now() - day).state).toBe('out-of-date');
    expect(judge(response, Date.now(), issued({ subject: 'CN=leaf', serial: 7 }))).toEqual({
      state: 'other-certificate',
    });
  });

  it('does not where a byte of it was changed', () => {
    const request = encodeOcspRequest(read(leaf), read(ca), nodeCrypto);
    const bytes = answerOf(request, ca, { book: { '80FF': 'V' }, signer: ca });
    const original = decodeOcspResponse(bytes);
    const signed = Buffer.from(original.ok ? (original.value?.toBeSigned ?? []) : []);
    const start = bytes.indexOf(signed);
    let counted = 0;
    for (let index = start; index < start + signed.length; index += 5) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 0x11;
      const decoded = decodeOcspResponse(changed);
      if (decoded.ok && decoded.value && judge(decoded.value).state === 'answer') counted++;
    }
    expect(signed.length).toBeGreaterThan(100);
    expect(counted).toBe(0);
  });
});

const suite = labProblem === undefined ? 'OCSP of a server' : `OCSP of a server (${labProblem})`;

describe.skipIf(labProblem !== undefined)(suite, () => {
  let lab: Lab;
  let responder: Responder;
  const servers: Server[] = [];

  beforeAll(async () => {
    lab = await startLab();
    responder = await startResponder(ca);
    writeFileSync(path.join(lab.certificates, 'ca-ocsp.pem'), ca.pem);
  }, 60_000);
  afterAll(async () => {
    for (const server of servers) server.close();
    responder.stop();
    await lab.stop();
  });

  /** A server whose certificate has the serial number 77 and names the responder; `staple` makes what it staples. */
  async function serve(staple?: (leaf: Made) => Buffer, more: readonly write.Bytes[] = []): Promise<number> {
    const address = write.implicit(6, Buffer.from(responder.url));
    const access = write.sequence(write.sequence(write.oid('1.3.6.1.5.5.7.48.1'), address));
    const leaf = issued({
      subject: 'O=Test, CN=localhost',
      serial: 0x77,
      names: ['dns:localhost'],
      extendedKeyUsage: ['serverAuth'],
      extensions: [write.sequence(write.oid('1.3.6.1.5.5.7.1.1'), write.octets(access)), ...more],
    });
    const stapled = staple?.(leaf) ?? null;
    const server = createServer({ cert: leaf.pem, key: leaf.keyPem });
    server.on(
      'OCSPRequest',
      (_certificate, _issuer, callback: (error: null, answer: Buffer | null) => void) => {
        callback(null, stapled);
      },
    );
    server.on('secureConnection', (socket: TLSSocket) => {
      const upstream = connect(lab.backends.standalone, '127.0.0.1');
      socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
      upstream.on('error', () => socket.destroy());
      socket.pipe(upstream).pipe(socket);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const attempt = (port: number, given: Attempt = {}): Promise<ConnectReport> =>
    attemptIn(lab, port, { ca: 'ca-ocsp.pem', details: true, ...given });
  /** The clients that refuse because of OCSP; C# refuses because the system does not know the authority. */
  const refusing = ({ clients = [] }: ConnectReport): string[] =>
    clients.filter(({ connects, why }) => connects === 'no' && why.includes('OCSP')).map(({ name }) => name);
  const checking = ['PyMongo with ocsp', 'Go', 'Database tools'];
  const revoked = { book: { '77': 'R' }, signer: delegate } as const;
  const requestFor = (leaf: Made): Uint8Array => encodeOcspRequest(read(leaf), read(ca), nodeCrypto);

  it('is asked of the responder with details, and of nobody without', async () => {
    const port = await serve();
    responder.answer = { book: { '77': 'V' }, signer: delegate };
    const before = responder.asked();
    const short = await attempt(port, { details: false });
    expectConnected(short);
    expect(short.tls?.ocsp).toEqual({ status: 'missing', from: 'staple' });
    expect(responder.asked()).toBe(before);
    const report = await attempt(port);
    expectConnected(report);
    expect(report.tls?.ocsp).toMatchObject({ status: 'good', from: 'responder', responder: responder.url });
    expect(responder.asked()).toBe(before + 1);
    expect(refusing(report)).toEqual([]);
  });

  it('that is revoked tells PyMongo with the extra from PyMongo without, and who refuses', async () => {
    const port = await serve();
    responder.answer = revoked;
    const report = await attempt(port);
    expectConnected(report);
    expect(report.tls?.ocsp).toMatchObject({ status: 'revoked', revokedAt: '2026-01-02T03:04:05.000Z' });
    expect(refusing(report)).toEqual(checking);
    expect(report.clients?.find(({ name }) => name === 'PyMongo')?.connects).toBe('yes');
    expect(report.clients?.find(({ name }) => name === 'Go')?.why).toBe(
      'The OCSP responder says that it is revoked.',
    );
    expect(report.notes.join(' ')).toContain('was revoked on 2026-01-02');
    const asGo = await attempt(port, { driver: 'go' });
    expect(asGo.diagnosis?.code).toBe('server-certificate-revoked');
    const withoutEndpoint = await attempt(port, { query: '?tlsDisableOCSPEndpointCheck=true', driver: 'go' });
    expectConnected(withoutEndpoint);
  });

  it.each<[string, Responder['answer'], string, RegExp]>([
    [
      'signed by a stranger',
      { book: { '77': 'R' }, signer: other },
      'unverified',
      /not signed by the issuer/,
    ],
    ['that is none', (response) => response.end('hello'), 'unreadable', /^$/],
    [
      'that says to try later',
      (response) => response.end(Buffer.from('30030a0103', 'hex')),
      'try-later',
      /^$/,
    ],
    [
      'with an error of HTTP',
      (response) => response.writeHead(503).end(),
      'no-answer',
      /^It answers with HTTP 503\.$/,
    ],
    ['without an end', (response) => response.end(Buffer.alloc(100_000)), 'no-answer', /too long/],
    [
      'that leads elsewhere',
      (response) => response.writeHead(302, { location: '/' }).end(),
      'no-answer',
      /302/,
    ],
    ['that is cut off', (response) => response.destroy(), 'no-answer', /hang up|reset|aborted/i],
  ])('with an answer %s is no verdict', async (_, answer, status, why) => {
    const port = await serve();
    responder.answer = answer;
    const report = await attempt(port);
    expectConnected(report);
    expect(report.tls?.ocsp).toMatchObject({ status, from: 'responder' });
    expect(report.tls?.ocsp?.why ?? '').toMatch(why);
    expect(refusing(report)).toEqual([]);
  });

  it('keeps to the time of the run where the responder is silent', async () => {
    const port = await serve();
    responder.answer = () => undefined;
    const since = performance.now();
    const report = await attempt(port, { timeoutMs: 1500 });
    expect(performance.now() - since).toBeLessThan(1800);
    expect(report.tls?.ocsp?.status ?? 'missing').toMatch(/no-answer|missing/);
  });

  it('is asked for no certificate that is not trusted', async () => {
    const port = await serve();
    const before = responder.asked();
    const report = await attempt(port, { ca: 'ca-other.pem' });
    expect(report.ok).toBe(false);
    expect(responder.asked()).toBe(before);
  });

  it('that is stapled is judged without the responder', async () => {
    responder.answer = revoked;
    const before = responder.asked();
    const good = await attempt(
      await serve((leaf) => answerOf(requestFor(leaf), ca, { book: { '77': 'V' }, signer: ca })),
    );
    expect(good.tls?.ocsp).toMatchObject({ status: 'good', from: 'staple' });
    expect(refusing(good)).toEqual([]);
    const bad = await attempt(await serve((leaf) => answerOf(requestFor(leaf), ca, revoked)));
    expectConnected(bad);
    expect(bad.tls?.ocsp).toMatchObject({ status: 'revoked', from: 'staple' });
    expect(refusing(bad)).toEqual(checking);
    const forged = await attempt(
      await serve((leaf) => answerOf(requestFor(leaf), ca, { book: { '77': 'V' }, signer: other })),
    );
    expect(forged.tls?.ocsp).toMatchObject({ status: 'unverified', from: 'staple' });
    expect(refusing(forged)).toEqual(checking);
    expect(responder.asked()).toBe(before);
  });

  it('that has to be stapled and is not ends it for those that check', async () => {
    responder.answer = { book: { '77': 'V' }, signer: ca };
    const demand = write.sequence(
      write.oid('1.3.6.1.5.5.7.1.24'),
      write.octets(write.sequence(write.integer(5))),
    );
    const report = await attempt(await serve(undefined, [demand]));
    expectConnected(report);
    expect(refusing(report)).toEqual(expect.arrayContaining(checking));
  });
});
