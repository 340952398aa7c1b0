import { lineAt, type Span } from './span.ts';

const directive = /#[ \t]*mongodb-tls-disable(-next-line)?[ \t]+([a-z0-9-]+(?:[ \t,]+[a-z0-9-]+)*)/g;

/**
 * Reads the silencing comments of a text: `# mongodb-tls-disable-next-line <rule-id>` and `# mongodb-tls-disable <rule-id>`
 * (whole file; several ids are parted by blanks or commas). The answer tells whether a rule is silent at a span.
 */
export function silencedBy(text: string): (rule: string, span: Span) => boolean {
  if (!text.includes('mongodb-tls-disable')) return () => false;
  const wholeFile = new Set<string>();
  const nextLines: { rule: string; line: Span }[] = [];
  for (const match of text.matchAll(directive)) {
    const ids = (match[2] ?? '').split(/[ \t,]+/);
    if (match[1] === undefined) {
      for (const id of ids) wholeFile.add(id);
    } else {
      const line = lineAt(text, lineAt(text, match.index)[1]);
      for (const rule of ids) nextLines.push({ rule, line });
    }
  }
  return (rule, span) =>
    wholeFile.has(rule) ||
    nextLines.some((entry) => entry.rule === rule && span[0] >= entry.line[0] && span[0] < entry.line[1]);
}
