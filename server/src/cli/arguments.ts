import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './io.ts';

/**
 * The options and the plain arguments, and both in the order they came as `tokens`, of a command. Throws a UsageError for an option that is not known or lacks its value;
 * `explain` gives its message where that of Node, which repeats the argument, could show a secret.
 */
export function parseArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  explain: (error: unknown) => string = (error) => (error instanceof Error ? error.message : String(error)),
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options, tokens: true });
  } catch (error) {
    throw new UsageError(explain(error));
  }
}
