import {
  catalogue,
  formerSettingAt,
  iniOnlyNamed,
  optionAt,
  optionByIni,
  unavailable,
  type IniOnly,
  type NamedOption,
  type Unavailable,
} from '../catalogue/catalogue.ts';
import { meantSingleName } from './meant-name.ts';
import { knownElsewhere, type UnavailableHere } from './unavailable-name.ts';
import { hasReached, inRange } from '../server/server-version.ts';
import { sameLetters } from '../text/same-letters.ts';
import { similarName } from '../text/similar-name.ts';
import type { Target } from '../catalogue/vocabulary.ts';

/** Why a server does not know a single name of the INI format. */
export type UnknownIniName =
  | ({ readonly kind: 'unavailable' } & UnavailableHere)
  /** A dotted path of YAML; `name` is what INI calls it, where INI knows it at all. */
  | { readonly kind: 'yaml-path'; readonly name?: string }
  /** People write this for `name`, whose value is to be `value` where that is there. */
  | { readonly kind: 'other-name'; readonly name: string; readonly value?: string; readonly note?: string }
  | { readonly kind: 'misspelled'; readonly name: string }
  | { readonly kind: 'unheard-of' };

/** Compares a name with those of a server (server-behaviour.md I2); undefined where the server knows it. */
export function unknownIniName(name: string, target: Target, value?: string): UnknownIniName | undefined {
  // `vv = true` is the command line's -vv
  if (/^v{2,12}$/.test(name) || name === 'setParameter') return undefined;
  const iniOnly = iniOnlyNamed(name);
  if (iniOnly) {
    const reason = iniOnlyUnavailable(iniOnly, target);
    const behind = iniOnly.removed === undefined ? optionBehind(iniOnly) : undefined;
    const own = { option: {}, name: iniOnly };
    return (
      reason && {
        kind: 'unavailable',
        ...knownElsewhere(reason, [reason === 'removed' && behind ? behind : own]),
      }
    );
  }
  const named = optionByIni(name);
  if (named) {
    if (isEarlySelector(named, target))
      return { kind: 'unavailable', reason: 'not-yet', since: selectorsSince };
    const reason = unavailable(named, target);
    return reason && { kind: 'unavailable', ...knownElsewhere(reason, [named]) };
  }
  const yaml = optionAt(name);
  if (yaml ?? formerSettingAt(name)) {
    const ini = yaml && namesOf(yaml).find((candidate) => !unknownIniName(candidate, target));
    return ini === undefined ? { kind: 'yaml-path' } : { kind: 'yaml-path', name: ini };
  }
  return otherName(name, target, value) ?? nearName(name, target);
}

function nearName(name: string, target: Target): UnknownIniName {
  const near = sameLetters(name, [...knownNames(target)]) ?? similarName(name, knownNames(target));
  return near === undefined ? { kind: 'unheard-of' } : { kind: 'misspelled', name: near };
}

/** What the table of what people write has for a single name, or the last name of a YAML path written alone. */
function otherName(name: string, target: Target, value: string | undefined): UnknownIniName | undefined {
  if (sameLetters(name, [...knownNames(target)]) !== undefined) return undefined;
  const meant = meantSingleName(name, value);
  const path = meant?.path ?? lonePath(name);
  const option = path === undefined ? undefined : optionAt(path)?.option;
  if (!option) return undefined;
  const inis = [option.ini, ...(option.aliases ?? []).map(({ ini }) => ini)].filter(
    (ini) => ini !== undefined && !unknownIniName(ini, target),
  );
  const ini = inis.find((candidate) => candidate?.slice(0, 3) === name.slice(0, 3).toLowerCase()) ?? inis[0];
  // it has no name of its own in INI
  const isSwitch = option.path === 'security.authorization';
  const own = isSwitch ? 'auth' : ini;
  if (own === undefined) return undefined;
  return {
    kind: 'other-name',
    name: own,
    ...(isSwitch ? { value: meant?.value === 'disabled' || value === 'disabled' ? 'false' : 'true' } : {}),
    ...(isSwitch || meant?.value === undefined ? {} : { value: meant.value }),
    ...(meant?.note === undefined ? {} : { note: meant.note }),
  };
}

/** The path below net.tls or security of a last name that stands alone: `CAFile`, `clusterAuthMode`. */
function lonePath(name: string): string | undefined {
  for (const section of ['net.tls', 'security', 'replication', 'storage', 'net', 'sharding']) {
    const wanted = `${section}.${name}`.toLowerCase();
    const option = catalogue.settings.find(({ path, hidden }) => !hidden && path.toLowerCase() === wanted);
    if (option) return option.path;
  }
  return undefined;
}

function namesOf({ option, name }: NamedOption): string[] {
  return [name.ini, option.ini].filter((ini) => ini !== undefined);
}

/** The one option that a name of INI sets under another name. */
function optionBehind({ means }: IniOnly): NamedOption | undefined {
  const path = /^(?:not )?([\w.]+)$/.exec(means ?? '')?.[1];
  return path === undefined ? undefined : optionAt(path);
}

function iniOnlyUnavailable(entry: IniOnly, target: Target): Unavailable | undefined {
  if (entry.programs && !entry.programs.includes(target.program)) return 'other-program';
  if (!inRange(target.serverVersion, entry.since)) return 'not-yet';
  if (!inRange(target.serverVersion, undefined, entry.removed)) return 'removed';
  const option = optionBehind(entry);
  // nojournal went with storage.journal.enabled
  return option && unavailable(option, target) === 'removed' ? 'removed' : undefined;
}

const selectorsSince = '4.2';

/** The certificate selectors came to the INI format with 4.2, to YAML before (server-behaviour.md I10). */
function isEarlySelector({ option }: NamedOption, { serverVersion }: Target): boolean {
  return option.path.endsWith('ertificateSelector') && !hasReached(serverVersion, selectorsSince);
}

function* knownNames(target: Target): Iterable<string> {
  yield 'setParameter';
  for (const option of catalogue.settings) {
    if (option.hidden) continue;
    for (const name of [option, ...(option.aliases ?? [])]) {
      if (name.ini !== undefined && !unavailable({ option, name }, target)) yield name.ini;
    }
  }
  for (const entry of catalogue.iniOnly) {
    if (!entry.hidden && !iniOnlyUnavailable(entry, target)) yield entry.name;
  }
}
