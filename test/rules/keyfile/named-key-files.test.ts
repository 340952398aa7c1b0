import { expect, it } from 'vitest';
import type { FileFact } from '../../../server/src/core/facts/facts.ts';
import { textFile } from '../../support/example-files.ts';
import { findings, testRule } from '../../support/rule-tester.ts';

const config = 'security:\n  keyFile: k\n';
const marked = 'security:\n  keyFile: ⟦k⟧\n';
const k = (fact: FileFact): Map<string, FileFact> => new Map([['k', fact]]);
const utf16: FileFact = {
  state: 'present',
  location: '/here/file',
  bytes: Uint8Array.from('\uFEFFabcdef', (character) => character.charCodeAt(0)),
};

testRule('unusable-key-file', {
  valid: [
    { text: config, files: k(textFile('abcdef')) },
    { text: config, files: k({ state: 'missing' }) },
    { text: config, files: k({ state: 'skipped' }) },
    { text: config, files: k({ state: 'unreadable', reason: 'x', mode: 0o400 }) },
    { text: `${config}  clusterAuthMode: x509\n`, files: k(textFile('-', 0o777)) },
    { text: `${config}  clusterAuthMode: {{ mode }}\n`, files: k(textFile('-', 0o777)) },
    { text: config, files: k(textFile('abcdef', 0o666)), platform: 'windows' },
    'net:\n  port: 1\n',
  ],
  invalid: [
    { text: marked, files: k(textFile('abc-def')), message: 'A hyphen' },
    { text: marked, files: k(textFile('abc-def', 0o644)), message: 'open to others', severity: 'warning' },
    { text: marked, files: k({ state: 'unreadable', reason: 'x', mode: 0o440 }), message: 'its group' },
    { text: marked, files: k({ ...textFile('abcdef', 0o644), location: 'k' }), severity: 'error' },
    { text: marked, files: k(textFile('')), message: 'no key' },
    { text: marked, files: k(textFile('- abcdef\n- ghijkl\n')), version: '4.0', message: 'A hyphen' },
    {
      text: `${marked}  clusterAuthMode: sendX509\n`,
      files: k(textFile('abc')),
      message: 'has 3 characters',
    },
    { text: 'keyFile = ⟦k⟧\n', files: k(textFile('abc')) },
    { text: 'security:\n  keyFile: ⟦k⟧ # utf-16\n', files: k(utf16), version: '4.0' },
  ],
});

testRule('doubtful-key-file', {
  valid: [
    { text: config, files: k(textFile('abcdef')) },
    { text: `${config}  clusterAuthMode: sendX509\n`, files: k(textFile('[abcdef, ghijkl]')) },
    { text: config, files: k(textFile('[abcdef, ghijkl, mnopqr]')) },
  ],
  invalid: [
    { text: marked, files: k(textFile('abcdef\n# x\nghijkl\n')), message: 'shorter', severity: 'warning' },
    { text: marked, files: k(textFile('[abcdef, abc def]')), severity: 'warning' },
    { text: marked, files: k(textFile('[abcdef, ghijkl]')), severity: 'warning' },
  ],
});

testRule('key-file-not-found', {
  valid: [
    { text: config, files: k(textFile('abcdef')) },
    { text: config, files: k({ state: 'skipped' }) },
    { text: `${config}  clusterAuthMode: x509\n`, files: k({ state: 'missing' }) },
  ],
  invalid: [
    { text: marked, files: k({ state: 'missing' }), severity: 'info' },
    {
      text: marked,
      files: k({ state: 'unreadable', reason: 'permission denied' }),
      severity: 'info',
      message: 'permission denied',
    },
    {
      text: marked,
      files: k({ state: 'unreadable', reason: 'is larger than 64 KB', isTooLarge: true, mode: 0o400 }),
      severity: 'warning',
      message: 'this is hardly one',
    },
  ],
});

it('points into the keyfile and keeps the key to itself', () => {
  const [found] = findings('unusable-key-file', config, { files: k(textFile('top-secret')) });
  expect(found?.related).toEqual([
    { span: [3, 4], message: expect.stringContaining('hyphen') as string, location: '/here/file' },
  ]);
  expect(JSON.stringify(found)).not.toContain('secret');
});

it('brings the command that closes a keyfile, for the path on the server', () => {
  const commandFor = (path: string) =>
    findings('unusable-key-file', `security:\n  keyFile: "${path}"\n`, {
      files: new Map([[path, textFile('abcdef', 0o644)]]),
    })[0]?.command?.text;
  expect(commandFor('/etc/mongodb/cluster.key')).toBe('chmod 400 /etc/mongodb/cluster.key');
  expect(commandFor("/etc/my key's")).toBe("chmod 400 '/etc/my key'\\''s'");
});

const key32 = 'dGhpcnR5LXR3byBieXRlcyBmb3IgdGhlIHN0b3JhZ2U=';
const encrypted = 'security:\n  enableEncryption: true\n  encryptionKeyFile: k\n';
const refused = encrypted.replace(': k', ': ⟦k⟧');

testRule('unusable-encryption-key-file', {
  valid: [
    { text: encrypted, files: k(textFile(key32, 0o600)) },
    { text: encrypted, files: k(textFile(`# comment\n${key32.slice(0, 20)}\n${key32.slice(20)}\n`)) },
    { text: encrypted, files: k(textFile(`${key32}\n`)), version: '4.0' },
    { text: encrypted, files: k({ state: 'missing' }) },
    { text: 'security:\n  encryptionKeyFile: k\n', files: k(textFile('[abcdef, ghijkl]')) },
    { text: encrypted.replace('true', '{{ on }}'), files: k(textFile('[abcdef, ghijkl]')) },
  ],
  invalid: [
    { text: refused, files: k(textFile('[abcdef, ghijkl]')), severity: 'error', message: 'takes one only' },
    { text: refused, files: k(textFile('[abcdef, abc def]')) },
    { text: refused, files: k(textFile('[abcdef, ghijkl, mnopqr]')), message: 'takes one only' },
    { text: refused, files: k(textFile('abc-def')), message: 'A hyphen' },
    { text: refused, files: k({ ...textFile(key32, 0o644), location: 'k' }), severity: 'error' },
    { text: refused, files: k(textFile('abc')), message: 'is no base64' },
    { text: refused, files: k(textFile(key32.replace('=', ''))), message: 'is no base64' },
    { text: refused, files: k(textFile('=' + key32.slice(0, -1))), message: 'is no base64' },
    { text: refused, files: k(textFile('YWJjZGVmZ2hpamtsbW5vcA==')), message: 'stands for 16 bytes' },
    { text: refused, files: k(textFile(key32.slice(0, 40) + 'aaaa')), message: 'stands for 33 bytes' },
    { text: refused, files: k(textFile('YWJjZGVm')), version: '4.0', message: 'stands for 6 bytes' },
  ],
});
