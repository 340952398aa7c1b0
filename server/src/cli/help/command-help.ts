/** One option of a command, told in one sentence. */
export interface OptionHelp {
  /** What stands after the option, as in `--output FILE`; a switch has none. */
  readonly value?: string;
  readonly text: string;
}

/** The options of a command, or of one action of it, by name and without the dashes. */
export interface HelpPart {
  /** `rotate` of `keyfile rotate`. */
  readonly action?: string;
  readonly options: Readonly<Record<string, OptionHelp>>;
}

/** What `mongodb-tls COMMAND --help` says. */
export interface CommandHelp {
  readonly purpose: string;
  readonly parts: readonly HelpPart[];
  readonly examples: readonly [string, string];
}
