import { LineIndex } from '../core/text/line-index.ts';
import { reaches, type FileResult, type LintResult } from './lint-result.ts';
import type { Severity } from '../core/findings/finding.ts';
import { oneLine } from '../core/text/visible.ts';
import { xml } from './xml.ts';

/**
 * A report in the format of JUnit: a suite for each file, a case for each finding, failed where it reaches `failOn`, and one case
 * that passes for a file without findings.
 */
export function junitReport(result: LintResult, failOn: Severity): string {
  const failures = (file: FileResult) =>
    file.findings.filter(({ severity }) => reaches(severity, failOn)).length;
  const tests = (file: FileResult) => Math.max(file.findings.length, 1);
  const sum = (count: (file: FileResult) => number) =>
    result.files.reduce((total, file) => total + count(file), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mongodb-tls" tests="${sum(tests)}" failures="${sum(failures)}" errors="0">`,
    ...result.files.flatMap((file) => [
      `  <testsuite name="${xml(oneLine(file.path))}" tests="${tests(file)}" failures="${failures(file)}" errors="0" skipped="0">`,
      ...cases(file, failOn),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function cases({ path, text, findings }: FileResult, failOn: Severity): string[] {
  const name = xml(oneLine(path));
  if (findings.length === 0) return [`    <testcase name="no findings" classname="${name}"/>`];
  const index = new LineIndex(text);
  return findings.flatMap(({ rule, severity, message, span }) => {
    const { line, character } = index.at(span[0]);
    const place = xml(oneLine(`${path}:${line + 1}:${character + 1}: ${severity}: ${message} [${rule}]`));
    const head = `    <testcase name="${rule} at ${line + 1}:${character + 1}" classname="${name}"`;
    if (!reaches(severity, failOn))
      return [`${head}>`, `      <system-out>${place}</system-out>`, '    </testcase>'];
    return [
      `${head}>`,
      `      <failure message="${xml(oneLine(message))}" type="${severity}">${place}</failure>`,
      '    </testcase>',
    ];
  });
}
