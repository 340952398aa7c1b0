import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConnectionString } from '../../../server/src/core/client-options/connection-string.ts';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import {
  snippetsForConfig,
  snippetsForString,
  type ClientSnippet,
} from '../../../server/src/core/editing/suggest-snippets.ts';
import { allRules, lint } from '../../support/lint.ts';
import { facts } from '../../support/facts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const everything =
  'mongodb://al%40ice:s3cr3t@db1:27017,db2:27018/app?tls=true&tlsCAFile=/etc/ssl/my%20ca.pem&tlsCertificateKeyFile=/etc/ssl/app.pem&tlsCertificateKeyFilePassword=s3cr3t2&tlsCRLFile=/crl.pem&replicaSet=rs0&authSource=admin&retryWrites=true';

function snippets(uri: string): Record<string, string> {
  return byId(snippetsForString(parseConnectionString(uri)));
}

function byId(found: readonly ClientSnippet[]): Record<string, string> {
  return Object.fromEntries(found.map(({ id, text }) => [id, text]));
}

/** What our own rules say of a snippet where its language has files of its own. */
const fileNames: Readonly<Record<string, string>> = {
  mongosh: 'run.sh',
  mongodump: 'run.sh',
  pymongo: 'app.py',
  node: 'app.js',
  java: 'App.java',
  go: 'app.go',
  csharp: 'App.cs',
  php: 'app.php',
  ruby: 'app.rb',
  rust: 'app.rs',
  spring: 'application.properties',
  mongosqld: 'mongosqld.conf',
};

describe('snippets for clients', () => {
  it('are there for every client, with its own names', () => {
    const all = snippets(everything);
    expect(Object.keys(all)).toEqual(
      Object.keys(fileNames).sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
    expect(all.mongosh).toBe(
      "mongosh 'mongodb://db1:27017,db2:27018/app?replicaSet=rs0&retryWrites=true' --tls --tlsCAFile '/etc/ssl/my ca.pem' --tlsCertificateKeyFile /etc/ssl/app.pem --tlsCertificateKeyFilePassword KEY_PASSWORD --tlsCRLFile /crl.pem --username al@ice --authenticationDatabase admin\n",
    );
    expect(all.mongodump).toBe(
      "mongodump --uri 'mongodb://al%40ice@db1:27017,db2:27018/app?replicaSet=rs0&authSource=admin&retryWrites=true' --ssl --sslCAFile '/etc/ssl/my ca.pem' --sslPEMKeyFile /etc/ssl/app.pem --sslPEMKeyPassword KEY_PASSWORD --sslCRLFile /crl.pem --out dump\n",
    );
    expect(all.pymongo).toContain('    tlsCertificateKeyFile="/etc/ssl/app.pem",\n');
    expect(all.node).toContain("  tlsCAFile: '/etc/ssl/my ca.pem',\n");
    expect(all.node).toContain("auth: { username: 'al@ice', password: 'PASSWORD' }");
    expect(all.java).toContain('-Djavax.net.ssl.trustStore=trust.p12');
    expect(all.java).not.toContain('tlsCAFile');
    expect(all.go).toContain('tlsCAFile=/etc/ssl/my%20ca.pem');
    expect(all.csharp).toContain('X509Certificate2("client.p12"');
    expect(all.ruby).toContain('  ssl_key: "/etc/ssl/app.pem",\n');
    expect(all.spring).toContain(
      'spring.ssl.bundle.pem.mongodb.truststore.certificate=file:/etc/ssl/my ca.pem\n',
    );
    expect(all.mongosqld).toContain('      PEMKeyFile: /etc/ssl/app.pem\n');
  });

  it('say which store is trusted where no CA file is named', () => {
    const all = snippets('mongodb://db1/?tls=true');
    expect(all.pymongo).toContain('# Trusts the authorities of the system');
    expect(all.node).toContain('// Trusts the authorities that Node.js brings along.');
    expect(all.java).toContain('// Trusts the authorities of the JVM.');
  });

  it('ask for no TLS where there is none, and turn it off where it is on by itself', () => {
    expect(snippets('mongodb://db1/').mongosh).toBe('mongosh mongodb://db1/\n');
    expect(snippets('mongodb+srv://db1.example.net/?tls=false').go).toContain('?tls=false');
  });

  it('log in with the certificate and no password for MONGODB-X509', () => {
    const all = snippets(
      'mongodb://CN%3Dapp@db1/?tls=true&tlsCertificateKeyFile=/a.pem&authMechanism=MONGODB-X509&authSource=$external',
    );
    expect(Object.values(all).join('\n')).not.toMatch(/[^_]PASSWORD(?!=)/);
    expect(all.pymongo).toContain('    authMechanism="MONGODB-X509",\n');
  });

  it('check certificates even where the string did not', () => {
    const all = snippets('mongodb://db1/?tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true');
    expect(Object.values(all).join('\n')).not.toMatch(/nsecure|llowInvalid/);
  });

  it.each(Object.keys(fileNames))('%s: our own rules and a shell find nothing wrong', (id) => {
    const text = snippets(everything)[id] ?? '';
    const fileName = fileNames[id] ?? '';
    const kind = id === 'mongosqld' ? 'config' : 'host';
    const document = parseText(kind, text, {
      fileName,
      ...(id === 'mongosqld' ? { program: 'mongosqld' } : {}),
    });
    const found = lint(document, facts(), {}, allRules).filter(
      ({ severity, rule }) => severity !== 'info' && rule !== 'plain-text-password',
    );
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    if (fileName === 'run.sh') expect(spawnSync('sh', ['-n'], { input: text }).status).toBe(0);
  });

  /** What reads a language without the driver: a text on standard input, or a file. */
  const parsers: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
    php: ['php', '-l'],
    ruby: ['ruby', '-c'],
    go: ['gofmt', '-e'],
    rust: ['rustfmt', '--edition', '2021', '--emit', 'stdout'],
    pymongo: ['/usr/bin/python3', '-c', 'import ast, sys; ast.parse(sys.stdin.read())'],
  };
  const isHere = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;
  const awkward =
    "mongodb://o%27br%22ien%5C%24@db1/?tls=true&tlsCAFile=/a%27b%22c%24%7Bd%7D%5Ce%23%7Bf%7D.pem&tlsCertificateKeyFile=/%25s'.pem";

  const present = Object.entries(parsers).filter(([, [command]]) => isHere(command));
  it.each(present)('%s: its parser reads them, with quotes of any kind', (id, [command, ...args]) => {
    if (!isHere(command)) return;
    for (const uri of [everything, awkward]) {
      const input = snippets(uri)[id] ?? '';
      const { status, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
      expect(status, `${input}\n${stderr}`).toBe(0);
    }
  });

  it('node: its parser reads them, with quotes of any kind', () => {
    for (const uri of [everything, awkward]) {
      const text = snippets(uri).node ?? '';
      const name = /^import /m.test(text) ? 'ping.mjs' : 'ping.cjs';
      const file = path.join(temporaryFolder({ [name]: text }), name);
      const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
    }
  });

  it.skipIf(!isHere('javac'))(
    'java: the compiler misses the driver, nothing else',
    { timeout: 60_000 },
    () => {
      for (const uri of [everything, awkward]) {
        const folder = temporaryFolder({ 'Ping.java': snippets(uri).java ?? '' });
        const { stderr } = spawnSync('javac', ['-proc:none', '-d', folder, path.join(folder, 'Ping.java')], {
          encoding: 'utf8',
        });
        const errors = stderr.split('\n').filter((line) => line.includes('error:'));
        expect(errors.length).toBeGreaterThan(0);
        expect(errors.filter((line) => !/does not exist|cannot find symbol/.test(line))).toEqual([]);
      }
    },
  );

  it('hold no secret, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9!$'()*,;._~-]{6,20}$/),
        fc.constantFrom('', '%40', ':', '@', '/', '?', '#', '?a=', '@h/?a='),
        (secret, between) => {
          const password = `zQ7${secret}${between}7Qz`;
          const uri = `mongodb://u:${password}@db1/?tls=true&tlsCertificateKeyFile=a&tlsCertificateKeyFilePassword=zQ7${encodeURIComponent(secret)}&authMechanismProperties=AWS_SESSION_TOKEN:zQ7${encodeURIComponent(secret)}`;
          expect(JSON.stringify(snippetsForString(parseConnectionString(uri)))).not.toContain('zQ7');
        },
      ),
    );
  });
});

const order = [
  'mongosh',
  'pymongo',
  'node',
  'java',
  'go',
  'csharp',
  'php',
  'ruby',
  'rust',
  'mongodump',
  'spring',
  'mongosqld',
];

describe('snippets from a configuration', () => {
  it('name its address, its set, the CA file, and a certificate and a user where they are demanded', () => {
    const config = parseConfig(
      '# mongodb-tls: host=db1.example.net:27018\nnet:\n  port: 27018\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/ssl/mongod.pem\n    CAFile: /etc/ssl/ca.pem\nreplication:\n  replSetName: rs0\nsecurity:\n  authorization: enabled\n',
    );
    const all = byId(snippetsForConfig(config, ['other:1']));
    expect(all.mongosh).toBe(
      "mongosh 'mongodb://db1.example.net:27018/?replicaSet=rs0' --tls --tlsCAFile /etc/ssl/ca.pem --tlsCertificateKeyFile client.pem --username USER --authenticationDatabase admin\n",
    );
    expect(JSON.stringify(all)).not.toContain('mongod.pem');
  });

  it('show no certificate where none is asked for', () => {
    const config = parseConfig(
      'net:\n  bindIp: 10.0.0.1\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /m.pem\n    CAFile: /ca.pem\n    allowConnectionsWithoutCertificates: true\n',
    );
    expect(byId(snippetsForConfig(config, [])).mongosh).toBe(
      'mongosh mongodb://10.0.0.1:27017/ --tls --tlsCAFile /ca.pem\n',
    );
  });
});
