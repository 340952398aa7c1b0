import type { LogEvent } from './log-event.ts';

/** What the option parser prints to standard error before there is a log (src/mongo/util/options_parser). */
const patterns: readonly RegExp[] = [
  /^Error parsing (?:YAML|INI) config file/,
  /^Error parsing command line/,
  /^Error (?:opening|reading) config file/,
  /^Multiple occurrences of option/,
  /^(?:BadValue: )?Unrecognized option/,
  /^BadValue: /,
  /^(?:InvalidOptions|InvalidSSLConfiguration|FailedToParse): /,
  /\b(?:is not|not) allowed when .{1,200} (?:is specified|specified)/,
  /\bunsupported value\b/,
  /^No map found at top level/,
  /^duplicate key/i,
];

export const optionErrorMeaning =
  'The server did not start: it refused an option before its log was open (exit code 2).';

export const optionErrorCause =
  'Correct the option that the message names; the line is on standard error only.';

/** An error of the option parser; undefined for any other line. */
export function readOptionError(line: string): LogEvent | undefined {
  const text = line.trim();
  return patterns.some((pattern) => pattern.test(text))
    ? { id: null, severity: 'F', component: '-', error: text }
    : undefined;
}
