import { LineIndex } from '../core/text/line-index.ts';
import type { Severity } from '../core/findings/finding.ts';
import { fingerprints } from './fingerprint.ts';
import type { LintResult } from './lint-result.ts';
import { oneLine } from '../core/text/visible.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** A Code Quality report of GitLab: the subset of Code Climate's issues that it reads. Lines are counted from 1. */
export function gitlabReport({ files }: LintResult): string {
  const issues = files.flatMap((file) => {
    const index = new LineIndex(file.text);
    const marks = fingerprints(file);
    return file.findings.map(({ rule, severity, message, span }, at) => ({
      description: oneLine(message),
      check_name: rule,
      fingerprint: marks[at],
      severity: severities[severity],
      location: {
        path: file.path.replace(/\\/g, '/').replace(/^\.\//, ''),
        lines: { begin: index.at(span[0]).line + 1, end: index.at(span[1]).line + 1 },
      },
    }));
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
