import { LineIndex } from '../core/text/line-index.ts';
import { oneLine } from '../core/text/visible.ts';
import type { Finding, Fix, Severity } from '../core/findings/finding.ts';
import { counted } from './counted.ts';
import { reaches, summarize, type FileResult, type LintResult } from './lint-result.ts';
import { quotedLine } from './quoted-line.ts';
import { painter, type Painter } from './style.ts';

export interface TerminalOptions {
  readonly columns: number;
  readonly paint: Painter;
  /** Less grave findings are left out, and so is the summary. */
  readonly only?: Severity;
}

/**
 * The report for a person at a terminal: by file, each finding with its line, the place underlined, and what to do. What comes
 * from files was made visible; the text may hold colours.
 */
export function terminalReport(result: LintResult, options: TerminalOptions): string {
  const { paint, only } = options;
  const files = result.files.flatMap((file) => {
    const findings = file.findings.filter(({ severity }) => only === undefined || reaches(severity, only));
    if (findings.length === 0) return [];
    const index = new LineIndex(file.text);
    return [
      paint('path', oneLine(file.path)),
      ...findings.flatMap((finding) => block(finding, file, index, options)),
      '',
    ];
  });
  return [...files, ...(only === undefined ? [summaryOf(result, options)] : []), '']
    .join('\n')
    .replace(/^\n$/, '');
}

function summaryOf(result: LintResult, { columns, paint }: TerminalOptions): string {
  const fixable = result.files
    .flatMap(({ findings }) => findings)
    .filter(({ fix }) => fix?.safe === true).length;
  const total = totalOf(result, paint);
  if (fixable === 0) return total;
  const hint = `--fix mends ${counted(fixable, 'finding')}.`;
  const isWide = totalOf(result, painter(false)).length + 1 + hint.length <= columns;
  return `${total}${isWide ? ' ' : '\n'}${paint('dim', hint)}`;
}

function totalOf(result: LintResult, paint: Painter): string {
  const { errors, warnings, infos } = summarize(result);
  const counts = [
    paint(errors > 0 ? 'error' : 'dim', counted(errors, 'error')),
    paint(warnings > 0 ? 'warning' : 'dim', counted(warnings, 'warning')),
    counted(infos, 'note'),
  ].join(', ');
  const versions = result.mongodbVersion.replace(/, (?=[^,]*$)/, ' and ');
  return `${counts} in ${counted(result.files.length, 'file')} ${paint('dim', `(MongoDB ${versions})`)}`;
}

function block(
  finding: Finding,
  file: FileResult,
  index: LineIndex,
  { columns, paint }: TerminalOptions,
): string[] {
  const { span, severity, message, rule, fix } = finding;
  const { line, character } = index.at(span[0]);
  const place = `${line + 1}:${character + 1}`;
  const head = `  ${paint('dim', place.padEnd(7))} ${paint(severity, severity)}  `;
  const indent = ' '.repeat(10);
  const room = Math.max(columns - indent.length, 30);
  const [first = '', ...rest] = wrapped(oneLine(message), room, severity.length + 2);
  return [
    `${head}${first}`,
    ...rest.map((part) => indent + part),
    ...excerpt(finding, file, index, { columns, paint }).map((part) => indent + part),
    ...(fix ? fixLines(fix, room, paint).map((part) => indent + part) : []),
    `${indent}${paint('dim', rule)}`,
  ];
}

function fixLines({ title, safe }: Fix, room: number, paint: Painter): string[] {
  const label = safe ? 'Fix' : 'Possible fix';
  const [first = '', ...rest] = wrapped(oneLine(title), room, label.length + 2);
  return [`${paint('bold', label)}: ${first}`, ...rest];
}

/** The line of the file with its place underlined. */
function excerpt(
  { span, severity }: Finding,
  file: FileResult,
  index: LineIndex,
  { columns, paint }: TerminalOptions,
): string[] {
  const quoted = quotedLine(file, span[0]);
  if (!quoted) return [];
  const room = Math.max(columns - 20, 20);
  const from = span[0] - quoted.start;
  const to = Math.min(Math.max(span[1] - quoted.start, from + 1), quoted.text.length);
  // a place far to the right is brought into view
  const cut = from > room - 10 ? from - Math.floor(room / 2) : 0;
  const shown = quoted.text.slice(cut, cut + room);
  const number = String(index.at(span[0]).line + 1);
  const underline =
    ' '.repeat(Math.max(from - cut, 0)) +
    paint(severity, '^'.repeat(Math.max(Math.min(to - cut, room) - (from - cut), 1)));
  return [
    `${paint('dim', `${number} |`)} ${oneLine(shown.replaceAll('\t', ' '))}`,
    `${' '.repeat(number.length)} ${paint('dim', '|')} ${underline}`,
  ];
}

/** Breaks a text at spaces; the first line begins after `used` characters. */
function wrapped(text: string, width: number, used: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const taken = lines.length === 0 ? used : 0;
    if (line !== '' && line.length + word.length + 1 + taken > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
