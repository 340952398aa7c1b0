import type { Rules } from '../linting/lint.ts';
import type { Config } from '../config/config.ts';
import { series } from '../linting/releases.ts';
import { firstOf, formatVersion, isReadFromSource, newestRead } from '../server/server-version.ts';
import { lineAround } from './lines.ts';
import type { Suggestion } from './suggestion.ts';

const directive = /#[ \t]*mongodb-tls:/;
const version = /\bversion[ \t]*=[ \t]*([\w.+-]*)$/;
const rule = /#[ \t]*mongodb-tls-disable(?:-next-line)?[ \t]+(?:[a-z0-9-]+[ \t,]+)*([a-z0-9-]*)$/;

/** What can be put in in our own comments: a version of the server, or the id of a rule to silence. */
export function suggestInComment({ text }: Config, offset: number, rules: Rules): Suggestion[] {
  const line = lineAround(text, offset);
  const before = line.text.slice(0, offset - line.start);
  const stated = directive.test(before) ? version.exec(before) : null;
  if (stated) return series.map((word) => suggestion(word, knowledgeOf(word), stated[1] ?? '', text, offset));
  const silenced = rule.exec(before);
  if (!silenced) return [];
  return [...rules]
    .filter(([, { kind }]) => kind === 'config')
    .map(([id, { summary }]) => suggestion(id, `${summary}.`, silenced[1] ?? '', text, offset));
}

function knowledgeOf(release: string): string {
  return isReadFromSource(firstOf(release))
    ? ''
    : `Known from the manual; the source was read up to ${formatVersion(newestRead)}.`;
}

function suggestion(
  word: string,
  documentation: string,
  written: string,
  text: string,
  offset: number,
): Suggestion {
  const behind = /^[\w.+-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  return {
    kind: 'value',
    label: word,
    detail: '',
    documentation,
    span: [offset - written.length, offset + behind.length],
    insert: word,
  };
}
