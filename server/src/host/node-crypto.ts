import { constants, createHash, createPrivateKey, createPublicKey, verify } from 'node:crypto';
import type { CryptoPort } from '../core/crypto-port.ts';

/** Cryptography by the library that Node.js was built with (OpenSSL; BoringSSL inside Electron). */
export const nodeCrypto: CryptoPort = {
  publicKeyOf(pem, passphrase) {
    try {
      // a missing passphrase must be told from an empty one; Node would otherwise ask for none and fail the same way
      const key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
      return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ERR_MISSING_PASSPHRASE') return 'needs-passphrase';
      if (passphrase !== undefined && /BAD_DECRYPT|BAD_PASSWORD|DECODE|UNSUPPORTED/i.test(code))
        return 'wrong-passphrase';
      return 'unsupported';
    }
  },

  verify({ data, signature, publicKey, hash, padding }) {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
      return verify(
        hash ?? null,
        data,
        padding === 'pss'
          ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
          : key,
        signature,
      );
    } catch {
      // an algorithm this library does not have is no verdict
      return undefined;
    }
  },

  hash: (algorithm, bytes) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
};
