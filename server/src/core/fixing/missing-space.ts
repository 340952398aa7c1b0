import { glued } from '../yaml/mongod/line-faults.ts';
import type { Setting } from '../config/setting.ts';
import type { Span } from '../text/span.ts';

/**
 * The lines in which a setting of no option looks like `mode:requireTLS`: the server takes them as the value of their section, or as
 * a name without value, and does not start.
 */
export function gluedLines({ value, option, keySpan, path }: Setting, text: string): Span[] {
  if (option && path !== 'setParameter') return [];
  if (value.kind === 'null' && !/^[ \t]*:/.test(text.slice(keySpan[1])))
    return glued.test(text.slice(...keySpan)) ? [keySpan] : [];
  if (value.kind !== 'scalar' || value.style !== 'plain' || !isOnLinesOfItsOwn(value.span[0], text))
    return [];
  const [start, end] = value.span;
  return [...text.slice(start, end).matchAll(/\S[^\n]*/g)].flatMap(({ index, 0: line }): Span[] =>
    glued.test(line) ? [[start + index, start + index + line.trimEnd().length]] : [],
  );
}

function isOnLinesOfItsOwn(start: number, text: string): boolean {
  let at = start;
  while (at > 0 && /[^\S\n]/.test(text.charAt(at - 1))) at--;
  return at === 0 || text[at - 1] === '\n';
}
