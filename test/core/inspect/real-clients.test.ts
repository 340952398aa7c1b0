import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InspectReport } from '../../../server/src/core/inspect/inspect-report.ts';
import { inspectPem } from '../../../server/src/core/inspect/inspect.ts';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import type { Made } from '../../support/certs.ts';
import { realClients, type Target } from '../../support/client-lab/real-clients.ts';
import { chains } from '../../support/client-lab/shapes.ts';

const folder = mkdtempSync(join(tmpdir(), 'real-clients-'));
const servers: Server[] = [];
/** The servers, by the name of what they show. */
const targets = new Map<string, Target>();

/** The name by which the first certificate wants to be asked for: an alternative one, else the last common one. */
function hostOf({ shape }: Made): string {
  const alternative = shape.names?.find((entry) => /^dns:|^ip:127/.test(entry)) ?? '';
  const [, first] = /^(?:dns|ip):(.*)$/.exec(alternative) ?? [];
  const [, common] = /.*CN=([^,+]*)/.exec(shape.subject ?? '') ?? [];
  return (first ?? common ?? 'localhost').replace(/^\*/, 'db1').replace('*', '1') || 'localhost';
}

/** undefined where OpenSSL does not even read the certificates. */
function serverOf(own: Made, chain: readonly Made[]): Server | undefined {
  try {
    const cert = chain.map(({ pem }) => pem).join('');
    return createServer({ key: own.keyPem, cert, ciphers: 'ALL:@SECLEVEL=0' });
  } catch {
    return undefined;
  }
}

beforeAll(async () => {
  for (const [name, chain] of Object.entries(chains)) {
    const [own] = chain;
    const server = own && serverOf(own, chain);
    if (!server) continue;
    const authorities = join(folder, `${targets.size}.pem`);
    writeFileSync(authorities, chain.at(-1)?.pem ?? '');
    server.on('tlsClientError', () => undefined);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    targets.set(name, { port: (server.address() as AddressInfo).port, host: hostOf(own), authorities });
  }
}, 60_000);
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

function inspect(chain: readonly Made[]): InspectReport {
  const pem = [chain[0]?.combined, ...chain.slice(1).map((made) => made.pem)].join('');
  return inspectPem(pem, { now: Date.now(), crypto: nodeCrypto });
}

/** What the table says of each chain, by its name; each is inspected once for all clients. */
const tables = new Map<string, InspectReport['clients']>();
function clientsOf(name: string): InspectReport['clients'] {
  const known = tables.get(name) ?? inspect(chains[name] ?? []).clients;
  tables.set(name, known);
  return known;
}

/** Names that some clients would find, if only somebody asked for a host called so. */
const neverAskedFor = [
  'a URI as DNS name',
  'a common name that is no host',
  'a host with a port',
  'a space in a name',
];

describe('the table of clients beside real ones, over TLS', () => {
  it('has many certificates to ask about', () => {
    expect(targets.size).toBeGreaterThanOrEqual(200);
  });

  for (const { name, row, isHere, judge } of realClients) {
    it.skipIf(!isHere)(name, { timeout: 600_000 }, async () => {
      const verdicts = await judge([...targets.values()]);
      expect(verdicts).toHaveLength(targets.size);
      const wrong = [...targets.keys()].flatMap((shape, index) => {
        const ours = clientsOf(shape).find(({ client }) => row.test(client));
        const real = verdicts[index] ?? '';
        const isWrong = ours?.accepts === true ? real !== 'yes' : ours?.accepts === false && real === 'yes';
        return isWrong && !neverAskedFor.includes(shape)
          ? [`${shape}: ${String(ours?.accepts)}, in truth ${real}`]
          : [];
      });
      expect(wrong).toEqual([]);
    });
  }

  it('is unknown or no for what OpenSSL cannot even read', () => {
    const unread = Object.entries(chains).filter(([name]) => !targets.has(name));
    for (const [name] of unread) {
      expect(clientsOf(name).filter(({ accepts }) => accepts === true)).toEqual([]);
    }
  });
});
