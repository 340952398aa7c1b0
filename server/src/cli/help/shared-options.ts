import type { OptionHelp } from './command-help.ts';

/** Options that several commands have with the same meaning. */
export const mongodbVersion: OptionHelp = {
  value: 'V',
  text: 'The server version, such as 8.0 or 4.4.18; without it the newest one that is known.',
};
export const platform: OptionHelp = {
  value: 'P',
  text: 'Where the server runs: linux (the default), windows or macos.',
};
export const pathMap: OptionHelp = {
  value: 'PREFIX=FOLDER',
  text: 'Reads files whose path on the server has this prefix from a local folder; may be repeated.',
};
export const memberHosts: OptionHelp = {
  value: 'HOST,...',
  text: 'Names by which clients and members reach the server; may be repeated.',
};
export const expiryWarningDays: OptionHelp = {
  value: 'N',
  text: 'Reports certificates that expire within this number of days, 30 by default.',
};
export const now: OptionHelp = {
  value: 'ISO-DATE',
  text: 'Judges dates as of this time instead of the current one.',
};
export const passphraseStdin: OptionHelp = {
  text: 'Reads the passphrase of the private key from a line of standard input.',
};

/** `--format` of a command that has these formats; the first is the default. */
export function format(first: string, ...others: readonly string[]): OptionHelp {
  return {
    value: [first, ...others].join('|'),
    text: `The form of the result, ${first} by default.`,
  };
}
