import { createHash } from 'node:crypto';
import type { FileResult } from './lint-result.ts';

/**
 * For each finding of a file a name that stays the same while lines above it come and go: from the path, the rule, the key of the
 * line and how many alike stand before it. Values take no part, as a hash of a password could be guessed.
 */
export function fingerprints({ path, text, findings }: FileResult): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, span }) => {
    const start = text.lastIndexOf('\n', span[0] - 1) + 1;
    const key = /^[ \t]{0,200}(?:- )?["']?([\w.-]{1,100})["']?[ \t]{0,20}[:=]/.exec(
      text.slice(start, start + 400),
    )?.[1];
    const parts = JSON.stringify([path.replace(/\\/g, '/'), rule, key ?? '']);
    const before = seen.get(parts) ?? 0;
    seen.set(parts, before + 1);
    return createHash('sha256').update(`${parts} ${before}`).digest('hex');
  });
}
