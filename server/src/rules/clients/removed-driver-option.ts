import type { ClientOptions } from '../../core/client-options/client-options.ts';
import { formerOptionNamed, type FormerOption } from '../../core/client-options/former-options.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'options',
  {
    severity: 'warning',
    summary: 'A program gives its driver an option that the driver no longer has',
    citation:
      'PyMongo 4 Migration Guide, "Renamed URI options" and "Removed"; the upgrade notes of the Node.js driver 5',
    tags: ['deprecated'],
  },
  function* (document) {
    for (const { name, nameSpan: span } of document.options) {
      const former = formerOptionNamed(name);
      if (!former) continue;
      const fix = rename(document, span, former);
      yield { span, message: `${since(document)} ${instead(document, former)}`, ...(fix ? { fix } : {}) };
    }
  },
);

function since({ driver }: ClientOptions): string {
  return driver === 'pymongo'
    ? 'PyMongo 4 and later refuse this option.'
    : 'The Node.js driver 5 and later refuse this option.';
}

function instead({ driver }: ClientOptions, { now, name, inverted, merged }: FormerOption): string {
  if (merged)
    return `${now} takes its place, with a file that holds the certificate and its private key, one after the other.`;
  if (inverted) return `${now} takes its place and means the opposite.`;
  if (driver === 'node' && name !== 'sslPass')
    return `${now} takes its place, with the path of the file and not its content.`;
  return `${now} takes its place.`;
}

function isWordOf(text: string, word: string): boolean {
  return text.split(/\W+/).includes(word);
}

/** The Node.js driver had contents of files under some of the older names. */
function rename(
  { driver, text }: ClientOptions,
  span: readonly [number, number],
  { name, now, inverted, merged }: FormerOption,
): Fix | undefined {
  if (driver !== 'pymongo' || inverted || merged || isWordOf(text, now)) return undefined;
  return {
    title: `Rename ${name} to ${now} (known from PyMongo 3.9 on)`,
    safe: true,
    edits: [{ span, text: now }],
  };
}
