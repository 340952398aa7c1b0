import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePem, parsePemBytes } from '../../../server/src/core/pem/model/pem.ts';
import { decodeBase64 } from '../../../server/src/core/pem/der/base64.ts';
import { certificate, keyPem, revocationList, toPem } from '../../support/certs.ts';

const made = certificate();
const lines = made.pem.trimEnd().split('\n');
const first = lines[0] ?? '';
const last = lines.at(-1) ?? '';
const body = lines.slice(1, -1);

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
    const brokenAtEnd: [string] = ['-----BEGIN CERTIFICATE-----\n-----BEGIN CERTIFICATE-----MIIB'];
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
      { numRuns: 500, examples: [brokenAtEnd] },
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
