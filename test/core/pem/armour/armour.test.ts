import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePem } from '../../../../server/src/core/pem/model/pem.ts';
import { scanPem } from '../../../../server/src/core/pem/armour/scan-pem.ts';
import { identityFaults } from '../../../../server/src/core/pem/faults/role-faults.ts';
import { certificate, keyPem, revocationList, toPem } from '../../../support/certs.ts';

const made = certificate();
const lines = made.pem.trimEnd().split('\n');
const first = lines[0] ?? '';
const last = lines.at(-1) ?? '';
const body = lines.slice(1, -1);
const bodyLines = body.join('\n');

/** Texts with one certificate each; the second part tells whether OpenSSL finds it. */
const variants: Readonly<Record<string, string>> = {
  plain: made.pem,
  'BEGIN indented': ` ${made.pem}`,
  'all indented': lines.map((line) => `  ${line}`).join('\n'),
  'body indented': [first, ...body.map((line) => `  ${line}`), last].join('\n'),
  'body on one line': `${first}\n${body.join('')}\n${last}\n`,
  'byte order mark': `\uFEFF${made.pem}`,
  CRLF: made.pem.replace(/\n/g, '\r\n'),
  'lone CR': made.pem.replace(/\n/g, '\r'),
  'blanks at line ends': made.pem.replace(/\n/g, '  \t\n'),
  'all on one line': lines.join(' '),
  'END of another label': `${first}\n${bodyLines}\n-----END PRIVATE KEY-----\n`,
  'no END': `${first}\n${bodyLines}\n`,
  'no line break at the end': made.pem.trimEnd(),
  'empty line inside': [first, body[0], '', ...body.slice(1), last].join('\n'),
  'empty line first': [first, '', bodyLines, last].join('\n'),
  'empty line last': [first, bodyLines, '', last].join('\n'),
  'comment inside': [first, body[0], '# here', ...body.slice(1), last].join('\n'),
  header: [first, 'Comment: x', '', bodyLines, last].join('\n'),
  'header without an empty line': [first, 'Comment: x', bodyLines, last].join('\n'),
  'older label': made.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
  'four dashes before BEGIN': made.pem.replace('-----BEGIN', '----BEGIN'),
  'four dashes behind BEGIN': made.pem.replace('CERTIFICATE-----\n', 'CERTIFICATE----\n'),
  'four dashes behind END': made.pem.replace(/-----\n$/, '----\n'),
  'lower case': made.pem.toLowerCase(),
  'two blanks': made.pem.replace('BEGIN ', 'BEGIN  '),
  'padding in the middle': [first, `ab=c${(body[0] ?? '').slice(4)}`, ...body.slice(1), last].join('\n'),
  'padding gone': [first, bodyLines.replace(/=+$/, ''), last].join('\n'),
  'a character too few': [first, (body[0] ?? '').slice(1), ...body.slice(1), last].join('\n'),
  'END behind the last characters': `${first}\n${bodyLines}${last}\n`,
  'text before BEGIN': `text ${made.pem}`,
  'text before, between and after': `subject=x\n${made.pem}the end\n`,
  'a dash in the body': [
    first,
    `${(body[0] ?? '').slice(0, 8)}-${(body[0] ?? '').slice(9)}`,
    ...body.slice(1),
    last,
  ].join('\n'),
  'a letter of another script': [first, (body[0] ?? '').replace(/^.../, 'MIа'), ...body.slice(1), last].join(
    '\n',
  ),
  'truncated DER': toPem('CERTIFICATE', made.der.subarray(0, 100)),
  'no DER': toPem('CERTIFICATE', Buffer.from('hello, world')),
  empty: `${first}\n${last}\n`,
};
// the padding of this certificate decides whether taking it away changes anything
const hasPadding = bodyLines.endsWith('=');

const folder = mkdtempSync(join(tmpdir(), 'pem-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function opensslReads(text: string): boolean {
  const file = join(folder, 'x.pem');
  writeFileSync(file, text);
  try {
    execFileSync('openssl', ['x509', '-in', file, '-noout'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const hasOpenssl = opensslReads(made.pem);

describe.skipIf(!hasOpenssl)(
  'a certificate is found where OpenSSL finds it (skipped without openssl)',
  () => {
    it.each(Object.keys(variants).filter((name) => hasPadding || name !== 'padding gone'))('%s', (name) => {
      const text = variants[name] ?? '';
      expect(parsePem(text).certificates.length > 0).toBe(opensslReads(text));
    });
  },
);

describe('lost lines', () => {
  const second = certificate({ subject: 'O=Example, CN=second' });
  const bare = (pem: string): string => pem.replace(/-----END.*\n/, '');
  const key = keyPem(made.key);
  const fingerprints = (text: string): string[] =>
    parsePem(text).certificates.map(({ certificate: { der } }) => Buffer.from(der).toString('hex'));
  const names = [made, second].map(({ der }) => Buffer.from(der).toString('hex'));

  it('an END line between two blocks of one label: the second is swallowed, with all behind it', () => {
    const text = `${bare(made.pem)}${second.pem}${key}`;
    const { blocks, strays } = parsePem(text);
    expect(blocks.map(({ label, problems }) => [label, problems])).toEqual([
      ['CERTIFICATE', []],
      ['PRIVATE KEY', []],
    ]);
    expect(blocks[0]?.swallowed).toEqual([[text.lastIndexOf(first), text.lastIndexOf(first) + first.length]]);
    expect(strays).toEqual([]);
    expect(fingerprints(text)).toEqual(names.slice(0, 1));
    expect(fingerprints(`${bare(made.pem)}${bare(key)}${second.pem}${second.pem}`)).toEqual(names);
  });

  it.each([
    ['before a block of another label', `${bare(made.pem)}${key}`],
    ['with an empty line', `${bare(made.pem)}\n${second.pem}`],
    ['with words', `${bare(made.pem)}the second\n${second.pem}`],
    ['with a colon', `${bare(made.pem)}-: x\n${second.pem}`],
    ['and half a group of base64', `${bare(made.pem).trimEnd().slice(0, -1)}\n${second.pem}`],
    ['at the end', `${second.pem}${bare(made.pem)}`],
  ])('an END line %s: OpenSSL gives up', (_, text) => {
    expect(scanPem(text).blocks.some(({ problems }) => problems.length > 0)).toBe(true);
  });

  /** The error of OpenSSL, if there is one. Node.js reads files as SSL_CTX_use_certificate_chain_file and its kin do. */
  const refusal = (options: SecureContextOptions): unknown => {
    try {
      createSecureContext(options);
      return undefined;
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };

  it('agree with OpenSSL in any mixture', () => {
    const parts = [
      ...[made.pem, second.pem, key].flatMap((pem) => {
        const all = pem.trimEnd().split('\n');
        return [all, all.slice(0, -1), all.slice(1), all.slice(0, -2), [all[0] ?? ''], [all.at(-1) ?? '']];
      }),
      [''],
      ['# words'],
      ['name: value'],
      ['----END CERTIFICATE-----'],
      ['-----END CERTIFICATE----'],
      ['-----BEGIN CERTIFICATE----'],
      [' -----END CERTIFICATE-----'],
      ['END CERTIFICATE-----'],
      ['--'],
    ].map((part) => part.join('\n'));
    const keyWithoutEnd = key.trimEnd().split('\n').slice(0, -1).join('\n');
    const keyWithoutBegin = key.trimEnd().split('\n').slice(1).join('\n');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }), (list) => {
        const text = `${list.join('\n')}\n`;
        const pem = parsePem(text);
        const codes = identityFaults(pem, 'server', { now: 0 }).map(({ code }) => code);
        const isRefused = codes.includes('unreadable') || codes.includes('no-certificate');
        const error = refusal({ cert: text });
        // an empty line in the base64 text of a key makes a header of what is above it, which only a reader of keys minds
        if (error === undefined && refusal({ key: text }) === 'ERR_OSSL_PEM_NOT_PROC_TYPE')
          expect(isRefused || codes.includes('no-key'), text).toBe(true);
        else expect(isRefused, text).toBe(error !== undefined);
      }),
      { numRuns: 1000, examples: [[[keyWithoutEnd, '', keyWithoutBegin, made.pem]]] },
    );
  });
});

describe('what is wrong is said where it is', () => {
  const at = (text: string): string[] => {
    const { blocks, strays } = scanPem(text);
    return [...blocks.flatMap(({ problems }) => problems), ...strays].map(({ span }) => text.slice(...span));
  };
  it.each([
    ['BEGIN indented', ` ${first}`.trimEnd()],
    ['four dashes before BEGIN', first.slice(1)],
    ['END of another label', '-----END PRIVATE KEY-----'],
    ['no END', first],
    ['comment inside', '#'],
    ['a dash in the body', '-'],
    ['a letter of another script', 'а'],
    ['header', 'Comment: x'],
    ['header without an empty line', 'Comment: x'],
    ['empty', first],
  ])('%s', (name, where) => {
    expect(at(variants[name] ?? '')[0]).toBe(where);
  });

  it('says nothing of a right file', () => {
    for (const name of [
      'plain',
      'CRLF',
      'byte order mark',
      'blanks at line ends',
      'text before, between and after',
    ]) {
      expect(at(variants[name] ?? '')).toEqual([]);
    }
  });
});

describe('blocks and their parts', () => {
  it('finds label, headers, body and the text between', () => {
    const key = keyPem(made.key, 'sec1', 'secret');
    const text = `Bag Attributes\n${made.pem}\nbetween\n${key}${revocationList(made)}`;
    const pem = parsePem(text);
    expect(pem.blocks.map(({ label }) => label)).toEqual(['CERTIFICATE', 'EC PRIVATE KEY', 'X509 CRL']);
    const encrypted = pem.blocks[1];
    expect(encrypted?.headers.map(({ name }) => name)).toEqual(['Proc-Type', 'DEK-Info']);
    expect(encrypted && text.slice(...encrypted.span)).toBe(key.trimEnd());
    expect(encrypted?.begin && text.slice(...encrypted.begin)).toBe('-----BEGIN EC PRIVATE KEY-----');
    expect(encrypted?.end && text.slice(...encrypted.end)).toBe('-----END EC PRIVATE KEY-----');
    expect(pem.keys[0]?.key).toEqual({ encryption: 'AES-256-CBC', algorithm: 'ECDSA' });
    expect(pem.certificates.length).toBe(1);
    expect(pem.crls.length).toBe(1);
  });
});
