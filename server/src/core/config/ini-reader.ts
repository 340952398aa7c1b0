import type { Span } from '../text/span.ts';
import type { YamlProblem } from '../yaml/tree.ts';

/** One `name = value` line of the INI format. */
export interface IniEntry {
  /** With the prefix that a `[section]` line above puts before it. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/**
 * Reads the INI format of MongoDB 2.4 line by line as boost::program_options does (server-behaviour.md I1): `#` anywhere begins a
 * comment, blanks around names and values are dropped, quotes are part of the value, `[text]` puts `text.` before all names below.
 */
export function readIni(text: string): { entries: IniEntry[]; problems: YamlProblem[] } {
  const entries: IniEntry[] = [];
  const problems: YamlProblem[] = [];
  let prefix = '';
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    // looked for in the line alone: to the end of the text the search would be made for each line
    const hash = text.slice(start, end).indexOf('#');
    const line = trimmed(text, [start, hash < 0 ? end : start + hash]);
    start = end + 1;
    if (line[0] === line[1]) continue;
    const equals = text.slice(...line).indexOf('=');
    if (text[line[0]] === '[' && text[line[1] - 1] === ']') {
      prefix = text.slice(line[0] + 1, line[1] - 1);
      if (!prefix.endsWith('.')) prefix += '.';
    } else if (equals < 0) {
      problems.push({
        code: 'INI_NO_EQUALS',
        span: line,
        message: 'A line of the INI format needs the form name = value',
      });
    } else {
      const nameSpan = trimmed(text, [line[0], line[0] + equals]);
      const valueSpan = trimmed(text, [line[0] + equals + 1, line[1]]);
      entries.push({
        name: prefix + text.slice(...nameSpan),
        nameSpan,
        value: text.slice(...valueSpan),
        valueSpan,
      });
    }
  }
  return { entries, problems };
}

/** Blanks as boost knows them; others, such as a non-breaking blank, belong to the name or the value. */
function trimmed(text: string, [start, end]: Span): Span {
  if (start === 0 && text.startsWith('\uFEFF')) start = 1;
  while (start < end && ' \t\r\n'.includes(text.charAt(start))) start++;
  while (end > start && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
  return [start, end];
}
