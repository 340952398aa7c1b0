import { LineIndex } from '../core/text/line-index.ts';
import { oneLine } from '../core/text/visible.ts';
import { counted } from './counted.ts';
import { summarize, type FileResult, type LintResult } from './lint-result.ts';

/** One line a finding, `path:line:column` first (both from 1, as editors and terminals jump to). */
export function unixReport(result: LintResult): string {
  return result.files
    .flatMap(fileLines)
    .map((line) => `${line}\n`)
    .join('');
}

/** The same, then the counts. */
export function textReport(result: LintResult): string {
  const { errors, warnings, infos } = summarize(result);
  const files = counted(result.files.length, 'file');
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'note')].join(', ');
  const versions = result.mongodbVersion.replace(/, (?=[^,]*$)/, ' and ');
  return `${unixReport(result)}${counts} in ${files} (MongoDB ${versions})\n`;
}

function fileLines(file: FileResult): string[] {
  const index = new LineIndex(file.text);
  return file.findings.map(({ span, severity, message, rule, fix }) => {
    const { line, character } = index.at(span[0]);
    const fixable = fix?.safe === true ? ' (fixable)' : '';
    return oneLine(`${file.path}:${line + 1}:${character + 1}: ${severity}: ${message} [${rule}]${fixable}`);
  });
}
