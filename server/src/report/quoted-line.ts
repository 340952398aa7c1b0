import { mayNameSecret } from '../core/config/secret-texts.ts';
import type { FileResult } from './lint-result.ts';

/** Words beside a secret that are no names of settings, and the user in an address. */
const secretWords = /credential|:\/\/[^\s/@]{0,500}@/i;
const longest = 400;

/**
 * The line of a file around an offset for people to read; undefined where it may hold a secret: in keyfiles and PEM files, beside
 * words such as password, and on a line that continues such a one.
 */
export function quotedLine(
  file: FileResult,
  offset: number,
): { readonly text: string; readonly start: number } | undefined {
  if (file.kind !== 'config' && file.kind !== 'commandline') return undefined;
  const { text, secrets } = file;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
  const before = text.slice(text.lastIndexOf('\n', Math.max(start - 2, 0)) + 1, start);
  if (line.length > longest || line.trim() === '') return undefined;
  if ([line, before].some((text) => secretWords.test(text) || mayNameSecret(text))) return undefined;
  if (secrets.some((secret) => secret !== '' && line.includes(secret))) return undefined;
  return { text: line, start };
}
