import { randomBytes } from 'node:crypto';

/** What the server wants of a keyfile: nobody but its user may read it (server-behaviour.md K2). */
export const keyFileMode = 0o400;

/** 768 random bytes are 1024 characters of base64, the most a server takes (server-behaviour.md K6). */
const keyBytes = 768;

/** A new random key. A secret. */
export function newKey(): string {
  return randomBytes(keyBytes).toString('base64');
}

/** A keyfile of one new key, in lines that editors show without wrapping; servers before 4.2 read it too. A secret. */
export function newKeyFile(): string {
  const lines = newKey().match(/.{1,64}/g) ?? [];
  return `${lines.join('\n')}\n`;
}
