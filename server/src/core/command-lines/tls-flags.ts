import { catalogue, iniOnlyNamed, optionAt, optionByFlag } from '../catalogue/catalogue.ts';
import { meantSingleName } from '../names/meant-name.ts';
import { sameLetters } from '../text/same-letters.ts';
import { similarName } from '../text/similar-name.ts';
import { isDatabaseTool, type CommandLine, type CommandProgram, type Flag } from './command-line.ts';
import { tlsModes } from '../security/tls-mode.ts';
import type { Edit } from '../text/span.ts';
import type { Fix } from '../findings/finding.ts';

/** What a TLS flag of a program is. */
export interface TlsFlag {
  /** The option it sets, equal for all its spellings. */
  readonly option: string;
  /** The name to use, without dashes; the flag's own where it is not deprecated. */
  readonly preferred: string;
}

/** The clients' TLS flags by their present names; each old name is `ssl` for `tls` but where named below. */
const clientFlags = [
  'tls',
  'tlsCAFile',
  'tlsCertificateKeyFile',
  'tlsCertificateKeyFilePassword',
  'tlsCertificateSelector',
  'tlsCRLFile',
  'tlsDisabledProtocols',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsFIPSMode',
];
const oldClientNames: Readonly<Record<string, string>> = {
  sslPEMKeyFile: 'tlsCertificateKeyFile',
  sslPEMKeyPassword: 'tlsCertificateKeyFilePassword',
};

/** The flags of the database tools by the names of the shells: they never had any of these but tlsInsecure. */
const toolNames: Readonly<Record<string, string>> = {
  tls: 'ssl',
  tlsCAFile: 'sslCAFile',
  tlsCertificateKeyFile: 'sslPEMKeyFile',
  tlsCertificateKeyFilePassword: 'sslPEMKeyPassword',
  tlsCRLFile: 'sslCRLFile',
  tlsFIPSMode: 'sslFIPSMode',
  tlsInsecure: 'tlsInsecure',
};
const toolFlags = Object.values(toolNames);
/** Both make a tool accept any certificate, as tlsInsecure does. */
const oldToolFlags = ['sslAllowInvalidCertificates', 'sslAllowInvalidHostnames'];

/**
 * What a flag means to a program, or undefined for one that has nothing to do with TLS or that the program does not know.
 * mongod and mongos: the catalogue. mongosh (packages/arg-parser), the legacy shell (ssl_options_client.idl) and the database tools
 * (common/options/options.go): their own.
 */
export function tlsFlag(program: CommandProgram, name: string): TlsFlag | undefined {
  if (program === 'mongosh' || program === 'mongo') return clientFlag(program, name);
  if (program === 'mongodb_exporter') return undefined;
  if (isDatabaseTool(program)) return toolFlag(name);
  const iniOnly = iniOnlyNamed(name);
  if (iniOnly?.name === 'tlsOnNormalPorts') return { option: iniOnly.name, preferred: iniOnly.name };
  const named = optionByFlag(name);
  if (!named || !/^net\.(tls|ssl)\./.test(named.option.path)) return undefined;
  if (named.option.path === 'net.ssl.mode') return { option: 'net.tls.mode', preferred: 'tlsMode' };
  return { option: named.option.path, preferred: named.option.cli?.replace(/^--/, '') ?? name };
}

function clientFlag(program: 'mongosh' | 'mongo', name: string): TlsFlag | undefined {
  if (program === 'mongosh' && name === 'tlsUseSystemCA') return { option: name, preferred: name };
  // the one old name that mongosh refuses (packages/arg-parser, unsupported options)
  if (program === 'mongosh' && name === 'sslFIPSMode') return undefined;
  const preferred = oldClientNames[name] ?? name.replace(/^ssl/, 'tls');
  return clientFlags.includes(preferred) ? { option: preferred, preferred } : undefined;
}

function toolFlag(name: string): TlsFlag | undefined {
  if (oldToolFlags.includes(name)) return { option: 'tlsInsecure', preferred: 'tlsInsecure' };
  return toolFlags.includes(name) ? { option: name, preferred: name } : undefined;
}

/** The TLS flags a program knows, by their present names, for "did you mean". */
function tlsFlagNames(program: CommandProgram): readonly string[] {
  if (program === 'mongosh' || program === 'mongo') return clientFlags;
  // bsondump reads a file and connects to nothing
  if (program === 'bsondump' || program === 'mongodb_exporter') return [];
  if (isDatabaseTool(program)) return toolFlags;
  return catalogue.settings
    .filter((option) => option.path.startsWith('net.tls.') && option.hidden !== true)
    .flatMap((option) => (option.cli === undefined ? [] : [option.cli.replace(/^--/, '')]));
}

/** What a TLS flag that a program does not know stands for: the flag without dashes, and its value where another one is meant. */
interface MeantFlag {
  readonly name: string;
  readonly value?: string;
}

/** The flag that is probably meant by one that the program does not know: what people write first, then what is spelled alike. */
export function meantFlag(program: CommandProgram, { name, value }: Flag): MeantFlag | undefined {
  const known = tlsFlagNames(program);
  const alike = sameLetters(name, known);
  if (alike !== undefined) return { name: alike };
  if (isDatabaseTool(program)) return meantToolFlag(name, known);
  const meant = meantSingleName(name, value);
  const cli = meant && optionAt(meant.path)?.option.cli?.replace(/^--/, '');
  if (cli !== undefined && known.includes(cli)) {
    // a flag for the mode alone, such as --tls of the shells, asks for TLS
    const mode = cli === 'tlsMode' && value === undefined ? 'requireTLS' : meant?.value;
    return { name: cli, ...(mode === undefined ? {} : { value: mode }) };
  }
  const near = similarName(name, known);
  return near === undefined ? undefined : { name: near };
}

/** What a tool calls a flag of the shells, whatever their old or new name for it. */
function meantToolFlag(name: string, known: readonly string[]): MeantFlag | undefined {
  const now = clientFlag('mongo', name)?.preferred ?? name;
  const own = now.startsWith('tlsAllowInvalid') ? 'tlsInsecure' : toolNames[now];
  const near = own ?? similarName(name, known);
  return near !== undefined && known.includes(near) ? { name: near } : undefined;
}

/** Whether a flag is an old spelling. */
export function isDeprecatedFlag(program: CommandProgram, flag: Flag): boolean {
  const known = tlsFlag(program, flag.name);
  return known !== undefined && known.preferred !== flag.name;
}

/**
 * One fix that rewrites all old TLS flags of a command line, with the word of `--sslMode`. None where an option is given under
 * both names, which does not start, or where a shell fills in the mode: `requireSSL` would be wrong under the new name.
 */
export function migrateFlags(command: CommandLine): Fix | undefined {
  const edits: Edit[] = [];
  const seen = new Set<string>();
  for (const flag of command.flags) {
    const known = tlsFlag(command.program, flag.name);
    if (!known) continue;
    if (seen.has(known.option)) return undefined;
    seen.add(known.option);
    if (known.preferred === flag.name) continue;
    edits.push({ span: [flag.span[1] - flag.name.length, flag.span[1]], text: known.preferred });
    if (flag.name !== 'sslMode') continue;
    const mode = flag.value?.replace(/SSL$/, 'TLS');
    if (!tlsModes.some((word) => word === mode) || !flag.valueSpan || mode === undefined) return undefined;
    if (mode !== flag.value) edits.push({ span: flag.valueSpan, text: mode });
  }
  return edits.length === 0
    ? undefined
    : {
        title: isDatabaseTool(command.program)
          ? 'Write --tlsInsecure, as the tools call it today'
          : 'Rename the ssl flags of this command to tls',
        safe: true,
        edits,
      };
}
