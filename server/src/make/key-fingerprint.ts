import { createHmac, randomBytes } from 'node:crypto';
import type { Key } from '../core/keyfile/key-text.ts';

/**
 * Names keys by 32 bits of an HMAC-SHA-256: eight hexadecimal digits, the same for keys that are one to the server. The salt is
 * random, stays in this process and ends with it, so nobody who reads a fingerprint can try keys against it, not even short
 * ones, and it fits to no fingerprint of another run.
 */
export function newFingerprints(): (key: Key) => string {
  const salt = randomBytes(32);
  return (key) => createHmac('sha256', salt).update(key.reveal()).digest('hex').slice(0, 8);
}
