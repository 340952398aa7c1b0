import { describe, expect, it } from 'vitest';
import { inspectPem } from '../../../server/src/core/inspect/inspect.ts';
import { isFilledIn } from '../../../server/src/core/pem/armour/foreign-format.ts';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import { authority, certificate, keyOf, keyPem } from '../../support/certs.ts';

const inspect = (text: string) => inspectPem(text, { now: Date.UTC(2026, 10, 26), crypto: nodeCrypto });
const root = authority();

describe('what the report says of a file', () => {
  it('a CA that may not sign fails as CAFile', () => {
    const { roles } = inspect(authority({ keyUsage: '1' }).pem);
    expect(roles.find(({ role }) => role === 'CAFile')).toMatchObject({
      verdict: 'fails',
      summary: 'will start; will fail below a CA without keyCertSign',
    });
    expect(inspect(root.pem).roles).toMatchObject([{ role: 'CAFile', verdict: 'fits' }]);
  });

  it('an expired certificate and a key of another one are warnings, as in Problems', () => {
    const old = certificate({ issuer: root, from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' });
    const { notes } = inspect(
      old.pem + keyOf('other').private.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    expect(notes.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(notes.filter(({ severity }) => severity === 'warning')).toHaveLength(2);
  });

  it('a key that nobody opened may be that of the certificate', () => {
    const own = certificate({ names: ['dns:db1.example.net'] });
    const [block] = inspect(own.pem + keyPem(own.key, 'pkcs8', 'secret')).blocks;
    expect(block).toMatchObject({ certificate: { keyUnknown: true } });
    expect(JSON.stringify(inspect(own.combined).blocks)).not.toContain('keyUnknown');
  });
});

it('binary data is no template, whatever stands in it by chance', () => {
  for (const tag of ['{{', '${', '<%', '{%']) {
    expect(isFilledIn(`\u0001\u0002${tag} \u0000`)).toBe(false);
    expect(isFilledIn(`text ${tag} more`)).toBe(true);
  }
});
