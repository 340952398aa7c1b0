import type { CommandHelp, HelpPart } from './command-help.ts';
import { cluster, connect, plan } from './deployments.ts';
import { certs, convert, inspect, keyfile, log, settings } from './files.ts';
import { lint } from './lint.ts';

/** The help of each command, by its name. */
export const commandHelp: ReadonlyMap<string, CommandHelp> = new Map(
  Object.entries({ lint, convert, settings, keyfile, certs, inspect, cluster, plan, connect, log }),
);

/** What `mongodb-tls COMMAND --help` prints below the usage: each option with a sentence, then two examples. */
export function commandHelpText(command: string): string {
  const help = commandHelp.get(command);
  if (!help) return '';
  return [
    help.purpose,
    '',
    ...help.parts.flatMap((part) => partText(command, part)),
    'Examples:',
    ...help.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

/** The sentence has a line of its own: names with their values are of very different lengths. */
function partText(command: string, { action, options }: HelpPart): string[] {
  return [
    action === undefined ? 'Options:' : `Options of ${command} ${action}:`,
    ...Object.entries(options).flatMap(([name, { value, text }]) => [
      `  --${name}${value === undefined ? '' : ` ${value}`}`,
      `      ${text}`,
    ]),
    '',
  ];
}
