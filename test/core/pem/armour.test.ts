import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePem, parsePemBytes } from '../../../server/src/core/models/pem.ts';
import { decodeBase64 } from '../../../server/src/core/pem/base64.ts';
import { scanPem } from '../../../server/src/core/pem/scan-pem.ts';
import { identityFaults } from '../../../server/src/core/pem/role-faults.ts';
import { certificate, keyPem, revocationList, toPem } from '../../support/certs.ts';

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

  /** Node.js reads them as SSL_CTX_use_certificate_chain_file does. */
  const opensslTakes = (text: string): boolean => {
    try {
      createSecureContext({ cert: text });
      return true;
    } catch {
      return false;
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
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }), (list) => {
        const text = `${list.join('\n')}\n`;
        const pem = parsePem(text);
        const isRefused = identityFaults(pem, 'server', { now: 0 }).some(
          ({ code }) => code === 'unreadable' || code === 'no-certificate',
        );
        expect(!isRefused, text).toBe(opensslTakes(text));
      }),
      { numRuns: 1500 },
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

describe('base64', () => {
  it('equals what Node.js makes of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { bytes: back, fault } = decodeBase64(Buffer.from(bytes).toString('base64'));
        expect(fault).toBeUndefined();
        expect(Buffer.from(back).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });
});

describe('files that are no PEM are named', () => {
  const keyFile = Buffer.alloc(756, 'abcd1234').toString();
  it.each([
    ['a certificate in binary DER form', made.der],
    ['a private key in binary DER form', made.key.private.export({ type: 'pkcs8', format: 'der' })],
    ['a private key in binary DER form', made.key.private.export({ type: 'sec1', format: 'der' })],
    ['a Java keystore (JKS)', Buffer.from('feedfeed00000002', 'hex')],
    ['text in UTF-16', Buffer.from(`\uFEFF${made.pem}`, 'utf16le')],
    ['text in UTF-16', Buffer.from(made.pem, 'utf16le')],
    ['a PuTTY private key', Buffer.from('PuTTY-User-Key-File-3: ssh-ed25519\n')],
    ['an OpenSSH public key', Buffer.from('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@host\n')],
    ['an HTML page', Buffer.from('\n<!DOCTYPE html><html><body>404</body></html>')],
    ['a MongoDB keyfile', Buffer.from(keyFile)],
    ['base64 text without its BEGIN and END lines', Buffer.from(bodyLines)],
    ['a JSON document', Buffer.from('{"kty":"EC"}')],
    ['empty', Buffer.from(' \n')],
    ['a ZIP archive', Buffer.from('PK\x03\x04')],
  ])('%s', (name, bytes) => {
    expect(parsePemBytes(new Uint8Array(bytes)).foreign?.name).toBe(name);
  });

  it('also as text, as an editor shows it', () => {
    expect(parsePem(Buffer.from(made.der).toString('utf8')).foreign?.name).toBe(
      'a certificate in binary DER form',
    );
    for (const mark of ['', '\uFEFF'])
      expect(parsePem(Buffer.from(`${mark}${made.pem}`, 'utf16le').toString('utf8')).foreign?.name).toBe(
        'text in UTF-16',
      );
    expect(
      parsePem(`-----BEGIN OPENSSH PRIVATE KEY-----\n${bodyLines}\n-----END OPENSSH PRIVATE KEY-----\n`)
        .blocks[0]?.content,
    ).toMatchObject({
      type: 'foreign',
      format: { name: 'an OpenSSH private key' },
    });
  });

  it('a DER revocation list is told from a certificate', () => {
    const crl = parsePem(revocationList(made)).blocks[0]?.bytes ?? new Uint8Array();
    expect(parsePemBytes(crl).foreign?.name).toBe('a revocation list in binary DER form');
  });
});

describe('any input', () => {
  const pieces = [
    first,
    last,
    ...body,
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----END',
    '-----',
    'DEK-Info: AES,00',
    '\n',
    '\r\n',
    '\n\n',
    ' ',
    '=',
    'é',
    '\0',
    keyPem(made.key),
    revocationList(made),
  ];
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('\n')),
    fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
  );

  it('keeps a broken line at the end of the text within the block', () => {
    const broken = `${first}${body[0] ?? ''}`;
    const [block] = parsePem(`${first}\n${broken}`).blocks;
    expect(block?.problems.some(({ span }) => span[1] === first.length + 1 + broken.length)).toBe(true);
    expect(block?.span).toEqual([0, first.length + 1 + broken.length]);
  });

  it('is read without a throw, with spans inside the text and in order', () => {
    fc.assert(
      fc.property(text, (input) => {
        const pem = parsePem(input);
        let end = 0;
        for (const block of pem.blocks) {
          expect(block.span[0]).toBeGreaterThanOrEqual(end);
          end = block.span[1];
          expect(block.content.type).toBeTypeOf('string');
          for (const { span } of block.problems) {
            expect(span[0]).toBeLessThanOrEqual(span[1]);
            expect(span[0]).toBeGreaterThanOrEqual(block.span[0]);
            expect(span[1]).toBeLessThanOrEqual(block.span[1]);
          }
        }
        expect(end).toBeLessThanOrEqual(input.length);
      }),
      { numRuns: 500 },
    );
  });

  it('damaged DER is decoded without a throw', () => {
    const sources = [
      made.der,
      parsePem(revocationList(made)).blocks[0]?.bytes ?? new Uint8Array(),
      made.key.private.export({ type: 'pkcs8', format: 'der' }),
    ];
    const labels = [
      'CERTIFICATE',
      'X509 CRL',
      'PRIVATE KEY',
      'EC PRIVATE KEY',
      'RSA PRIVATE KEY',
      'ENCRYPTED PRIVATE KEY',
      'CERTIFICATE REQUEST',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.constantFrom(...labels),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
        fc.nat(400),
        (source, label, changes, length) => {
          const bytes = Uint8Array.from(source);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const [block] = parsePem(toPem(label, bytes.subarray(0, Math.max(1, length)))).blocks;
          expect(block?.content.type).toBeTypeOf('string');
          expect(parsePemBytes(bytes).kind).toBe('pem');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to its size', () => {
    // a quadratic reader would need minutes for these
    for (const unit of [
      '-',
      '-----BEGIN ',
      'BEGIN BEGIN',
      '\n',
      ' ',
      'A: b\n',
      '-----BEGIN A-----\n',
      '= \n',
      'MIIB',
      '-- END',
    ]) {
      const input = unit.repeat(400_000 / unit.length);
      expect(parsePem(input).text.length).toBe(input.length);
      expect(parsePem(`${first}\n${input}\n${last}\n`).kind).toBe('pem');
    }
  });
});
