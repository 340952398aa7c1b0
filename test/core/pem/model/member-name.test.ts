import { describe, expect, it } from 'vitest';
import { parsePem } from '../../../../server/src/core/pem/model/pem.ts';
import { countsAsMember, hidesMemberAttributes } from '../../../../server/src/core/pem/model/member-name.ts';
import type { DistinguishedName } from '../../../../server/src/core/pem/der/name.ts';
import { certificate } from '../../../support/certs.ts';

const name = (subject: string): DistinguishedName => {
  const [own] = parsePem(certificate({ subject }).pem).certificates;
  if (!own) throw new Error(`no certificate for ${subject}`);
  return own.certificate.subject;
};
const old = [5, 0, 7] as const;
const recent = [8, 0, 10] as const;

describe('who counts as a member', () => {
  it.each([
    ['O=A, CN=db1', 'O=A, CN=db2', true, true],
    ['O=A, OU=x, CN=db1', 'OU=x, O=A', true, true],
    ['O=A, CN=db1', 'O=B, CN=db1', false, false],
    ['O=A, CN=db1', 'O=a, CN=db1', false, false],
    ['CN=db1', 'CN=db1', false, false],
    ['DC=net, DC=example, CN=db1', 'DC=example, DC=net, CN=db2', true, true],
    // more than the own name has: newer servers do not mind
    ['O=A, CN=db1', 'O=A, OU=x, CN=app', false, true],
    ['O=A, OU=x, CN=db1', 'O=A, CN=app', false, false],
    ['O=A, CN=db1', 'O=A, O=B, CN=app', false, true],
    // joined parts: newer servers compare them whole
    ['O=A, CN=db1', 'O=A+CN=db2', true, false],
    ['O=A+CN=db1', 'O=A+CN=db1', true, false],
    ['O=A+CN=db1', 'O=A, CN=db2', true, true],
    ['O=A+OU=x, CN=db1', 'O=A+OU=x, CN=db2', true, true],
    ['O=A+OU=x, CN=db1', 'O=A, OU=x, CN=db2', true, false],
  ])('%s and %s: up to 5.0 %s, in 8.0 %s', (own, peer, before, since) => {
    expect(countsAsMember(name(own), name(peer), old)).toBe(before);
    expect(countsAsMember(name(own), name(peer), recent)).toBe(since);
  });

  it('knows names that newer servers find nowhere', () => {
    expect(hidesMemberAttributes(name('O=A+CN=db1'), recent)).toBe(true);
    expect(hidesMemberAttributes(name('O=A+CN=db1'), old)).toBe(false);
    expect(hidesMemberAttributes(name('O=A+OU=x, CN=db1'), recent)).toBe(false);
  });
});
