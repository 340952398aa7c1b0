import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealed } from './protocol.ts';

/** The environment variable in which a client gives the server it starts its session key. */
export const sessionKeyVariable = 'MONGODB_TLS_SESSION_KEY';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A new key for one server process, in base64. */
export function newSessionKey(): string {
  return randomBytes(keyBytes).toString('base64');
}

/** Encrypts a text. `key` is one of {@link newSessionKey}; the result holds nonce, tag and cipher text in base64. */
export function seal(text: string, key: string): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64'), nonce);
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64') as Sealed;
}

/** Decrypts what {@link seal} made. Undefined where the key is another one or the text was changed. Never throws. */
export function open(sealed: Sealed, key: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  const keyBuffer = Buffer.from(key, 'base64');
  if (keyBuffer.length !== keyBytes || bytes.length < nonceBytes + tagBytes) return undefined;
  try {
    const decipher = createDecipheriv(algorithm, keyBuffer, bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = [decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  } catch {
    return undefined;
  }
}
