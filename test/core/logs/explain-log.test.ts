import { describe, expect, it } from 'vitest';
import { LogExplainer, type LogEntry } from '../../../server/src/core/logs/explain-log.ts';
import { logMessages } from '../../../server/src/core/logs/log-message.ts';

function explain(...lines: string[]): { lines: number; entries: LogEntry[] } {
  const explainer = new LogExplainer();
  explainer.push(lines.map((line) => `${line}\n`).join(''));
  return explainer.finish();
}

interface Line {
  s?: string;
  c?: string;
  ctx?: string;
  attr?: object;
}

function json(id: number, { s = 'I', c = 'NETWORK', ctx = 'conn7', attr = {} }: Line = {}): string {
  const time = '{"t":{"$date":"2026-11-30T09:14:02.117+00:00"}';
  return `${time},"s":"${s}",  "c":"${c}",  "id":${id},   "ctx":"${ctx}","msg":"some text","attr":${JSON.stringify(attr)}}`;
}

const accepted = json(22943, { ctx: 'listener', attr: { remote: '10.0.0.9:4711', connectionId: 7 } });

describe('lines of 4.4 and later', () => {
  it('one entry for one message with one reason, with its lines and peers', () => {
    const trust = { error: 'SSL peer certificate validation failed: unable to get issuer certificate' };
    const { lines, entries } = explain(
      json(23256, { s: 'E', attr: { ...trust, remote: '10.0.0.3:1' } }),
      json(99),
      json(23256, { s: 'E', ctx: 'conn9', attr: { ...trust, remote: '10.0.0.3:2' } }),
      json(23256, { s: 'E', attr: { error: 'certificate has expired' } }),
    );
    expect(lines).toBe(4);
    expect(entries).toMatchObject([
      {
        id: 23256,
        severity: 'E',
        component: 'NETWORK',
        kind: 'handshake',
        count: 2,
        firstLine: 0,
        lastLine: 2,
      },
      { id: 23256, count: 1, firstLine: 3, lastLine: 3 },
    ]);
    expect(entries[0]?.peers).toEqual(['10.0.0.3']);
    expect(entries[0]?.settings).toEqual(['net.tls.CAFile', 'net.tls.clusterCAFile']);
    expect(entries[1]?.cause).toContain('expired');
  });

  it.each([
    ['before', [accepted, json(23255, { s: 'E' })]],
    [
      'after',
      [
        json(23255, { s: 'E' }),
        json(22988, {
          attr: {
            error: { code: 141, errmsg: 'no SSL certificate provided by peer' },
            remote: '10.0.0.9:4711',
          },
        }),
      ],
    ],
  ])('the peer comes from another line of the connection that stands %s it', (_, lines) => {
    expect(explain(...lines).entries.find(({ id }) => id === 23255)?.peers).toEqual(['10.0.0.9']);
  });

  it.each([
    [
      22988,
      {
        error: { code: 6, codeName: 'HostUnreachable', errmsg: 'Connection reset by peer' },
        remote: '10.0.0.9:1',
      },
    ],
    [
      23974,
      { target: 'db2:27017', error: { code: 6, codeName: 'HostUnreachable', errmsg: 'Connection refused' } },
    ],
    [21216, { hostAndPort: 'db2:27017', heartbeatMessage: 'No route to host' }],
    [22943, { remote: '10.0.0.9:1', connectionId: 3 }],
    [22944, { remote: '10.0.0.9:1', connectionId: 3 }],
    [51803, { command: { authenticate: 1 } }],
  ])('an ordinary line gives no entry (%i)', (id, attr) => {
    expect(explain(json(id, { attr })).entries).toEqual([]);
  });

  it('a plain client at requireTLS is told by the error, not by the id', () => {
    const attr = {
      error: {
        code: 141,
        codeName: 'SSLHandshakeFailed',
        errmsg: 'The server is configured to only allow SSL connections',
      },
      remote: '10.0.0.9:1',
    };
    expect(explain(json(22988, { attr })).entries[0]).toMatchObject({
      settings: ['net.tls.mode'],
      peers: ['10.0.0.9'],
    });
  });

  it('brings the lines of one connection together, and says what the other side shows', () => {
    const refusal = {
      error: { code: 141, errmsg: 'no SSL certificate provided by peer' },
      remote: '10.0.0.9:1',
    };
    const { entries } = explain(
      json(23255, { s: 'E', ctx: 'conn7' }),
      json(22988, { ctx: 'conn7', attr: refusal }),
      json(23838, { ctx: 'conn8' }),
    );
    expect(entries.map(({ id, together }) => [id, together])).toEqual([
      [23255, [22988]],
      [22988, [23255]],
      [23838, undefined],
    ]);
    expect(entries[0]?.otherSide).toContain('closed stream');
    expect(entries[2]?.otherSide).toBeUndefined();
  });

  it('a number far away is that of another connection', () => {
    const between = Array.from({ length: 1001 }, () => json(99));
    const { entries } = explain(json(23255, { s: 'E' }), ...between, json(23838));
    expect(entries.map(({ together }) => together)).toEqual([undefined, undefined]);
  });

  it.each([
    ['conn7', 23256, {}, 'closed stream'],
    ['ReplNetwork', 23256, {}, '22943, then 22944'],
    ['ReplNetwork', 23257, {}, '22943, then 22944'],
    ['replexec-1', 23974, { error: { code: 18, errmsg: 'AuthenticationFailed' } }, '20249 or 5286307'],
    ['replexec-1', 23974, { error: { code: 13, errmsg: 'Unauthorized, not authenticated' } }, '20436'],
    ['ReplNetwork', 20117, {}, 'for __system'],
    ['ReplNetwork', 20108, {}, 'harmless'],
    ['conn7', 20249, { principalName: '__system', error: 'AuthenticationFailed' }, '20117'],
  ])('of %s, %i %j: the other side', (ctx, id, attr, text) => {
    expect(explain(json(id, { ctx, attr })).entries[0]?.otherSide).toContain(text);
  });

  it('an alert comes from a client, never from a member', () => {
    const attr = {
      error: { code: 141, errmsg: 'error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca' },
      remote: '10.0.0.9:1',
    };
    expect(explain(json(22988, { attr })).entries[0]?.cause).toContain('not a member');
  });

  it('a login of __system is one of a member', () => {
    const system = {
      mechanism: 'SCRAM-SHA-256',
      principalName: '__system',
      client: '10.0.0.9:1',
      result: 'AuthenticationFailed: x',
    };
    expect(explain(json(20249, { c: 'ACCESS', attr: system })).entries[0]?.settings).toContain(
      'security.keyFile',
    );
    const user = { ...system, principalName: 'app' };
    expect(explain(json(20249, { c: 'ACCESS', attr: user })).entries[0]?.settings).toEqual([]);
    const newer = { user: { user: '__system', db: 'local' }, result: 18, remote: '10.0.0.9:1' };
    expect(explain(json(5286307, { c: 'ACCESS', attr: newer })).entries[0]?.cause).toContain(
      'another member',
    );
  });

  it('the settings of a failed start are those that its error names', () => {
    const attr = {
      error: {
        code: 2,
        codeName: 'BadValue',
        errmsg: 'need tlsCertificateKeyFile or certificateSelector when TLS is enabled',
      },
    };
    expect(explain(json(20574, { s: 'F', c: 'CONTROL', attr })).entries[0]?.settings).toEqual([
      'net.tls.certificateKeyFile',
    ]);
  });

  it('the gravest comes first', () => {
    const { entries } = explain(json(23838), json(20574, { s: 'F' }), json(23785, { s: 'W' }));
    expect(entries.map(({ severity }) => severity)).toEqual(['F', 'W', 'I']);
  });

  it('a line that was cut off, one behind the prefix of a container, and one with other characters', () => {
    const whole = json(23256, { s: 'E', attr: { error: 'unable to get issuer certificate für Ü' } });
    expect(explain(whole.slice(0, 140)).entries).toMatchObject([{ id: 23256 }]);
    expect(explain(`db1-1  | ${whole}`).entries).toMatchObject([{ id: 23256 }]);
    const bytes = Buffer.from(whole).toString('latin1');
    expect(explain(bytes).entries).toMatchObject([
      { id: 23256, settings: ['net.tls.CAFile', 'net.tls.clusterCAFile'] },
    ]);
  });

  it('pieces may end anywhere', () => {
    const text = `${accepted}\n${json(23255, { s: 'E' })}\n${json(23838, { attr: { remote: '10.0.0.4:1' } })}`;
    const whole = explain(text.slice(0, -1) + text.slice(-1));
    for (let size = 1; size < 60; size += 7) {
      const explainer = new LogExplainer();
      for (let at = 0; at < text.length; at += size) explainer.push(text.slice(at, at + size));
      expect(explainer.finish().entries).toEqual(whole.entries);
    }
  });
});

describe('texts before 4.4', () => {
  it.each([
    [
      '2019-11-30T09:14:02.117+0000 E  NETWORK  [conn41] SSL peer certificate validation failed: unsupported certificate purpose',
      23256,
      'wrong',
    ],
    [
      '2017-11-30T09:14:02.117+0000 E NETWORK  [conn41] no SSL certificate provided by peer; connection rejected',
      23255,
      '',
    ],
    ['2017-11-30T09:14:02.117+0000 W NETWORK  [conn41] no SSL certificate provided by peer', 23234, ''],
    [
      '2014-11-30T09:14:02.117+0000 [conn41] ERROR: SSL peer certificate validation failed:self signed certificate',
      23256,
      '',
    ],
    [
      '2019-11-30T09:14:02.117+0000 I  ACCESS   [main] permissions on /etc/mongod.key are too open',
      20254,
      '',
    ],
    [
      '2019-11-30T09:14:02.117+0000 E  ACCESS   [main] security key in /k has length 3, must be between 6 and 1024 chars',
      20255,
      '',
    ],
    [
      '2019-11-30T09:14:02.117+0000 F  CONTROL  [main] Failed global initialization: BadValue: need sslPEMKeyFile when SSL is enabled',
      20574,
      '',
    ],
    [
      '2018-11-30T09:14:02.117+0000 I CONTROL  [initandlisten] ** WARNING: Access control is not enabled for the database.',
      22120,
      '',
    ],
    [
      '2018-11-30T09:14:02.117+0000 W CONTROL  [clientcursormon] Server certificate is now invalid, expired on Jan  1',
      23785,
      '',
    ],
    [
      "2019-11-30T09:14:02.117+0000 I  NETWORK  [conn57] SSL mode is set to 'preferred' and connection 57 to 10.20.0.31:40022 is not using SSL.",
      23838,
      '',
    ],
  ])('%s', (line, id) => {
    expect(explain(line).entries).toMatchObject([{ id, count: 1 }]);
  });

  it('who was accepted tells the peer of later lines', () => {
    const { entries } = explain(
      '2017-11-30T09:14:02.117+0000 I NETWORK  [thread1] connection accepted from 10.0.0.9:51214 #41 (3 connections now open)',
      '2017-11-30T09:14:02.118+0000 E NETWORK  [conn41] no SSL certificate provided by peer; connection rejected',
    );
    expect(entries).toMatchObject([{ id: 23255, peers: ['10.0.0.9'] }]);
  });

  it.each([
    '2017-11-30T09:14:02.117+0000 I NETWORK  [thread1] connection accepted from 10.0.0.9:51214 #41 (3 connections now open)',
    '2017-11-30T09:14:02.117+0000 I COMMAND  [conn1] command app.certificates command: find { find: "TLS" }',
    'Nov 30 09:14:02 db1 sshd[1]: Failed password for authentication',
  ])('an ordinary line gives no entry: %s', (line) => {
    expect(explain(line).entries).toEqual([]);
  });
});

describe('what the option parser prints', () => {
  it.each([
    ['Error parsing YAML config file: yaml-cpp: error at line 3, column 7: illegal map value', []],
    ['Unrecognized option: net.tls.modes', ['net.tls.modes']],
    [
      'BadValue: tlsCertificateKeyFile not allowed when tlsMode is disabled',
      ['net.tls.certificateKeyFile', 'net.tls.mode'],
    ],
  ])('%s', (line, settings) => {
    const { entries } = explain(line, "try 'mongod --help' for more information");
    expect(entries).toMatchObject([{ id: null, kind: 'options', severity: 'F', settings }]);
  });

  it('tells a file that cannot be read from an option that is refused', () => {
    const { entries } = explain(
      'Error parsing YAML config file: yaml-cpp: error at line 3, column 7: illegal map value',
      'Unrecognized option: net.tls.modes',
    );
    expect(entries.map(({ meaning }) => meaning.includes('cannot read its configuration file'))).toEqual([
      true,
      false,
    ]);
  });
});

it('is bounded, however many peers and connections there are', () => {
  const explainer = new LogExplainer();
  for (let at = 0; at < 60_000; at++) {
    explainer.push(
      `${json(22943, { ctx: 'listener', attr: { remote: `10.0.${at % 256}.${at >> 8}:1`, connectionId: at } })}\n`,
    );
    explainer.push(`${json(23838, { ctx: `conn${at}` })}\n`);
  }
  const [entry] = explainer.finish().entries;
  expect(entry?.count).toBe(60_000);
  expect(entry?.peers.length).toBe(1000);
});

it('each message says what it means and why in sentences', () => {
  for (const { meaning, cause } of logMessages.values()) {
    expect(meaning).toMatch(/^[A-Za-z].*\.$/);
    expect(cause).toMatch(/^[A-Za-z].*\.$/);
  }
});
