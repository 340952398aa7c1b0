import { type Span, lineAt } from '../../text/span.ts';
import type { YamlProblem } from '../tree.ts';
import { isBlank, isBreak, isFlowIndicator, isSpace } from './characters.ts';
import type { ProblemCode } from './problem-code.ts';

/** Puts a problem together. */
export function problem(code: ProblemCode, span: Span, message: string): YamlProblem {
  return { code, span, message };
}

/** The blanks and tabs that begin the line of `offset`, which hold a tab. */
export function tabInIndentation(text: string, offset: number): YamlProblem {
  const [start] = lineAt(text, offset);
  let end = start;
  while (isBlank(text, end)) end++;
  return problem(
    'tab-indentation',
    [start, end],
    'Indentation is made of blanks; the server does not accept a tab in it',
  );
}

/** From `start` to the last character of its line, without a comment. */
export function restOfLine(text: string, start: number): Span {
  let end = start;
  let at = start;
  while (at < text.length && !isBreak(text, at) && !(text.charAt(at) === '#' && isBlank(text, at - 1))) {
    if (!isBlank(text, at++)) end = at;
  }
  return [start, end];
}

/** From the first character of the line of `offset` on, without indentation and comment. */
export function contentOfLine(text: string, offset: number): Span {
  let [start] = lineAt(text, offset);
  while (isBlank(text, start)) start++;
  return restOfLine(text, start);
}

/** The mark at `start` with what is joined to it. */
export function wordAt(text: string, start: number): Span {
  let end = start + 1;
  while (end < text.length && !isSpace(text, end) && !isFlowIndicator(text.charCodeAt(end))) end++;
  return [start, end];
}

/** Names the quote that is not closed. */
export function openQuote(text: string, open: number): YamlProblem {
  return problem(
    'unclosed-quote',
    restOfLine(text, open),
    `The quote ${text.charAt(open)} that begins this value is not closed`,
  );
}
