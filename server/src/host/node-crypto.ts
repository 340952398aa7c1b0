import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { CryptoPort } from '../core/pem/model/crypto-port.ts';

/** BoringSSL calls itself 0.0.0. */
const isOpenSsl = !process.versions.openssl.startsWith('0.');

/** The key, or the code of the error. */
function openKey(pem: string, passphrase: string | undefined): KeyObject | string {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
  }
}

function isBadDecrypt(code: string): boolean {
  return /BAD_DECRYPT|BAD_PASSWORD|BAD_PASSPHRASE/.test(code);
}

/**
 * Whether the cipher of a key is one that this library has. One wrong passphrase in 256 gives padding that looks right, and then an
 * error of another kind; with OpenSSL, which knows all kinds of keys, further wrong ones tell this from a cipher it does not have.
 */
function isDecipherable(pem: string, passphrase: string): boolean {
  return ['\n', '\n\n', '\t', '\t\t', '\r', '\r\r'].some((more) => {
    const result = openKey(pem, passphrase + more);
    return typeof result === 'string' && isBadDecrypt(result);
  });
}

const publicKeys = new WeakMap<Uint8Array, KeyObject>();

/** A CA has signed many certificates, and making a key object takes longer than verifying with it. */
function publicKeyFrom(der: Uint8Array): KeyObject {
  const key = publicKeys.get(der) ?? createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  publicKeys.set(der, key);
  return key;
}

/** Cryptography by the library that Node.js was built with (OpenSSL; BoringSSL inside Electron). */
export const nodeCrypto: CryptoPort = {
  publicKeyOf(pem, passphrase) {
    const result = openKey(pem, passphrase);
    if (typeof result !== 'string') {
      return new Uint8Array(createPublicKey(result).export({ type: 'spki', format: 'der' }));
    }
    if (passphrase === undefined) {
      // the second is what OpenSSL says when nobody answers its question for the passphrase
      return /MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED|BAD_PASSWORD_READ/.test(result)
        ? 'needs-passphrase'
        : 'unsupported';
    }
    if (isBadDecrypt(result)) return 'wrong-passphrase';
    return isOpenSsl && isDecipherable(pem, passphrase) ? 'wrong-passphrase' : 'unsupported';
  },

  verify({ data, signature, publicKey, hash, padding }) {
    try {
      const key = publicKeyFrom(publicKey);
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
