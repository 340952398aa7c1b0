import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOfNamed, parseText } from '../server/src/core/documents/document.ts';
import type { Facts } from '../server/src/core/facts/facts.ts';
import { exampleFiles } from './support/example-files.ts';
import { facts } from './support/facts.ts';
import { lint } from './support/lint.ts';

/** What shows that a root cause is found: a finding in a small file, or a test elsewhere, by a part of its text. */
type Evidence =
  | {
      readonly rule: string;
      readonly text: string;
      readonly fileName: string;
      readonly changes: Partial<Omit<Facts, 'serverVersion'>>;
    }
  | { readonly test: string; readonly says: string };

const finding = (
  rule: string,
  text: string,
  fileName = 'mongod.conf',
  changes: Partial<Omit<Facts, 'serverVersion'>> = {},
): Evidence => ({ rule, text, fileName, changes });
const tested = (test: string, says: string): Evidence => ({ test, says });

/** A server with TLS and these further settings. */
const tls = (settings: string, rest = ''): string =>
  `net:\n  bindIp: db1.example.net\n  tls:\n    mode: requireTLS\n${settings
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('')}${rest}`;
const files = 'certificateKeyFile: /etc/ssl/mongod.pem\nCAFile: /etc/ssl/ca.pem';
const keyFile = (name: string): string => `security:\n  keyFile: /etc/mongodb/${name}\n`;
const openKey = new Map(exampleFiles()).set('/etc/mongodb/open.key', {
  state: 'present',
  location: '/open.key',
  bytes: new TextEncoder().encode('b25lIGtleSBvZiB0aGUgY2x1c3Rlcg=='),
  mode: 0o644,
});
const probe = (name: string): string => `test/probe/${name}.test.ts`;

/** The root causes behind about 150 threads of users of MongoDB with TLS, and what shows that each is told. */
const groups: Readonly<Record<string, readonly Evidence[]>> = {
  'A host names and alternative names': [
    finding('certificate-for-other-host', tls(files), 'mongod.conf', { memberHosts: ['other.example.org'] }),
    tested(probe('refused-connection'), "'hostname-mismatch'"),
  ],
  'B no authority, no chain of trust': [
    finding('tls-without-chain-of-trust', tls('certificateKeyFile: /etc/ssl/mongod.pem')),
    tested(probe('refused-connection'), "'unknown-ca'"),
  ],
  'C intermediates and cross-signed roots': [
    finding(
      'certificate-not-issued-by-ca',
      tls('certificateKeyFile: /etc/ssl/mongod.pem\nCAFile: /etc/ssl/members-ca.pem'),
    ),
    tested(probe('refused-connection'), 'takes an intermediate certificate as anchor'),
  ],
  'D what a PEM file is made of': [
    finding('file-without-private-key', tls(files.replace('mongod', 'certificate-only'))),
    finding('private-key-mismatch', tls(files.replace('mongod', 'wrong-key'))),
    finding(
      'unusable-driver-file',
      "require('mongodb'); new MongoClient(u, { tlsCAFile: '/etc/mongodb/cluster.key' })",
      'a.js',
    ),
  ],
  'E extended key usages': [
    finding(
      'certificate-without-client-auth',
      tls(
        files.replace('mongod', 'public'),
        'replication:\n  replSetName: rs0\nsecurity:\n  clusterAuthMode: x509\n',
      ),
    ),
    tested(probe('refused-connection'), 'client-certificate-wrong-purpose'),
  ],
  'F who may read a keyfile': [
    finding('unusable-key-file', keyFile('open.key'), 'mongod.conf', { files: openKey }),
    finding('key-file-open-to-others', 'abcdef\n', 'mongodb-keyfile', { fileMode: 0o644 }),
  ],
  'G what is in a keyfile': [
    finding('bad-key-character', 'not-a-key\n', 'mongodb-keyfile'),
    finding('unusable-key-file', keyFile('hyphens.key')),
    finding('bad-key-length', 'abc\n', 'mongodb-keyfile'),
  ],
  'H rotation of keyfiles': [
    tested('test/cli/keyfile-rotate.test.ts', 'from the old key to the new one in three steps'),
    tested('test/cli/plan-rotations.test.ts', 'adds a key to all, then takes the old one away'),
  ],
  'I names of members': [
    finding(
      'certificate-without-member-attributes',
      tls(
        files.replace('mongod', 'no-organization'),
        'replication:\n  replSetName: rs0\nsecurity:\n  clusterAuthMode: x509\n',
      ),
    ),
    tested('test/rules/pem/client-certificate-of-member.test.ts', 'client-certificate-of-member'),
  ],
  'J the user name of a certificate': [
    tested('test/client/inspect-page.test.ts', 'Copy the user name'),
    tested(probe('connection'), 'createUser'),
  ],
  'K who needs a client certificate': [
    finding(
      'allow-connections-without-certificates',
      tls(`${files}\nallowConnectionsWithoutCertificates: true`),
    ),
    tested('test/core/editing/hover.test.ts', 'shows the truth table as the file has it'),
    tested(probe('refused-connection'), "'client-certificate-required'"),
  ],
  'L plain clients of a TLS server': [
    finding('shell-flag-without-tls', 'mongo --tlsCAFile ca.pem\n', 'a.sh'),
    tested(probe('obstacles'), 'judges the handshake of a server that requires TLS'),
  ],
  'M the structure of YAML': [
    finding('repeated-section', 'net:\n  port: 1\nnet:\n  bindIp: localhost\n'),
    finding('missing-blank-after-colon', 'net:\n  tls:\n    mode:requireTLS\n'),
    finding('tab-indentation', 'net:\n\tport: 1\n'),
    finding('unknown-escape', 'storage:\n  dbPath: "C:\\data"\n'),
    finding('unknown-setting', 'net:\n  port: 1\nmode: requireTLS\n'),
  ],
  'N names of ssl and tls': [
    finding(
      'deprecated-ssl-name',
      'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /etc/ssl/mongod.pem\n',
    ),
    finding('removed-driver-option', 'import pymongo\npymongo.MongoClient(u, ssl_ca_certs="x")\n', 'a.py'),
    finding('unknown-client-option', 'U=mongodb://h/?tlsCAFlie=x\n', '.env'),
  ],
  'O expiry and rotation': [
    finding('expired-certificate-file', tls(files.replace('mongod', 'expired'))),
    finding('certificate-file-expires-soon', tls(files.replace('mongod', 'ends-soon'))),
    tested('test/cli/plan-rotations.test.ts', 'trusts both, shows the new one, forgets the old one'),
  ],
  'P files that are elsewhere': [
    finding('named-file-not-here', tls(files.replace('mongod', 'missing'))),
    finding('client-file-not-here', 'U=mongodb://h/?tlsCAFile=/etc/ssl/missing.pem\n', '.env'),
  ],
  'Q old stacks and protocols': [
    finding('every-protocol-disabled', tls(`${files}\ndisabledProtocols: TLS1_0,TLS1_1,TLS1_2,TLS1_3`)),
    tested(probe('refused-connection'), "'no-shared-protocol'"),
    tested(probe('obstacles'), 'server that is too old for the driver'),
  ],
  'R OCSP': [tested(probe('ocsp'), 'tells PyMongo with the extra from PyMongo without')],
  'S FIPS': [finding('fips-mode-needs-enterprise', tls(`${files}\nFIPSMode: true`))],
  'T not TLS at all': [tested(probe('parts'), 'means its IP access list by the alert 80')],
  'U the BI Connector': [
    finding('mongosqld-unknown-setting', 'net:\n  tls:\n    mode: requireTLS\n', 'mongosqld.conf'),
    tested('test/cli/plan-rotations.test.ts', 'goes to MongoDB with TLS first, then lets SQL clients follow'),
  ],
  'V turning TLS on in a running cluster': [
    finding('plain-connections-accepted', tls(files).replace('requireTLS', 'preferTLS')),
    tested('test/cli/plan.test.ts', 'takes three members from allowTLS to requireTLS'),
  ],
  'W encrypted keys': [
    finding('encrypted-key-without-password', tls(files.replace('mongod', 'encrypted'))),
    tested(probe('check-files'), 'wrong-passphrase'),
  ],
};

function rulesOf({ text, fileName, changes }: Exclude<Evidence, { test: string }>): string[] {
  const document = parseText(kindOfNamed(fileName, text), text, { fileName });
  return lint(document, facts({ files: exampleFiles(), ...changes })).map(({ rule }) => rule);
}

describe('each root cause of the threads of users is found', () => {
  it('in 23 groups', () => {
    expect(
      Object.keys(groups)
        .map(([letter]) => letter)
        .join(''),
    ).toBe('ABCDEFGHIJKLMNOPQRSTUVW');
  });

  it.each(Object.entries(groups))('%s', (_, evidence) => {
    expect(evidence.length).toBeGreaterThan(0);
    for (const each of evidence) {
      if ('rule' in each) expect(rulesOf(each), each.text).toContain(each.rule);
      else expect(readFileSync(path.join(process.cwd(), each.test), 'utf8'), each.test).toContain(each.says);
    }
  });
});
