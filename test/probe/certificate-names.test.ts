import { expect, it } from 'vitest';
import { certificateOf, describe as described, subjectOf } from '../../server/src/probe/certificates.ts';
import { certificate } from '../support/certs.ts';

it('a name is escaped once', () => {
  const { der } = certificate({ subject: 'O=Acme\\, Inc., CN=db1' });
  const own = certificateOf(der);
  expect(own && subjectOf(own)).toBe('CN=db1,O=Acme\\, Inc.');
  expect(own && described(own).issuer).toBe('CN=db1,O=Acme\\, Inc.');
});
