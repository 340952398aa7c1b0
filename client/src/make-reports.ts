import type { KeyFileGroup, KeyRotationChoice } from '../../server/src/protocol.ts';
import { code, escape } from './markdown.ts';

/** What a step of a rotation makes of every keyfile, a line each. Keys are named by their fingerprints. */
export function rotationReview({ files }: KeyFileGroup, { detail, becomes }: KeyRotationChoice): string {
  const lines = files.map(
    ({ name, fingerprints }) => `${name}: [${fingerprints.join(', ')}] → [${becomes.join(', ')}]`,
  );
  return [detail, '', ...lines].join('\n');
}

/** A Markdown report on files that were written. */
export function filesReport(title: string, message: string, names: readonly string[]): string {
  const list = names.map((name) => `- ${code(name)}`);
  return [`# ${escape(title)}`, '', escape(message), '', '## Files', '', ...list, ''].join('\n');
}
