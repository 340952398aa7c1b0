import { isSecret } from './secret.ts';
import { optionByIni } from '../catalogue/catalogue.ts';
import type { Config } from './config.ts';
import type { Span } from '../text/span.ts';
import { endings } from '../catalogue/endings.ts';

/** A setting whose value stands on the next line, where the server does not take it for the value. */
export interface ValueBelow {
  readonly key: string;
  readonly keySpan: Span;
  /** Whether the colon or equals sign is there. */
  readonly hasSign: boolean;
  readonly valueSpan: Span;
}

/**
 * Finds `name:` with nothing after it above a line that is not indented deeper and is neither a name nor a comment. Nobody may
 * quote such a line: it is the value of what stands above it, and that may be a secret.
 */
export function valuesBelow(config: Config): readonly ValueBelow[] {
  let found = known.get(config);
  if (!found) known.set(config, (found = findBelow(config)));
  return found;
}

/** Several rules ask for the same values. */
const known = new WeakMap<Config, readonly ValueBelow[]>();

function findBelow({ text, format, template }: Config): ValueBelow[] {
  if (format === 'flags' || template) return [];
  const found: ValueBelow[] = [];
  let above: EmptySetting | undefined;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const content = line.trim();
    const at = start + line.length - line.trimStart().length;
    const indent = at - start;
    start = end + 1;
    if (content === '' || content.startsWith('#')) {
      if (content !== '') above = undefined;
      continue;
    }
    if (above && indent <= above.indent && isValue(content, format) && isKnown(above, format)) {
      found.push({
        key: above.key,
        keySpan: above.span,
        hasSign: above.hasSign,
        valueSpan: [at, at + content.length],
      });
      above = undefined;
      continue;
    }
    above = emptySetting(content, at, indent, format);
  }
  return found;
}

/** What to say of a line that stands below the name of a secret as its value: it is not quoted; undefined for any other place. */
export function secretBelow(config: Config, span: Span): string | undefined {
  const below = valuesBelow(config).find(
    ({ key, valueSpan }) => isSecret(key) && valueSpan[0] <= span[0] && span[0] < valueSpan[1],
  );
  return (
    below &&
    `The value of ${below.key} stands on a line of its own, where ${config.program} takes it for a setting and does not start.`
  );
}

/** A line with a name and nothing after it. */
interface EmptySetting {
  readonly key: string;
  readonly span: Span;
  readonly indent: number;
  readonly hasSign: boolean;
}

function emptySetting(
  content: string,
  at: number,
  indent: number,
  format: Config['format'],
): EmptySetting | undefined {
  const [, key, sign = ''] = /^([\w.]+)\s*([:=]?)$/.exec(content) ?? [];
  if (key === undefined) return undefined;
  if (sign !== '' && sign !== (format === 'ini' ? '=' : ':')) return undefined;
  return { key, span: [at, at + key.length], indent, hasSign: sign !== '' };
}

/** Whether a name is that of a setting or a secret; asked only where a value stands below it, since likeness takes long to find. */
function isKnown({ key }: EmptySetting, format: Config['format']): boolean {
  const name = key.slice(key.lastIndexOf('.') + 1);
  return (format === 'ini' ? optionByIni(name) !== undefined : endings.has(name)) || isSecret(key);
}

/** One word or one quoted text, and no name with a value of its own. */
function isValue(content: string, format: Config['format']): boolean {
  if (/^(["']).*\1$/.test(content)) return true;
  if (/\s/.test(content) || /^[-[{|>&*!%@`]/.test(content) || content.endsWith(':')) return false;
  if (format === 'ini') return !content.includes('=');
  return !endings.has(content) && !/^[\w.]+=/.test(content);
}
