import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MongoClient, MongoServerSelectionError } from 'mongodb';
import { probe } from '../../server/src/probe/probe.ts';
import { passphrase } from '../support/tls-lab/certificates.ts';
import { freePorts } from '../support/tls-lab/free-ports.ts';
import { labProblem, startLab, type Lab } from '../support/tls-lab/lab.ts';

/**
 * `npm run connect-table`: each recorded failure of the driver that a connection string can express, against the lab: our
 * verdict, and the words of the driver beside it. Fails where they disagree on whether it connects.
 */
const recorded = resolve(import.meta.dirname, '../../../shared/reference/driver-errors.json');

interface Row {
  readonly case: string;
  readonly uri: string;
  readonly driverOptions: Readonly<Record<string, unknown>>;
  readonly ok?: number;
}

const files: Readonly<Record<string, string>> = {
  'otherca.pem': 'ca-other.pem',
  'crl-otherca.pem': 'crl-other.pem',
  'client2.pem': 'client-revoked.pem',
  'badclient.pem': 'client-of-other-ca.pem',
  'expclient.pem': 'client-expired.pem',
  'client-enc.pem': 'client-encrypted.pem',
  'client-enc-trad.pem': 'client-encrypted-traditional.pem',
  'client-certonly.pem': 'client-certificate-only.pem',
  'client-keyonly.pem': 'client-key-only.pem',
  'client.crt': 'client-certificate-only.pem',
};

/** What listens at the ports of the recording. */
function portsOf(
  { ports, odd, backends }: Lab,
  closed: number,
  syn: number,
): Readonly<Record<string, number>> {
  return {
    27100: backends.standalone,
    27200: ports.plain,
    27201: ports.requireTls,
    27202: ports.clientRequired,
    27203: ports.clientOptional,
    27204: ports.clientCrl,
    27205: ports.expired,
    27206: ports.wrongHost,
    27207: ports.selfSigned,
    27208: ports.revoked,
    27210: ports.tls10,
    27211: ports.tls11,
    27212: ports.tls12,
    27213: ports.tls13,
    27214: ports.ecdsaCiphers,
    27215: ports.requireTls,
    27217: ports.revoked,
    27218: ports.nameOnly,
    27219: ports.notYetValid,
    27220: ports.both,
    27221: ports.wrongPurpose,
    27222: ports.clientRequired12,
    27223: ports.clientCrl12,
    27224: ports.withRoot,
    27290: syn,
    27291: odd.silent,
    27292: odd.closing,
    27293: odd.resetting,
    27294: odd.http,
    27299: closed,
  };
}

function textOf(value: unknown, folder: string): string {
  const text = String(value);
  if (text === 's3cret') return passphrase;
  if (!text.startsWith('$C/')) return text;
  const name = text.slice(3);
  return join(folder, files[name] ?? name);
}

/** How the driver itself fares, and how long it takes. */
async function driverSays(
  uri: string,
  options: Record<string, string>,
): Promise<{ words: string; ok: boolean; ms: number }> {
  const since = performance.now();
  try {
    const client = new MongoClient(uri, { ...options, serverSelectionTimeoutMS: 700 });
    let first: number | undefined;
    client.on('serverHeartbeatFailed', () => (first ??= performance.now() - since));
    try {
      await client.connect();
      await client.db('admin').command({ ping: 1 });
      return { words: 'ok', ok: true, ms: performance.now() - since };
    } catch (error) {
      const words = error instanceof MongoServerSelectionError ? error.message : String(error);
      return { words, ok: false, ms: first ?? performance.now() - since };
    } finally {
      await client.close();
    }
  } catch (error) {
    return { words: String(error), ok: false, ms: performance.now() - since };
  }
}

const problem = !existsSync(recorded)
  ? '../shared is not here'
  : (labProblem ??
    (process.env.npm_lifecycle_event === 'connect-table' ? undefined : 'npm run connect-table runs it'));

describe.skipIf(problem !== undefined)(`recorded cases beside the driver (${problem ?? 'now'})`, () => {
  it('agree with it', { timeout: 600_000 }, async () => {
    const rows = (JSON.parse(readFileSync(recorded, 'utf8')) as Row[]).filter(({ driverOptions }) =>
      Object.values(driverOptions).every((value) => value !== '(object)'),
    );
    const lab = await startLab();
    const [closed = 0] = await freePorts(1);
    const full: Server = createServer(() => undefined);
    await new Promise<void>((done) => full.listen(0, '127.0.0.1', done));
    const ports = portsOf(lab, closed, (full.address() as AddressInfo).port);
    const wrong: string[] = [];
    for (const row of rows) {
      const uri = row.uri
        .replace('$C_ENCODED', encodeURIComponent(lab.certificates))
        .replace(/:(27\d{3})/, (text, port: string) => `:${ports[port] ?? text.slice(1)}`);
      const options = Object.fromEntries(
        Object.entries(row.driverOptions).map(([name, value]) => [name, textOf(value, lab.certificates)]),
      );
      const since = performance.now();
      const report = await probe({ uri, options, timeoutMs: 6000 }, new AbortController().signal);
      const ms = performance.now() - since;
      const driver = await driverSays(uri, options);
      const isRight = report.ok === driver.ok && report.ok === (row.ok === 1);
      if (!isRight) wrong.push(row.case);
      process.stdout.write(
        [
          isRight ? 'right' : 'WRONG',
          row.case,
          report.ok ? 'ok' : (report.diagnosis?.code ?? ''),
          `${ms.toFixed(0)} ms`,
          `driver: ${driver.words.slice(0, 90)} (${driver.ms.toFixed(0)} ms)`,
        ]
          .join(' | ')
          .concat('\n'),
      );
    }
    full.close();
    await lab.stop();
    expect(rows).toHaveLength(89);
    expect(wrong).toEqual([]);
  });
});
