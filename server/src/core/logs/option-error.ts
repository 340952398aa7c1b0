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

/** What such a line means and what to do. */
export interface OptionErrorTexts {
  readonly meaning: string;
  readonly cause: string;
}

const option: OptionErrorTexts = {
  meaning: 'The server did not start: it refused an option before its log was open (exit code 2).',
  cause: 'Correct the option that the message names; the line is on standard error only.',
};

const file: OptionErrorTexts = {
  meaning: 'The server did not start: it cannot read its configuration file (exit code 2).',
  cause: 'Correct the file where the message says; `mongodb-tls lint` tells what is wrong there.',
};

/** In words; texts for the same fault are the same object. */
export function optionErrorTexts(error: string): OptionErrorTexts {
  return /^Error (?:parsing (?:YAML|INI)|opening|reading) config file/.test(error) ? file : option;
}

/** An error of the option parser; undefined for any other line. */
export function readOptionError(line: string): LogEvent | undefined {
  const text = line.trim();
  return patterns.some((pattern) => pattern.test(text))
    ? { id: null, severity: 'F', component: '-', error: text }
    : undefined;
}
