import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { BSON } from 'mongodb';
import { examine } from '../../server/src/probe/examine.ts';
import { explain } from '../../server/src/probe/explain.ts';
import { helloFactsOf, helloMessage, parseReply } from '../../server/src/probe/hello.ts';
import { tlsLibrary } from '../../server/src/probe/library.ts';
import { probe } from '../../server/src/probe/probe.ts';
import { redact } from '../../server/src/probe/redact.ts';
import type { Resolver } from '../../server/src/probe/resolve.ts';
import { systemResolver } from '../../server/src/probe/resolve.ts';
import type { WirePlan } from '../../server/src/probe/wire-plan.ts';

describe('secrets in texts of others', () => {
  it.each([
    ['the password hunter22 is wrong', ['hunter22'], 'the password *** is wrong'],
    ['a cat', ['a'], '*** cat'],
    ['abc abcabc', ['abc'], '*** abcabc'],
    ['mongodb://u:longer-secret@h', ['secret', 'longer-secret'], 'mongodb://u:***@h'],
    ['nothing', [''], 'nothing'],
  ])('%s', (text, secrets, clean) => {
    expect(redact(text, secrets)).toBe(clean);
  });
});

describe('the greeting', () => {
  const reply = (document: BSON.Document): Buffer => {
    const body = Buffer.concat([Buffer.alloc(20), BSON.serialize(document)]);
    const header = Buffer.alloc(16);
    header.writeInt32LE(16 + body.length, 0);
    header.writeInt32LE(1, 12);
    return Buffer.concat([header, body]);
  };

  it('waits for the whole reply', () => {
    const bytes = reply({ ismaster: true, maxWireVersion: 21 });
    for (const length of [0, 15, 16, bytes.length - 1])
      expect(parseReply(bytes.subarray(0, length))).toBeUndefined();
    expect(parseReply(bytes)).toMatchObject({ maxWireVersion: 21 });
  });

  it('refuses what is no reply', () => {
    expect(() => parseReply(Buffer.from('HTTP/1.1 400 Bad Request'))).toThrow('not a message');
    const noDocument = reply({});
    noDocument.writeInt32LE(1_000_000, 36);
    expect(() => parseReply(noDocument)).toThrow('no BSON document');
  });

  it('has the form that every server takes, and for load balancers the new one', () => {
    expect(helloMessage(false).readInt32LE(12)).toBe(2004);
    expect(helloMessage(true).readInt32LE(12)).toBe(2013);
    expect(helloMessage(true).readInt32LE(0)).toBe(helloMessage(true).length);
  });

  it.each([
    [{ msg: 'isdbgrid' }, 'mongos'],
    [{}, 'standalone'],
    [{ isreplicaset: true }, 'member of an uninitiated replica set'],
    [{ setName: 'rs', ismaster: true }, 'primary'],
    [{ setName: 'rs', secondary: true }, 'secondary'],
    [{ setName: 'rs', arbiterOnly: true }, 'arbiter'],
    [{ setName: 'rs' }, 'other member'],
  ])('%j is a %s', (document, role) => {
    expect(helloFactsOf(document).role).toBe(role);
  });
});

describe('the TLS library', () => {
  it('is named', () => {
    expect(tlsLibrary({ openssl: '3.0.15' })).toBe('OpenSSL 3.0.15');
    expect(tlsLibrary({ openssl: '0.0.0', electron: '37.2.3' })).toBe('BoringSSL (Electron 37.2.3)');
  });
});

describe('Atlas', () => {
  const alert80 = { code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', message: 'alert 80', names: [] };
  const look = async (host: string) => {
    const spot = {
      target: { host, port: 27017 },
      addresses: [],
      signal: new AbortController().signal,
      patience: 1,
    };
    // neither the plan nor the address is used for this alert
    return explain(await examine({ stage: 'tls', raw: alert80 }, {}, {} as WirePlan, spot));
  };

  it('means its IP access list by the alert 80', async () => {
    const { explanation, fixes } = await look('cluster0-shard-00-00.abcde.mongodb.net');
    expect(explanation).toContain('IP access list');
    expect(fixes.join()).toContain('Network Access');
  });

  it('other servers do not', async () => {
    expect((await look('db.example.com')).explanation).not.toContain('access list');
    expect((await look('mongodb.net.example.com')).explanation).not.toContain('access list');
  });
});

describe('mongodb+srv', () => {
  const records = (...targets: [string, number][]): Resolver => ({
    srv: () => Promise.resolve(targets.map(([name, port]) => ({ name, port, priority: 0, weight: 0 }))),
    addresses: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  });
  const attempt = (uri: string, resolver: Resolver) =>
    probe({ uri, options: {}, timeoutMs: 5000 }, new AbortController().signal, resolver);

  it('without a record', async () => {
    const report = await attempt('mongodb+srv://cluster.example.invalid/', systemResolver);
    expect(report.diagnosis?.code).toBe('host-not-found');
    expect(report.diagnosis?.explanation).toContain('_mongodb._tcp.cluster.example.invalid');
    expect(report.steps).toMatchObject([{ name: 'dns', ok: false }]);
  });

  it('with a record of another domain', async () => {
    const report = await attempt('mongodb+srv://cluster.example.net/', records(['evil.example.org', 1]));
    expect(report.diagnosis?.explanation).toContain('evil.example.org, which is outside the domain');
  });

  it('with an empty record', async () => {
    const report = await attempt('mongodb+srv://cluster.example.net/', records());
    expect(report.diagnosis?.explanation).toContain('names no host');
  });

  it('dials the hosts of the record, with TLS', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const report = await attempt('mongodb+srv://cluster.example.net/', records(['A.example.net.', port]));
    server.close();
    expect(report.target).toBe(`a.example.net:${port}`);
    expect(report.steps.map(({ name }) => name)).toEqual(['dns', 'tcp', 'tls']);
    expect(report.steps[0]?.detail).toMatchObject({
      srv: '_mongodb._tcp.cluster.example.net',
      addresses: '127.0.0.1',
    });
  });
});

describe('a bad request', () => {
  const attempt = (uri: string, options = {}) =>
    probe({ uri, options, timeoutMs: 5000 }, new AbortController().signal);

  it('is answered before anything is dialled', async () => {
    for (const uri of ['', 'x', 'mongodb://', 'mongodb://h/?tls=maybe', 'mongodb://h/?noSuchOption=1']) {
      const report = await attempt(uri);
      expect(report.diagnosis?.code, uri).toBe('bad-connection-string');
      expect(report.steps).toEqual([]);
      expect(report.target).toBeUndefined();
    }
  });

  it('of the driver shows no secret', async () => {
    const report = await attempt('mongodb://alice:s3cr3t-pw@h/?authMechanism=NONE');
    expect(report.ok).toBe(false);
    expect(JSON.stringify(report)).not.toContain('s3cr3t');
  });
});
