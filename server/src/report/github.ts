import { LineIndex } from '../core/text/line-index.ts';
import type { LintResult } from './lint-result.ts';
import type { Severity } from '../core/findings/finding.ts';
import { oneLine } from '../core/text/visible.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions: each finding becomes an annotation on its line. */
export function githubReport({ files }: LintResult): string {
  return files
    .flatMap(({ path, text, findings }) => {
      const index = new LineIndex(text);
      return findings.map(({ rule, severity, message, span }) => {
        const start = index.at(span[0]);
        const end = index.at(span[1]);
        const columns =
          start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
        const place = `file=${property(path)},line=${start.line + 1},endLine=${end.line + 1}${columns}`;
        return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}\n`;
      });
    })
    .join('');
}

function data(text: string): string {
  return oneLine(text).replace(/%/g, '%25');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
