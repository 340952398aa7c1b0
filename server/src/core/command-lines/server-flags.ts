import {
  catalogue,
  iniOnlyNamed,
  namedOptions,
  optionByFlag,
  optionByIni,
  unavailable,
} from '../catalogue/catalogue.ts';
import type { Target } from '../catalogue/vocabulary.ts';
import { flagOf } from '../config/display-name.ts';
import { unknownIniName } from '../names/ini-names.ts';
import { once } from '../text/once.ts';

/** What a flag stands for that a server does not know: the flag without dashes, and its value where another one is meant. */
export interface MeantServerFlag {
  readonly name: string;
  readonly value?: string;
  readonly note?: string;
}

/**
 * The flag of mongod or mongos that is meant by one that no release of either knows, given without its dashes; undefined for one
 * that is known, and for one that nothing resembles: it may be a vendor's.
 */
export function meantServerFlag(
  name: string,
  value: string | undefined,
  target: Target,
): MeantServerFlag | undefined {
  if (isServerFlag(name)) return undefined;
  const alike = flagOfLetters(name, target);
  if (alike !== undefined) return { name: alike };
  // flags are called as the names of the INI format are
  const unknown = unknownIniName(name, target, value);
  if (unknown?.kind !== 'misspelled' && unknown?.kind !== 'other-name' && unknown?.kind !== 'yaml-path')
    return undefined;
  if (unknown.name === undefined) return undefined;
  const option = optionByIni(unknown.name)?.option;
  const cli = option ? flagOf(option.path, target.serverVersion) : iniOnlyNamed(unknown.name)?.cli;
  if (cli === undefined) return undefined;
  const meant = withoutDashes(cli);
  if (unknown.kind !== 'other-name') return { name: meant };
  const { value: word, note } = unknown;
  return {
    name: meant,
    ...(word === undefined ? {} : { value: word }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Whether some release of mongod or mongos, or of a vendor's, has a flag, given without its dashes. */
export function isServerFlag(name: string): boolean {
  return (
    (optionByFlag(name) ?? iniOnlyNamed(name)) !== undefined || ofExpansion.includes(name) || isOfVendor(name)
  );
}

/** They are looked at before the options are read (src/mongo/util/options_parser/options_parser.cpp). */
const ofExpansion = ['configExpand', 'configExpandTimeoutSecs'];

/** The flag of this server that has the same letters, whatever their case, hyphens and underscores: `bind-ip`, `replset`. */
function flagOfLetters(name: string, target: Target): string | undefined {
  const wanted = lettersOf(name);
  const found = namedOptions.find(
    (named) => lettersOf(withoutDashes(named.name.cli)) === wanted && !unavailable(named, target),
  );
  return found && withoutDashes(found.name.cli);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

function withoutDashes(cli = ''): string {
  return cli.replace(/^--/, '');
}

const vendorNames = once(() => catalogue.vendor.map(({ path }) => path.replaceAll('.', '').toLowerCase()));

/** A vendor makes a flag of the last names of a path: `vaultServerName` of `security.vault.serverName`. */
function isOfVendor(name: string): boolean {
  const lower = name.toLowerCase();
  return vendorNames().some((path) => path.endsWith(lower));
}
