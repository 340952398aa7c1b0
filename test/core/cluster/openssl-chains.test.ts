import { hasOpenssl } from '../../support/openssl.ts';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../../server/src/core/pem/faults/verify-chain.ts';
import { parsePem } from '../../../server/src/core/pem/model/pem.ts';
import { certificate, keyOf, revocationList, type Made } from '../../support/certs.ts';
import { world } from '../../support/cluster-members.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const dates = fc.constantFrom(
  {},
  {},
  {},
  {},
  { from: '2025-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' },
  { from: '2027-01-01T00:00:00Z', to: '2029-01-01T00:00:00Z' },
);
const usages = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  ['serverAuth'],
  ['clientAuth'],
  ['serverAuth', 'clientAuth'],
);
const authorityShape = fc.record({
  dates,
  usages: fc.constantFrom(undefined, undefined, undefined, undefined, ['serverAuth']),
  ca: fc.constantFrom(true, true, true, true, true, false),
  keyUsage: fc.constantFrom(undefined, '0000011', '0000011', '000001', '1'),
  pathLength: fc.constantFrom(undefined, undefined, 0, 1),
  noIdentifiers: fc.constantFrom(false, false, true),
  permitted: fc.constantFrom(undefined, undefined, undefined, ['dns:example.net'], ['dns:example.org']),
});

/** A little world: a root, up to two CAs below it, a leaf; what of them is sent and what is trusted. */
const pki = fc.record({
  authorities: fc.array(authorityShape, { minLength: 1, maxLength: 3 }),
  leaf: fc.record({
    dates,
    usages,
    keyUsage: fc.constantFrom(undefined, undefined, '1', '001', '00001', '000001'),
  }),
  selfSigned: fc.constantFrom(false, false, false, false, true),
  sent: fc.oneof(fc.constant([1, 2]), fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 })),
  // the root is trusted as a rule, so that many chains are accepted
  trusted: fc.oneof(
    fc.constant([0]),
    fc.constant([0, 1]),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  ),
  usage: fc.constantFrom('serverAuth' as const, 'clientAuth' as const),
  lists: fc.constantFrom('none', 'none', 'own', 'all'),
  revoked: fc.boolean(),
});

function makePki({
  authorities,
  leaf,
  selfSigned,
  sent,
  trusted,
  lists,
  revoked,
}: typeof pki extends fc.Arbitrary<infer T> ? T : never) {
  const chain: Made[] = [];
  for (const [
    index,
    { dates: period, usages: extendedKeyUsage, keyUsage, pathLength, permitted, ...shape },
  ] of authorities.entries()) {
    const issuer = chain.at(-1);
    chain.push(
      certificate({
        subject: `O=Example, CN=CA ${String(index)}`,
        key: keyOf(`CA ${String(index)}`),
        to: '2035-01-01T00:00:00Z',
        ...period,
        ...shape,
        ...(extendedKeyUsage ? { extendedKeyUsage } : {}),
        ...(keyUsage === undefined ? {} : { keyUsage }),
        ...(pathLength === undefined || !shape.ca ? {} : { pathLength }),
        ...(permitted ? { permitted } : {}),
        ...(issuer ? { issuer } : {}),
      }),
    );
  }
  const last = chain.at(-1);
  const own = certificate({
    subject: 'O=Example, CN=db1.example.net',
    names: ['dns:db1.example.net'],
    serial: 77,
    ca: false,
    ...leaf.dates,
    ...(leaf.usages ? { extendedKeyUsage: leaf.usages } : {}),
    ...(leaf.keyUsage === undefined ? {} : { keyUsage: leaf.keyUsage }),
    ...(last && !selfSigned ? { issuer: last } : {}),
  });
  const all = [...chain, own];
  const pick = (indexes: readonly number[]) => [...new Set(indexes)].flatMap((index) => all[index] ?? []);
  const listed = lists === 'none' ? [] : lists === 'own' ? chain.slice(-1) : chain;
  return {
    own,
    sent: pick(sent),
    trusted: pick(trusted),
    crls: listed.map((issuer) => revocationList(issuer, { revoked: revoked ? [77] : [5] })),
  };
}

const pemOf = (made: readonly Made[]) => made.map(({ pem }) => pem).join('');

describe('chains', () => {
  it.skipIf(!hasOpenssl)(
    `are judged as openssl verify judges them${hasOpenssl ? '' : ' (not run: openssl is not here)'}`,
    () => {
      const folder = temporaryFolder();
      const write = (name: string, text: string) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      };
      const version = execFileSync('openssl', ['version'], { encoding: 'utf8' });
      fc.assert(
        fc.property(pki, (given) => {
          const { own, sent, trusted, crls } = makePki(given);
          fc.pre(trusted.length > 0);
          const args = ['verify', '-attime', String(world.now / 1000), '-no-CApath', '-no-CAstore'];
          args.push('-CAfile', write('ca.pem', pemOf(trusted) + crls.join('')));
          if (sent.length > 0) args.push('-untrusted', write('sent.pem', pemOf(sent)));
          const wholeChain = given.lists === 'all';
          if (given.lists !== 'none') args.push(wholeChain ? '-crl_check_all' : '-crl_check');
          args.push(
            '-purpose',
            given.usage === 'serverAuth' ? 'sslserver' : 'sslclient',
            write('own.pem', own.pem),
          );
          const run = spawnSync('openssl', args, { encoding: 'utf8' });
          const certificates = (text: string) =>
            parsePem(text).certificates.map((entry) => entry.certificate);
          const [leaf] = certificates(own.pem);
          if (!leaf) throw new Error('no certificate');
          const lists = crls.flatMap((text) => parsePem(text).crls.map(({ crl }) => crl));
          const faults = verifyChain(
            {
              certificate: leaf,
              sent: certificates(pemOf(sent)),
              trusted: certificates(pemOf(trusted)),
              usage: given.usage,
              now: world.now,
              ...(given.lists === 'none' ? {} : { revocation: { lists, wholeChain } }),
            },
            world.crypto,
          );
          const verdict = { accepted: faults.length === 0, version, stderr: run.stderr, faults };
          expect(verdict).toEqual({ ...verdict, accepted: run.status === 0 });
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});
