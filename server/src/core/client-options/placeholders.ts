import type { Span } from '../text/span.ts';

/**
 * What a shell, a template, a format string or a reader of the manual puts something else in for: `${USER}`, `$USER`, `$(cat f)`,
 * `{{ user }}`, `<%= user %>`, `<password>`, `#{user}`, `{user}`, `%s`, `%(user)s`, `%PASSWORD%`, `~PASSWORD~`.
 */
const placeholder = new RegExp(
  [
    String.raw`\$\{(?:[^{}]|\{[^{}]*\})*\}`,
    String.raw`\$\((?:[^()]|\([^()]*\))*\)`,
    String.raw`\{\{.{0,500}?\}\}`,
    String.raw`\{%.{0,500}?%\}`,
    '<%.*?%>',
    '<(?!/)[^<>=&@]{1,80}>',
    String.raw`#?\{[^{}]*\}`,
    // $external is the database of users from outside
    String.raw`\$(?!external\b)[A-Za-z_]\w*`,
    String.raw`%(?:\(\w+\))?[sdvq](?![0-9A-Za-z])`,
    '%(?:(?![0-9A-F]{2})[A-Z_][A-Z0-9_]*|[A-Z]+_[A-Z0-9_]+)%',
    '@@?[A-Z][A-Z0-9_]+@',
    '~[A-Z][A-Z0-9_]+~',
    String.raw`\*{3,}|\.{3,}|\u2026|x{4,}|X{4,}`,
  ].join('|'),
  'g',
);

/** Where something else is put in before a driver reads a text; in order, none overlaps another. */
export function placeholdersIn(text: string): Span[] {
  return [...text.matchAll(placeholder)].map(({ 0: { length }, index }) => [index, index + length]);
}

/** A character that no connection string has. */
const unknown = '\uE000';

/** A text of the same length in which nothing of a placeholder is left that could end a part. */
export function maskPlaceholders(text: string, placeholders: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const [start, end] of placeholders) {
    masked += text.slice(at, start) + unknown.repeat(end - start);
    at = end;
  }
  return masked + text.slice(at);
}

/** Whether some of a masked text is not known. */
export function isUnknown(masked: string): boolean {
  return masked.includes(unknown);
}
