import { LineIndex } from '../core/text/line-index.ts';
import type { LintResult } from './lint-result.ts';
import { oneLine } from '../core/text/visible.ts';
import { xml } from './xml.ts';

/** A report in the format of Checkstyle; lines and columns are counted from 1. Files without findings are named, too. */
export function checkstyleReport({ files }: LintResult): string {
  const lines = files.flatMap(({ path, text, findings }) => {
    const index = new LineIndex(text);
    const errors = findings.map(({ rule, severity, message, span }) => {
      const { line, character } = index.at(span[0]);
      return `    <error line="${line + 1}" column="${character + 1}" severity="${severity}" message="${xml(oneLine(message))}" source="mongodb-tls.${rule}"/>`;
    });
    return [`  <file name="${xml(oneLine(path))}">`, ...errors, '  </file>'];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<checkstyle version="10.0">',
    ...lines,
    '</checkstyle>',
    '',
  ].join('\n');
}
