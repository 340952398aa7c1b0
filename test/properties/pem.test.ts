import fc from 'fast-check';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { pemTokens } from '../../server/src/core/editing/pem-tokens.ts';
import { lint } from '../support/lint.ts';
import { parsePem, parsePemBytes, type Pem } from '../../server/src/core/pem/model/pem.ts';
import type { Span } from '../../server/src/core/text/span.ts';
import { certificate, keyOf, keyPem, toPem } from '../support/certs.ts';
import { facts } from '../support/facts.ts';
import * as pki from '../support/pki.ts';
import { useAll } from '../support/use-pem.ts';

function expectInside(pem: Pem, spans: readonly Span[]): void {
  for (const [start, end] of spans) {
    expect(0 <= start && start <= end && end <= pem.text.length).toBe(true);
  }
}

const blocks: [label: string, der: Uint8Array][] = [
  ['CERTIFICATE', pki.server.der],
  ['CERTIFICATE', pki.constrained.der],
  ['CERTIFICATE', certificate({ key: keyOf('x', 'RSA-2048'), names: ['ip:10.0.0.1', 'email:a@b'] }).der],
  ['X509 CRL', parsePem(pki.crl).blocks[0]?.bytes ?? new Uint8Array()],
  ['PRIVATE KEY', pki.server.key.private.export({ type: 'pkcs8', format: 'der' })],
  ['RSA PRIVATE KEY', keyOf('x', 'RSA-2048').private.export({ type: 'pkcs1', format: 'der' })],
  ['EC PRIVATE KEY', pki.server.key.private.export({ type: 'sec1', format: 'der' })],
  [
    'ENCRYPTED PRIVATE KEY',
    pki.server.key.private.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' }),
  ],
];

describe('any bytes', () => {
  it('in a block give answers, never a throw', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...blocks), changes, fc.nat(), fc.nat(), ([label, der], edits, cut, at) => {
        const bytes = Uint8Array.from(der);
        for (const [place, value] of edits) bytes[place % bytes.length] = value;
        const length = cut % 3 === 0 ? cut % bytes.length : bytes.length;
        const pem = parsePem(toPem(label, bytes.subarray(0, length)) + pki.root.pem + pki.server.keyPem);
        expectInside(pem, useAll(pem, at % (pem.text.length + 1)));
      }),
      { numRuns: 1500 },
    );
  });

  it('as a file give answers, never a throw', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(fc.constantFrom(...blocks), fc.nat(), fc.nat(255)).map(([[, der], place, value]) => {
        const changed = Uint8Array.from(der);
        changed[place % changed.length] = value;
        return changed;
      }),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        const pem = parsePemBytes(input);
        expectInside(pem, useAll(pem, 0));
      }),
      { numRuns: 500 },
    );
  });

  it('as text give coloured pieces in order, each on one line', () => {
    const parts = fc.constantFrom(
      ...[pki.server.pem, pki.crl, pki.truncated, '-----BEGIN A-----', '-----END A-----', '\n', '\r\n', '  '],
      ...[
        '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x,\n  y\n\nAAAA\n',
        'x',
        '=',
        ':',
      ],
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), fc.nat(), (pieces, at) => {
        const pem = parsePem(pieces.join(''));
        expectInside(pem, useAll(pem, at % (pem.text.length + 1)));
        let last = 0;
        for (const { span } of pemTokens(pem)) {
          expect(span[0]).toBeGreaterThanOrEqual(last);
          expect(span[1]).toBeGreaterThan(span[0]);
          expect(pem.text.slice(...span)).not.toMatch(/[\r\n]/);
          last = span[1];
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('what OpenSSL refuses', () => {
  it('is reported: no damage of the armour, no cut and no joint goes unseen', () => {
    const source = pki.server.pem;
    const inserts = fc.constantFrom(
      ...['\n', '\r\n', '\n\n', ' ', '\v', '-', '=', 'A', 'AAAA', '*', 'é', '#', 'X: y\n', '-----'],
      ...['-----BEGIN CERTIFICATE-----', '\n-----END CERTIFICATE-----\n', source.slice(0, 100), source],
    );
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(3), inserts), { minLength: 1, maxLength: 3 });
    const brokenLabel: [[number, number, string][]] = [
      [
        [15, 0, 'AAAA'],
        [0, 1, '\n'],
      ],
    ];
    fc.assert(
      fc.property(edits, (changes) => {
        const text = changes.reduce((before, [place, removed, inserted]) => {
          const at = place % (before.length + 1);
          return before.slice(0, at) + inserted + before.slice(at + removed);
        }, source);
        try {
          new X509Certificate(text);
        } catch {
          const pem = parsePem(text);
          // a changed byte deep inside may break a rule of DER that our reader does not know; cuts and armour it must see
          const [read] = pem.certificates;
          if (read?.block.bytes.length === pki.server.der.length) return;
          const rules = lint(pem, facts()).map(({ rule, severity }) => `${severity} ${rule}`);
          // where BEGIN, END and the text are all damaged, the block may be one of another program
          expect(
            rules.filter((rule) => !rule.startsWith('info') || rule === 'info damaged-pem-block'),
          ).not.toEqual([]);
        }
      }),
      { numRuns: 3000, examples: [brokenLabel] },
    );
  });
});

describe('real CA certificates', () => {
  it('those that Node.js trusts give no error and no warning but of their dates', () => {
    const found = lint(parsePem(rootCertificates.join('\n')), facts());
    const rules = found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
    expect(rules.filter((rule) => !rule.includes('expire'))).toEqual([]);
  });

  it('an encrypted key and its certificate are not opened to judge them', () => {
    const text = pki.server.pem + keyPem(pki.server.key, 'pkcs8', 'open sesame');
    expect(lint(parsePem(text), facts()).map(({ rule }) => rule)).toEqual(['encrypted-private-key']);
  });
});
