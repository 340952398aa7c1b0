import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { formerOptionNamed, formerOptions } from '../../../server/src/core/client-options/former-options.ts';
import {
  implicitTls,
  optionConflicts,
  pymongoConflicts,
} from '../../../server/src/core/client-options/option-conflicts.ts';
import { optionNote } from '../../../server/src/core/client-options/option-notes.ts';
import { explainUnknownOption } from '../../../server/src/core/client-options/unknown-option.ts';
import { uriOptionNamed, uriOptions } from '../../../server/src/core/client-options/uri-options.ts';

const samples: Readonly<Record<string, string>> = {
  auth: '{}',
  authMechanism: 'SCRAM-SHA-256',
  authMechanismProperties: 'SERVICE_NAME:x',
  compressors: 'zlib',
  family: '4',
  maxStalenessSeconds: '120&readPreference=secondary',
  proxyPort: '1080&proxyHost=h',
  proxyUsername: 'u&proxyPassword=p&proxyHost=h',
  proxyPassword: 'p&proxyUsername=u&proxyHost=h',
  readPreferenceTags: 'dc:ny&readPreference=secondary',
  serverMonitoringMode: 'poll',
  readPreference: 'secondary',
  readConcernLevel: 'majority',
  loadBalanced: 'false',
  fieldsAsRaw: 'a:1',
};

const sampleOf: Readonly<Record<string, string>> = {
  boolean: 'true',
  integer: '1000',
  number: '1',
  path: 'file.pem',
  secret: 'secret',
};

/** What the Node.js driver of this repository says of an option in a connection string. */
function isKnownToNode(name: string, type: string): boolean {
  const srv = name.startsWith('srv');
  const value = samples[name] ?? sampleOf[type] ?? 'text';
  try {
    new MongoClient(
      `${srv ? 'mongodb+srv://a.b.example' : 'mongodb://u:p@h'}/?${name}=${value}${name.startsWith('tls') && name !== 'tls' ? '&tls=true' : ''}`,
    );
    return true;
  } catch (error) {
    return !String(error).includes('not supported');
  }
}

describe('options of connection strings', () => {
  it('each is explained, or is only an older name of one that is', () => {
    const unexplained = uriOptions.filter(
      ({ name }) => !formerOptionNamed(name) && optionNote(name)?.does === undefined,
    );
    expect(unexplained).toEqual([]);
  });

  it.each(uriOptions.map((option) => [option.name, option] as const))(
    'the Node.js driver knows %s as the table says',
    (name, { type, drivers }) => {
      expect(isKnownToNode(name, type)).toBe(drivers.includes('node'));
    },
  );

  it('the table leaves out no option of the Node.js driver but those that a string cannot express', () => {
    const file = createRequire(import.meta.url).resolve('mongodb/lib/connection_string.js');
    const [, table = ''] =
      /exports\.OPTIONS = \{([\s\S]*?)\n\};/.exec(readFileSync(file, 'utf8')) ??
      /OPTIONS = \{([\s\S]*?)\n\};/.exec(readFileSync(file, 'utf8')) ??
      [];
    const names = [...table.matchAll(/^ {4}(\w+): \{([\s\S]*?)^ {4}\}/gm)]
      .filter(([, , body = '']) => /type: '(?:boolean|int|uint|string)'/.test(body))
      .map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !uriOptionNamed(name))).toEqual([]);
  });

  it('has each name once', () => {
    const names = uriOptions.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    const former = formerOptions.map(({ name }) => name.toLowerCase());
    expect(new Set(former).size).toBe(former.length);
  });

  it('leads from each former name to one of today', () => {
    for (const { name, now } of formerOptions) expect(uriOptionNamed(now), name).toBeDefined();
    expect(formerOptionNamed('SSL_CA_CERTS')).toMatchObject({ now: 'tlsCAFile' });
    expect(formerOptionNamed('ssl_match_hostname')).toMatchObject({ inverted: true });
  });
});

describe('an option that nobody knows', () => {
  it.each([
    ['tlsCAFlie', { kind: 'similar', name: 'tlsCAFile' }],
    ['replicasett', { kind: 'similar', name: 'replicaSet' }],
    [
      'allowConnectionsWithoutCertificates',
      { kind: 'server-setting', path: 'net.tls.allowConnectionsWithoutCertificates' },
    ],
    [
      'tlsAllowConnectionsWithoutCertificates',
      { kind: 'server-setting', path: 'net.tls.allowConnectionsWithoutCertificates' },
    ],
    ['net.tls.mode', { kind: 'server-setting', path: 'net.tls.mode' }],
    ['tlsMode', { kind: 'server-setting', path: 'net.tls.mode' }],
    ['clusterAuthMode', { kind: 'server-setting', path: 'security.clusterAuthMode' }],
    ['somethingElse', { kind: 'unknown' }],
  ] as const)('%s', (name, expected) => {
    expect(explainUnknownOption(name)).toEqual(expected);
  });
});

describe('options that exclude each other', () => {
  const given = (query: string, srv = false, hostCount = 1) => {
    const parameters = new URLSearchParams(query);
    return {
      has: (name: string) => parameters.has(name),
      get: (name: string) => parameters.getAll(name).at(-1),
      all: (name: string) => parameters.getAll(name),
      srv,
      hostCount,
    };
  };
  const conflicts = (query: string, srv = false, hostCount = 1) =>
    optionConflicts(given(query, srv, hostCount)).map(({ options }) => options.join('+'));

  it.each([
    ['tlsInsecure=false&tlsAllowInvalidHostnames=false', ['tlsInsecure+tlsAllowInvalidHostnames']],
    ['tls=true&ssl=false', ['tls+ssl']],
    ['tls=true&tls=true&ssl=true', []],
    ['loadBalanced=true&replicaSet=', []],
    ['loadBalanced=true&replicaSet=rs', ['loadBalanced+replicaSet']],
    ['tlsAllowInvalidCertificates=true&tlsAllowInvalidHostnames=true', []],
  ])('%s', (query, expected) => {
    expect(conflicts(query)).toEqual(expected);
  });

  it('depends on the kind of connection string', () => {
    expect(conflicts('srvMaxHosts=1&replicaSet=rs', true)).toEqual(['srvMaxHosts+replicaSet']);
    expect(conflicts('srvMaxHosts=0&replicaSet=rs', true)).toEqual([]);
    expect(conflicts('srvMaxHosts=1')).toEqual(['srvMaxHosts']);
    expect(conflicts('directConnection=true', false, 2)).toEqual(['directConnection']);
  });

  it('PyMongo knows more of them', () => {
    expect(pymongoConflicts(given('tlsCRLFile=x&tlsInsecure=true'))).toHaveLength(1);
    expect(pymongoConflicts(given('tlsCRLFile=x&tlsInsecure=false'))).toEqual([]);
    expect(pymongoConflicts(given('tls=false&tlsCAFile=x'))).toHaveLength(1);
  });

  it('PyMongo and Go turn TLS on by themselves', () => {
    expect(implicitTls('pymongo', given('tlsCAFile=x'))).toBe('tlsCAFile');
    expect(implicitTls('pymongo', given('tlsAllowInvalidHostnames=false'))).toBe('tlsAllowInvalidHostnames');
    expect(implicitTls('pymongo', given('tlsAllowInvalidHostnames=true'))).toBeUndefined();
    expect(implicitTls('go', given('tlsCAFile=x'))).toBe('tlsCAFile');
    expect(implicitTls('node', given('tlsCAFile=x'))).toBeUndefined();
  });
});
