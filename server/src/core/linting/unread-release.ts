import {
  formatVersion,
  isBeyondKnown,
  newestVersion,
  seriesOf,
  type ServerVersion,
} from '../server/server-version.ts';
import type { Report } from '../findings/finding.ts';

/**
 * A report as it stands for a release: that the server does not know a word is certain only of releases that are known. For a newer
 * one it is a warning that says so, and no fix is safe.
 */
export function forRelease(report: Report, version: ServerVersion): Report {
  if (report.isUnknownWord !== true || !isBeyondKnown(version)) return report;
  const { fix, ...rest } = report;
  return {
    ...rest,
    severity: report.severity === 'info' ? 'info' : 'warning',
    message: `No release up to MongoDB ${seriesOf(newestVersion)}, the newest known here, knows this word; MongoDB ${formatVersion(version)} may.${fix ? ` If it does not: ${lowerFirst(fix.title)}.` : ''}`,
    ...(fix ? { fix: { ...fix, safe: false } } : {}),
  };
}

function lowerFirst(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
