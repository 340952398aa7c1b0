import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import { certificate, keyOf, keyPem, toPem } from '../../support/certs.ts';

const { key } = certificate();

describe('private keys', () => {
  const locked = keyPem(key, 'pkcs8', 'open sesame');
  const spki = key.public.export({ type: 'spki', format: 'der' });

  it('give their public half, encrypted ones with the right passphrase only', () => {
    expect(Buffer.from(nodeCrypto.publicKeyOf(keyPem(key)) as Uint8Array).equals(spki)).toBe(true);
    expect(Buffer.from(nodeCrypto.publicKeyOf(locked, 'open sesame') as Uint8Array).equals(spki)).toBe(true);
    expect(nodeCrypto.publicKeyOf(locked)).toBe('needs-passphrase');
  });

  it('say so for every wrong passphrase, also where the padding happens to look right', () => {
    // cheap to open, so that many can be tried
    const legacy = keyPem(key, 'sec1', 'open sesame');
    const answers = new Set<unknown>();
    for (let index = 0; index < 2000; index++) answers.add(nodeCrypto.publicKeyOf(legacy, `wrong ${index}`));
    expect([...answers]).toEqual(['wrong-passphrase']);
  });

  it('that cannot be read are unsupported, not wrong', () => {
    expect(nodeCrypto.publicKeyOf(toPem('PRIVATE KEY', Buffer.from('3000', 'hex')))).toBe('unsupported');
    expect(nodeCrypto.publicKeyOf(toPem('ENCRYPTED PRIVATE KEY', Buffer.from('3000', 'hex')), 'x')).toBe(
      'unsupported',
    );
    expect(nodeCrypto.publicKeyOf('nothing', 'x')).toBe('unsupported');
  });
});

describe('signatures', () => {
  it('of algorithms that the library does not have get no verdict', () => {
    const what = { data: new Uint8Array(1), signature: new Uint8Array(8), publicKey: new Uint8Array(3) };
    expect(nodeCrypto.verify(what)).toBeUndefined();
    const rsa = keyOf('x', 'RSA-2048').public.export({ type: 'spki', format: 'der' });
    expect(nodeCrypto.verify({ ...what, publicKey: rsa, hash: 'no-such-hash' })).toBeUndefined();
    expect(nodeCrypto.verify({ ...what, publicKey: rsa, hash: 'sha256' })).toBe(false);
  });
});
