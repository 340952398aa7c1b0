import { lineAt, type Span } from '../../text/span.ts';
import type { YamlProblem } from '../tree.ts';
import type { Fault } from './fault.ts';
import type { Token } from './token.ts';
import { contentOfLine, openQuote, problem, restOfLine, tabInIndentation } from './problem.ts';

/**
 * Finds out why a line does not fit where it stands. `fault.since` is where the key or value began that the reader was in, or
 * the first key of the section.
 */
export function explainLine(text: string, fault: Fault, last: Token | undefined): YamlProblem {
  const { kind, offset, since } = fault;
  const indentation = text.slice(...leadOf(text, offset));
  if (indentation.includes('\t')) return tabInIndentation(text, offset);
  if (kind === 'value-here') {
    return lineAt(text, since)[0] === lineAt(text, offset)[0]
      ? secondColon(text, since)
      : fromEarlierLine(text, since, offset);
  }
  if (kind === 'entry-here') {
    return problem(
      'list-on-key-line',
      restOfLine(text, offset),
      'A list cannot begin here: each "- item" needs a line of its own, or write [item, item]',
    );
  }
  if (kind === 'key-here') {
    return problem(
      'bad-key',
      restOfLine(text, offset),
      'A key cannot begin here; quote the value if the ? belongs to it',
    );
  }
  return unexpected(text, offset, last);
}

/** A colon where no key can be, the line's value having begun on an earlier line. */
function fromEarlierLine(text: string, since: number, offset: number): YamlProblem {
  const [lineStart] = lineAt(text, since);
  const before = text.slice(lineStart, since);
  if (/^[ \t]*$/.test(before)) {
    const quote = text.charAt(since);
    if (quote === '"' || quote === "'") return openQuote(text, since);
    return noColon(text, restOfLine(text, since));
  }
  const span = contentOfLine(text, offset);
  const quote = text.charAt(since);
  if (quote === '"' || quote === "'") return openQuote(text, since);
  if (/^\s*- $/.test(before)) return noColon(text, restOfLine(text, since));
  return problem(
    'too-deep-line',
    span,
    'This line is indented deeper than the key above it, which has a value already, so the server reads it as more of that value',
  );
}

/** A name with its value and no blank between, and neither an address nor a path with a drive. */
export const glued = /^(?![A-Za-z]:[\\/])([\w.]+):(?!\/\/)(?=[^\s:])/;

/** A line that stands among keys and has no colon that ends its key. */
function noColon(text: string, span: Span): YamlProblem {
  const line = text.slice(...span);
  const name = glued.exec(line)?.[1];
  if (name !== undefined) {
    return problem(
      'missing-blank',
      span,
      `A blank is missing behind the colon of "${name}:", so this is no setting`,
    );
  }
  if (/^[\w.]+[ \t]*=/.test(line)) {
    return problem(
      'ini-line',
      span,
      'This line is written as in the old INI format (name = value), but the lines around it are YAML (name: value)',
    );
  }
  if (/^[\w.]+[ \t]*：/.test(line)) {
    return problem(
      'missing-colon',
      span,
      'The colon of this line is not the plain colon (:) the server looks for',
    );
  }
  return problem('missing-colon', span, 'This line has no colon that ends its key, so it is no setting');
}

function secondColon(text: string, since: number): YamlProblem {
  const span = restOfLine(text, since);
  return problem(
    'second-colon',
    span,
    'A value that holds a colon followed by a blank must be quoted; if this is a setting of its own, it needs a line of its own',
  );
}

/** A token that is neither a key of the section nor an item of the list it stands in. */
function unexpected(text: string, offset: number, last: Token | undefined): YamlProblem {
  const [start] = leadOf(text, offset);
  const isFirst = leadOf(text, offset)[1] === offset;
  if (!isFirst) {
    if (last?.kind === 'quoted' && text.slice(last.start, last.end).includes('\n'))
      return openQuote(text, last.start);
    return problem(
      'text-after-value',
      restOfLine(text, offset),
      'The value ends before this, and nothing but a comment may follow it on its line',
    );
  }
  const span = restOfLine(text, offset);
  const line = text.slice(...span);
  if (/^-(\s|$)/.test(line)) {
    return problem(
      'misplaced-item',
      span,
      'A list item stands here where the server looks for a setting of the section above',
    );
  }
  if (!/^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'][^#]*?):(?:\s|$)/.test(line)) return noColon(text, span);
  if (last?.kind === 'map-end' || last?.kind === 'list-end') {
    return problem(
      'bad-indentation',
      span,
      'The indentation of this line fits none of the sections above it',
    );
  }
  const above = last && lineAlone(text, last);
  if (above && above[0] - lineAt(text, above[0])[0] === offset - start) return noColon(text, above);
  return problem(
    'too-deep-line',
    start === offset ? span : contentOfLine(text, offset),
    'This line is indented deeper than the key above it, which has a value already',
  );
}

/** The line of a plain value that stands alone in it, as a setting without a colon does before a comment ends it. */
function lineAlone(text: string, { kind, start }: Token): Span | undefined {
  const isFirst = leadOf(text, start)[1] === start;
  return kind === 'plain' && isFirst ? restOfLine(text, start) : undefined;
}

/** The blanks and tabs at the beginning of the line of `offset`. */
function leadOf(text: string, offset: number): Span {
  const [start] = lineAt(text, offset);
  let end = start;
  while (end < offset && /[ \t\uFEFF]/.test(text.charAt(end))) end++;
  return [start, end];
}
