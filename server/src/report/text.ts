import { LineIndex } from '../core/text/line-index.ts';
import { summarize, type FileResult, type LintResult } from './lint-result.ts';
import { oneLine } from '../core/text/visible.ts';

/** One line a finding, `path:line:column` first (both from 1, as editors and terminals jump to), then the counts. */
export function textReport(result: LintResult): string {
  const lines = result.files.flatMap(fileLines);
  const { errors, warnings, infos } = summarize(result);
  const files = counted(result.files.length, 'file');
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'note')].join(', ');
  return [
    ...lines,
    `${counts} in ${files} (MongoDB ${result.mongodbVersion.replace(/, (?=[^,]*$)/, ' and ')})`,
    '',
  ].join('\n');
}

function fileLines(file: FileResult): string[] {
  const index = new LineIndex(file.text);
  return file.findings.map(({ span, severity, message, rule, fix }) => {
    const { line, character } = index.at(span[0]);
    const fixable = fix?.safe === true ? ' (fixable)' : '';
    return oneLine(`${file.path}:${line + 1}:${character + 1}: ${severity}: ${message} [${rule}]${fixable}`);
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
