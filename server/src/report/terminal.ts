import { LineIndex } from '../core/text/line-index.ts';
import { oneLine } from '../core/text/visible.ts';
import type { Finding, Fix, Severity } from '../core/findings/finding.ts';
import { counted } from './counted.ts';
import { reaches, summarize, type FileResult, type LintResult } from './lint-result.ts';
import { columnsOf, fitting, wrapped } from './columns.ts';
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

/** What was found, the versions it holds for and what can be mended, each on a line of its own where they do not fit into one. */
function summaryOf(result: LintResult, { columns, paint }: TerminalOptions): string {
  const fixable = result.files
    .flatMap(({ findings }) => findings)
    .filter(({ fix }) => fix?.safe === true).length;
  const versions = result.mongodbVersion.replace(/, (?=[^,]*$)/, ' and ');
  const hint = `--fix mends ${counted(fixable, 'finding')}.`;
  const partsIn = (style: Painter): string[] => [
    countsIn(result, style),
    style('dim', `(MongoDB ${versions})`),
    ...(fixable > 0 ? [style('dim', hint)] : []),
  ];
  const isWide = columnsOf(partsIn(painter(false)).join(' ')) <= columns;
  return partsIn(paint).join(isWide ? ' ' : '\n');
}

function countsIn(result: LintResult, paint: Painter): string {
  const { errors, warnings, infos } = summarize(result);
  const counts = [
    paint(errors > 0 ? 'error' : 'dim', counted(errors, 'error')),
    paint(warnings > 0 ? 'warning' : 'dim', counted(warnings, 'warning')),
    counted(infos, 'note'),
  ].join(', ');
  return `${counts} in ${counted(result.files.length, 'file')}`;
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
  const text = quoted.text.replaceAll('\t', ' ');
  const from = span[0] - quoted.start;
  const to = Math.min(Math.max(span[1] - quoted.start, from + 1), text.length);
  // a place far to the right is brought into view
  const cut = columnsOf(text.slice(0, from)) > room - 10 ? from - Math.floor(room / 2) : 0;
  const before = oneLine(cut > 0 ? `…${text.slice(cut + 1, from)}` : text.slice(0, from));
  const marked = oneLine(text.slice(from, to));
  const number = String(index.at(span[0]).line + 1);
  const left = columnsOf(before);
  const underline = '^'.repeat(Math.max(Math.min(columnsOf(marked), room - left), 1));
  return [
    `${paint('dim', `${number} |`)} ${fitting(`${before}${marked}${oneLine(text.slice(to))}`, room)}`,
    `${' '.repeat(number.length)} ${paint('dim', '|')} ${' '.repeat(left)}${paint(severity, underline)}`,
  ];
}
