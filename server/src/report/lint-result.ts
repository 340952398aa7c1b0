import type { Facts } from '../core/facts/facts.ts';
import type { StartedServer } from '../core/deployment/started-server.ts';
import type { ReportedDocument, ReportedKind } from './documents.ts';
import type { ConfigFormat } from '../core/config/setting.ts';
import { compareVersions, formatVersion, type ServerVersion } from '../core/server/server-version.ts';
import type { Program } from '../core/server/server-kind.ts';
import type { Finding, Severity } from '../core/findings/finding.ts';

/** One linted file, as all reports get it. */
export interface FileResult {
  /** As the user named it, or below the folder the user named. */
  readonly path: string;
  readonly text: string;
  readonly kind: ReportedKind;
  readonly program?: Program;
  readonly format?: ConfigFormat;
  /** Of a file of another language: what is in it. */
  readonly documents?: readonly ReportedDocument[];
  readonly findings: readonly Finding[];
  /** The versions that it was judged for: several where its command lines run several servers. */
  readonly versions: readonly ServerVersion[];
  /** Passwords in it: no report repeats them, not even in a fix. */
  readonly secrets: readonly string[];
  /** The files it names, into which findings may point. */
  readonly named: Facts['files'];
  /** The servers that it starts or that read it, with the other texts that these are made of. */
  readonly servers: readonly StartedServer[];
}

export interface LintResult {
  /** `8.0.10`; where files were judged for different versions each of them, oldest first: `4.4.18, 8.0.10`. */
  readonly mongodbVersion: string;
  readonly files: readonly FileResult[];
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** The versions in effect, as {@link LintResult} has them. What no version changes does not count beside what one does. */
export function versionsInEffect(files: readonly FileResult[], otherwise: ServerVersion): string {
  const judged = files
    .filter(({ kind, program }) => kind !== 'pem' && program !== 'mongosqld')
    .flatMap(({ versions }) => versions);
  return listOfVersions(judged.length > 0 ? judged : [otherwise]);
}

/** Each once, oldest first: `4.4.18, 8.0.10`. */
export function listOfVersions(versions: readonly ServerVersion[]): string {
  return [...new Set([...versions].sort(compareVersions).map(formatVersion))].join(', ');
}

/** Counts the findings of all files by severity. */
export function summarize({ files }: LintResult): Summary {
  const count = (severity: Severity) =>
    files.reduce(
      (sum, file) => sum + file.findings.filter((finding) => finding.severity === severity).length,
      0,
    );
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

const ranks: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** Whether a severity is at or above a threshold. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return ranks[severity] >= ranks[threshold];
}
