import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameService } from '../../server/src/probe/name-service.ts';
import { probe } from '../../server/src/probe/probe.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';
import type { Resolver } from '../../server/src/probe/resolve.ts';
import { startNameServer } from '../support/tls-lab/name-server.ts';

let resolver: Resolver;
let stop: () => void;
beforeAll(async () => {
  const started = await startNameServer({
    'here.example.test': { address: '127.0.0.1' },
    'silent.example.test': 'silence',
    '_mongodb._tcp.silent.example.test': 'silence',
    'failing.example.test': 'servfail',
    'refused.example.test': 'refused',
    '_mongodb._tcp.refused.example.test': 'refused',
    '_mongodb._tcp.cluster.example.test': { srv: 'here.example.test', port: 1 },
    '_mongodb._tcp.cluster0.abcde.mongodb.net': 'silence',
  });
  stop = started.stop;
  resolver = nameService({
    servers: [started.server],
    // the system is as silent as the name server; it ends with the test
    askSystem: (host, signal) =>
      new Promise((_resolve, reject) => {
        if (!host.startsWith('silent')) reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }));
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      }),
  });
});
afterAll(() => {
  stop();
});

const attempt = (uri: string, timeoutMs = 1500): Promise<ConnectReport> =>
  probe({ uri, options: {}, timeoutMs }, new AbortController().signal, resolver);

describe('the name service', () => {
  it('gives an address', async () => {
    expect(await resolver.addresses('here.example.test', new AbortController().signal)).toEqual([
      { address: '127.0.0.1', family: 4 },
    ]);
  });

  it.each([
    ['mongodb://nobody.example.test/', 'host-not-found', 'knows no address of nobody.example.test'],
    ['mongodb://failing.example.test/', 'dns-failed', 'SERVFAIL'],
    ['mongodb://refused.example.test/', 'dns-failed', 'REFUSED'],
    ['mongodb://silent.example.test/', 'dns-failed', 'did not answer the question for silent.example.test'],
    ['mongodb+srv://nobody.example.test/', 'host-not-found', 'no such record'],
    ['mongodb+srv://refused.example.test/', 'dns-failed', 'REFUSED'],
    ['mongodb+srv://silent.example.test/', 'dns-failed', 'did not answer'],
  ])('%s: %s', async (uri, code, sentence) => {
    const report = await attempt(uri);
    expect(report.diagnosis?.code, JSON.stringify(report)).toBe(code);
    expect(report.diagnosis?.explanation).toContain(sentence);
    expect(report.steps).toMatchObject([{ name: 'dns', ok: false }]);
    expect(report.diagnosis?.fixes.join()).not.toMatch(/firewalls and security groups/);
  });

  it('that has only an SRV record is asked for by mongodb+srv', async () => {
    const { diagnosis } = await attempt('mongodb://cluster.example.test/');
    expect(diagnosis?.code).toBe('host-not-found');
    expect(diagnosis?.fixes.join()).toContain('mongodb+srv://cluster.example.test/');
  });

  it('that is silent to Atlas has a standard string beside it', async () => {
    const { diagnosis } = await attempt('mongodb+srv://cluster0.abcde.mongodb.net/');
    expect(diagnosis?.code).toBe('dns-failed');
    expect(diagnosis?.fixes.join()).toContain('standard connection string');
  });

  it('follows an SRV record to its host', async () => {
    const report = await attempt('mongodb+srv://cluster.example.test/');
    expect(report.target).toBe('here.example.test:1');
    expect(report.diagnosis?.code).toBe('connection-refused');
  });
});
