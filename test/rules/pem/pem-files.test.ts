import * as fc from 'fast-check';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detectKind, parseText } from '../../../server/src/core/documents/document.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { lint } from '../../support/lint.ts';
import { parsePem } from '../../../server/src/core/pem/model/pem.ts';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import { authority, keyOf } from '../../support/certs.ts';
import { facts } from '../../support/facts.ts';
import * as pki from '../../support/pki.ts';
import { findings } from '../../support/rule-tester.ts';

const { server, root, intermediate, below, stranger } = pki;
const good = server.combined + root.pem;

describe('PEM files as a whole', () => {
  const rulesFor = (text: string): string[] => lint(parseText('pem', text), facts()).map(({ rule }) => rule);

  it('a good file and a bundle of CAs have no findings', () => {
    expect(rulesFor(good)).toEqual([]);
    expect(rulesFor(below.pem + intermediate.pem + below.keyPem)).toEqual([]);
    expect(rulesFor(root.pem + stranger.pem + pki.membersRoot.pem)).toEqual([]);
    expect(rulesFor(pki.crl)).toEqual([]);
  });

  it('no message shows a secret', () => {
    const text = `${server.pem}${stranger.keyPem}${pki.lockedKey}${server.keyPem.replace('MI', 'M!')}`;
    const messages = JSON.stringify(
      lint(parseText('pem', text), facts()).map(({ message, related }) => [message, related]),
    );
    for (const line of [...stranger.keyPem.split('\n'), ...pki.lockedKey.split('\n')]) {
      if (line.length > 10 && !line.startsWith('-----')) expect(messages).not.toContain(line);
    }
  });

  it.each([
    ['as one line', (pem: string) => pem.trim().replaceAll('\n', ' ')],
    ['as one line without blanks', (pem: string) => pem.replaceAll('\n', '')],
    ['with joined lines', (pem: string) => pem.replace(/\n(?!-)/g, '')],
    ['with escapes', (pem: string) => pem.replaceAll('\n', '\\n')],
    ['indented', (pem: string) => pem.replace(/^/gm, '  ')],
    ['ended by a key', (pem: string) => pem.replace(/.\n-----END/, '-----\n-----END')],
  ])('no finding of a key %s shows it, nor does its fix', (_, write) => {
    for (const text of [write(server.keyPem), write(server.combined), server.pem + write(server.keyPem)]) {
      const found = JSON.stringify(lint(parseText('pem', text), facts()));
      expect(found).toContain('"span"');
      for (const line of server.keyPem.split('\n').filter((one) => one !== '' && !one.includes('-----'))) {
        expect(found).not.toContain(line);
      }
    }
  });

  it('OpenSSL reads what the fixes for damaged blocks write', () => {
    const lines = server.pem.trim().split('\n');
    const texts = [
      lines.map((line) => `\t${line}`).join('\r\n'),
      lines.join(' '),
      lines.join(''),
      lines.join('\\n'),
      [lines[0], lines.slice(1).join('')].join('\n'),
      ['—–begin certificate---', ...lines.slice(1, -1), '  ----- END CERTIFICATE -----'].join('\n'),
    ];
    for (const text of texts) {
      const fix = findings('damaged-pem-block', text).find((finding) => finding.fix)?.fix;
      expect([fix?.safe, text.slice(0, 60)]).toEqual([true, text.slice(0, 60)]);
      const certificate = new X509Certificate(applyEdits(text, fix?.edits ?? []));
      expect(certificate.raw.equals(server.der)).toBe(true);
    }
  });

  it('a fix that adds to what is read is made by hand only', () => {
    const indented = root.pem.replace(/^/gm, '  ');
    const lost = root.pem.replace('-----END', '----END');
    for (const text of [intermediate.pem + indented, lost + intermediate.pem]) {
      const fixes = findings('damaged-pem-block', text).flatMap(({ fix }) => fix ?? []);
      expect(fixes.map(({ safe }) => safe)).toContain(false);
      expect(fixes.map(({ safe }) => safe)).not.toContain(true);
      expect(parsePem(applyEdits(text, fixes[0]?.edits ?? [])).certificates).toHaveLength(2);
    }
  });

  it('any text is judged without an internal error, with spans inside of it', () => {
    const parts = [
      server.pem,
      root.pem,
      below.pem,
      server.keyPem,
      pki.lockedKey,
      pki.crl,
      pki.truncated,
      '-----BEGIN A-----',
      '-----END A-----',
      '\n',
      'x',
      '=',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { maxLength: 6 }),
        fc.nat(3000),
        fc.string({ maxLength: 3 }),
        (pieces, at, insert) => {
          const joined = pieces.join('');
          const text = joined.slice(0, at) + insert + joined.slice(at);
          for (const { rule, span } of lint(parseText('pem', text), facts())) {
            expect(rule).not.toBe('internal-error');
            expect(span[0]).toBeLessThanOrEqual(span[1]);
            expect(span[1]).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a bundle of 150 CAs asks for no more signatures than it has certificates', () => {
    const bundle = Array.from(
      { length: 150 },
      (_, index) => authority({ subject: `CN=CA ${index}`, key: keyOf('many') }).pem,
    ).join('');
    let verified = 0;
    const crypto = {
      ...nodeCrypto,
      verify: (what: Parameters<typeof nodeCrypto.verify>[0]) => {
        verified++;
        return nodeCrypto.verify(what);
      },
    };
    expect(lint(parseText('pem', bundle), facts({ crypto }))).toEqual([]);
    expect(verified).toBeLessThanOrEqual(150);
  });
});

describe('what is taken for a PEM file', () => {
  it.each([
    ['server.pem', good, 'pem'],
    ['server.crt', '0\u0082', 'pem'],
    ['tls', good, 'pem'],
    ['keyfile', good, 'pem'],
    ['mongodb.key', 'YWJjZGVm\n', 'keyfile'],
    ['mongodb.key', server.keyPem, 'pem'],
    ['install.sh', `cat > ca.pem <<E\n${root.pem}E\n`, undefined],
    ['secret.yaml', `data:\n${root.pem}`, undefined],
    ['notes.txt', 'nothing', undefined],
  ])('%s', (name, text, kind) => {
    expect(detectKind(name, text)).toBe(kind);
  });
});
