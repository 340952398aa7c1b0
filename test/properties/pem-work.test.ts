// first, so that it sees all others being compiled
import { workOf } from '../support/work.ts';
import { describe, expect, it } from 'vitest';
import { parsePem } from '../../server/src/core/pem/model/pem.ts';
import { authority, certificate, keyOf, revocationList } from '../support/certs.ts';
import * as pki from '../support/pki.ts';
import { useAll } from '../support/use-pem.ts';

describe('work grows in proportion to the file', () => {
  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join('');
  /** Keys are dear; a few serve for all. */
  const key = (index: number) => keyOf(`work ${String(index % 4)}`);
  const sameName = Array.from({ length: 4 }, (_, index) =>
    authority({ subject: 'CN=Same', key: key(index), noIdentifiers: true }),
  );
  const files: Readonly<Record<string, (count: number) => string>> = {
    'a bundle of CAs': (count) =>
      many(count, (index) => authority({ subject: `CN=CA ${String(index)}`, key: key(index) }).pem),
    'leaf certificates of one CA': (count) =>
      pki.root.pem +
      many(count, (index) => certificate({ issuer: pki.root, subject: `CN=${String(index)}` }).pem),
    'leaf certificates without their issuer, beside other CAs': (count) =>
      many(count, (index) => certificate({ issuer: pki.root, subject: `CN=${String(index)}` }).pem) +
      many(count, (index) => authority({ subject: `CN=CA ${String(index)}` }).pem),
    'CAs and leaves that all have one name and no identifiers': (count) =>
      many(count, (index) => (sameName[index % 4] ?? pki.root).pem) +
      many(count, (index) => {
        const issuer = sameName[index % 4] ?? pki.root;
        return certificate({ issuer, subject: 'CN=Same', key: keyOf('other'), noIdentifiers: true }).pem;
      }),
    'a certificate over and over': (count) => many(count, () => pki.server.pem),
    'certificates and keys': (count) => many(count, (index) => (index % 2 ? pki.server : pki.below).combined),
    'a chain': (count) => {
      let issuer = pki.root;
      return many(count, (index) => {
        issuer = certificate({ issuer, subject: `CN=${String(index)}`, ca: true, key: key(index) });
        return issuer.pem;
      });
    },
    'a revocation list': (count) =>
      revocationList(pki.root, { revoked: Array.from({ length: count * 20 }, (_, index) => index) }),
    'names in a certificate': (count) =>
      certificate({ names: Array.from({ length: count * 10 }, (_, index) => `dns:x${String(index)}.net`) })
        .pem,
    'BEGIN lines': (count) => many(count * 5, () => '-----BEGIN CERTIFICATE-----\n'),
    'END lines': (count) => many(count * 5, () => '-----END CERTIFICATE-----\n'),
    headers: (count) => `-----BEGIN A-----\n${many(count * 5, () => 'A: b\n')}-----END A-----\n`,
    'continued headers': (count) =>
      `-----BEGIN A-----\nA: b\n${many(count * 5, () => ' c\n')}-----END A-----\n`,
    'control characters': (count) => `-----BEGIN A-----\n${many(count * 20, () => '\v')}*\n-----END A-----\n`,
    'text without a block': (count) => many(count * 5, () => 'some words, and more of them\n'),
  };

  it.each(Object.keys(files))('%s', async (name) => {
    const make = files[name] ?? (() => '');
    const [small, large] = [make(40), make(160)];
    const use = (text: string) => workOf(() => void useAll(parsePem(text), 0));
    // the first run fills what is remembered for all files
    await use(small);
    const [few, more] = [await use(small), await use(large)];
    const growth = large.length / small.length;
    expect(few).toBeGreaterThan(1000);
    expect(more / few).toBeLessThan(1.5 * growth);
  });
});
