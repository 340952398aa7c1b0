import type { RuleLevel } from '../core/linting/lint.ts';
import { presentRule } from '../core/findings/former-rules.ts';
import { allRules } from '../rules/all-rules.ts';
import type { FileKind } from '../core/embedded/host-file.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import { parseArguments } from './arguments.ts';
import { UsageError } from './io.ts';
import { reportFormats, type Output } from './lint-report.ts';
import { oneOf, pathMapping, targetOf, targetOptions } from './target-options.ts';
import type { Edition, Platform } from '../core/server/server-kind.ts';
import type { Severity } from '../core/findings/finding.ts';

const severities = ['error', 'warning', 'info'] as const;
const editions = ['any', 'community', 'enterprise'] as const;
/** `commandline` is the older word for a file of another language. */
const kinds = ['auto', 'config', 'keyfile', 'pem', 'host', 'commandline'] as const;

export interface LintOptions {
  /** Connection strings and driver options are looked for. */
  readonly clients: boolean;
  readonly paths: readonly string[];
  readonly outputs: readonly Output[];
  readonly quiet: boolean;
  readonly fix: boolean;
  /** undefined: not given, and the newest is assumed. */
  readonly serverVersion: ServerVersion | undefined;
  readonly platform: Platform;
  readonly platformIsGiven?: true;
  readonly edition: Edition;
  readonly kind: FileKind | 'auto';
  readonly failOn: Severity;
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** Server path prefix to local folder, as the user wrote it. */
  readonly pathMap: Readonly<Record<string, string>>;
  /** Globs of what is left out where folders are searched. */
  readonly exclude: readonly string[];
  readonly memberHosts: readonly string[];
  readonly expiryWarningDays: number;
  /** The name that standard input is judged by. */
  readonly stdinFileName: string;
}

const optionTypes = {
  format: { type: 'string', multiple: true },
  output: { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
  fix: { type: 'boolean' },
  'no-clients': { type: 'boolean' },
  ...targetOptions,
  edition: { type: 'string' },
  kind: { type: 'string' },
  'fail-on': { type: 'string' },
  rule: { type: 'string', multiple: true },
  'path-map': { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'member-hosts': { type: 'string', multiple: true },
  'expiry-warning-days': { type: 'string' },
  'stdin-filename': { type: 'string' },
} as const;

/** Reads the arguments of `lint`. Throws {@link UsageError} naming what is wrong and what would be right. */
export function lintOptions(args: readonly string[]): LintOptions {
  const { values, positionals, tokens } = parseArguments(args, optionTypes);
  if (positionals.length === 0)
    throw new UsageError('name at least one file or folder, or - for standard input');
  if (values.fix === true && positionals.includes('-'))
    throw new UsageError('--fix changes files and cannot change standard input; name the file');
  return {
    paths: positionals,
    outputs: outputsOf(tokens),
    quiet: values.quiet ?? false,
    fix: values.fix ?? false,
    clients: values['no-clients'] !== true,
    ...targetOf(values),
    edition: oneOf('--edition', editions, values.edition ?? 'any'),
    kind: fileKind(oneOf('--kind', kinds, values.kind ?? 'auto')),
    failOn: oneOf('--fail-on', severities, values['fail-on'] ?? 'error'),
    levels: Object.fromEntries((values.rule ?? []).map(ruleLevel)),
    pathMap: Object.fromEntries((values['path-map'] ?? []).map(pathMapping)),
    exclude: (values.exclude ?? []).map(glob),
    memberHosts: (values['member-hosts'] ?? []).flatMap(hostList),
    expiryWarningDays: days(values['expiry-warning-days'] ?? '30'),
    stdinFileName: values['stdin-filename'] ?? 'mongod.conf',
  };
}

/** Each --output belongs to the --format before it; the first may come alone, and is text. */
function outputsOf(
  tokens: readonly { readonly kind: string; readonly name?: string; readonly value?: string | undefined }[],
): Output[] {
  const outputs: Output[] = [];
  for (const { kind, name, value = '' } of tokens) {
    if (kind !== 'option') continue;
    if (name === 'format') outputs.push({ format: oneOf('--format', reportFormats, value) });
    if (name !== 'output') continue;
    if (value === '') throw new UsageError('--output takes a file');
    const last = outputs.pop() ?? { format: 'text' };
    if (last.file !== undefined)
      throw new UsageError(`--output ${value} has no --format of its own before it`);
    outputs.push({ ...last, file: value });
  }
  return outputs.length > 0 ? outputs : [{ format: 'text' }];
}

function fileKind(kind: (typeof kinds)[number]): FileKind | 'auto' {
  return kind === 'commandline' ? 'host' : kind;
}

function ruleLevel(text: string): [string, RuleLevel] {
  const [given = '', level = ''] = text.split('=');
  const id = presentRule(given);
  if (!allRules.has(id)) throw new UsageError(`--rule: there is no rule ${id}`);
  return [id, oneOf('--rule', ['off', ...severities], level)];
}

function glob(text: string): string {
  if (text.trim() === '' || text.length > 500)
    throw new UsageError('--exclude takes a glob of files or folders, as "**/vendor/**"');
  return text;
}

function hostList(text: string): string[] {
  return text
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
}

function days(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new UsageError('--expiry-warning-days takes a number of days, 0 or more');
  return Number(text);
}
