import { resolve } from 'node:path';
import type { Severity } from '../core/findings/finding.ts';
import { checkstyleReport } from '../report/checkstyle.ts';
import { githubReport } from '../report/github.ts';
import { gitlabReport } from '../report/gitlab.ts';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { reaches, type LintResult } from '../report/lint-result.ts';
import { sarifReport } from '../report/sarif.ts';
import { painter } from '../report/style.ts';
import { terminalReport } from '../report/terminal.ts';
import { textReport, unixReport } from '../report/text.ts';
import { visible } from '../core/text/visible.ts';
import { version } from '../version.ts';
import type { Io } from './io.ts';

export const reportFormats = [
  'text',
  'unix',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
] as const;
type ReportFormat = (typeof reportFormats)[number];

/** One report of a run: its format, and the file it goes to; without one it goes to standard output. */
export interface Output {
  readonly format: ReportFormat;
  readonly file?: string;
}

export interface ReportOptions {
  readonly outputs: readonly Output[];
  /** Leaves out of the text what does not make the run fail, and the summary. */
  readonly quiet: boolean;
  readonly failOn: Severity;
}

/** Writes every report of a run. Answers whether all could be written; what kept one from it is told on standard error. */
export async function writeReports(result: LintResult, options: ReportOptions, io: Io): Promise<boolean> {
  let written = true;
  for (const { format, file } of options.outputs) {
    if (file === undefined) {
      print(result, format, options, io);
      continue;
    }
    const bytes = new TextEncoder().encode(visible(plain(result, format, options)));
    const path = resolve(io.cwd, file);
    const present = await io.host.stat(path);
    const problem =
      present === 'missing'
        ? await io.host.create(path, bytes, 0o644)
        : await io.host.replace(path, bytes, { mode: 0o644 });
    if (problem === undefined) continue;
    io.err(`mongodb-tls lint: --output ${file}: ${problem}`);
    written = false;
  }
  return written;
}

function print(result: LintResult, format: ReportFormat, options: ReportOptions, io: Io): void {
  const { terminal } = io;
  if (format !== 'text' || !terminal) {
    io.out(plain(result, format, options));
    return;
  }
  const { quiet, failOn } = options;
  const paint = painter(terminal.hasColours);
  terminal.print(
    terminalReport(result, { columns: terminal.columns, paint, ...(quiet ? { only: failOn } : {}) }),
  );
}

function plain(result: LintResult, format: ReportFormat, { quiet, failOn }: ReportOptions): string {
  switch (format) {
    case 'text':
      return quiet ? unixReport(grave(result, failOn)) : textReport(result);
    case 'unix':
      return unixReport(quiet ? grave(result, failOn) : result);
    case 'json':
      return jsonReport(result);
    case 'sarif':
      return sarifReport(result, version);
    case 'github':
      return githubReport(result);
    case 'gitlab':
      return gitlabReport(result);
    case 'junit':
      return junitReport(result, failOn);
    case 'checkstyle':
      return checkstyleReport(result);
  }
}

function grave({ files, ...rest }: LintResult, failOn: Severity): LintResult {
  return {
    ...rest,
    files: files.map((file) => ({
      ...file,
      findings: file.findings.filter(({ severity }) => reaches(severity, failOn)),
    })),
  };
}
