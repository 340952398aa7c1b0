import { formerSettingAt, optionAt } from '../catalogue/catalogue.ts';
import type { Setting } from '../config/setting.ts';
import { formatVersion } from '../server/server-version.ts';
import { knownElsewhere, unavailableSentence } from './unavailable-name.ts';
import type { UnknownName } from './unknown-name.ts';
import type { Target } from '../catalogue/vocabulary.ts';

/**
 * One sentence on what a server does not know, and why. With `isAssumed` nobody named the version, so that of a removed setting
 * it says from which release on.
 */
export function explainUnknown(
  { path, cause, parts, index }: UnknownName,
  setting: Setting,
  target: Target,
  isAssumed = false,
): string {
  const server = `${target.program} ${formatVersion(target.serverVersion)}`;
  const refuses = `${server} does not start with it`;
  switch (cause.kind) {
    case 'unavailable':
      return unavailableMessage(path, cause, setting, target, isAssumed);
    case 'section':
      return `${path} is a section: it takes settings below it, not a value, and ${refuses}.`;
    case 'below-option':
      return `${cause.option} takes a value and no settings below it; ${refuses}.`;
    case 'dotted-parameter':
      return `Server parameters are written below setParameter, not with a dot; ${server} does not know ${setting.path}.`;
    case 'merge-key':
      return `MongoDB does not follow YAML merge keys: it takes << as the name of a setting, and ${refuses}.`;
    case 'single-name':
      return formerMessage(setting.path) ?? singleNameMessage(path, cause, parts[index]?.name ?? '', server);
    case 'other-name':
      return otherNameMessage(path, cause, server);
    case 'misplaced':
      return cause.path === undefined
        ? `${path} is not known to ${server}; did you mean ${cause.places.join(' or ')}?`
        : `${path} is not known to ${server}: ${belongs(cause.path, parts.length - index)}.`;
    case 'misspelled':
      return cause.name.toLowerCase() === parts[index]?.name.toLowerCase()
        ? `${path} is not known to ${server}: names are case-sensitive, and this one is ${cause.name}${path.toLowerCase() === 'net.ssl.mode' ? ' (net.tls.mode since MongoDB 4.2)' : ''}.`
        : `${path} is not known to ${server}; did you mean ${cause.name}?`;
    case 'unheard-of':
      return formerMessage(setting.path) ?? `${path} is not a setting of MongoDB; ${refuses}.`;
  }
}

function otherNameMessage(
  path: string,
  { path: wanted, meant }: Extract<UnknownName['cause'], { kind: 'other-name' }>,
  server: string,
): string {
  const sectionOf = (full: string): string => full.slice(0, Math.max(full.lastIndexOf('.'), 0));
  const name = sectionOf(wanted) === sectionOf(path) ? wanted.slice(wanted.lastIndexOf('.') + 1) : wanted;
  const what = optionAt(wanted) ? 'setting' : 'section';
  const advice =
    meant.value === undefined ? `the ${what} is called ${name}` : `write ${name}: ${meant.value}`;
  return `${path} is not known to ${server}: ${advice}.${meant.note === undefined ? '' : ` ${meant.note}.`}`;
}

function belongs(place: string, length: number): string {
  const section = place.split('.').slice(0, -length).join('.');
  return section === '' ? 'it belongs at the top level' : `it belongs under ${section}`;
}

function singleNameMessage(
  path: string,
  { path: yaml, means }: { path?: string; means?: string },
  name: string,
  server: string,
): string {
  if (yaml?.split('.').at(-1) === name) return `${path} is not known to ${server}: ${belongs(yaml, 1)}.`;
  const origin = `${name} is a name of the command line and the old INI format`;
  if (yaml !== undefined) return `${origin}; in YAML it is ${yaml}.`;
  return means === undefined
    ? `${origin}, and has no place in a YAML file.`
    : `${origin}; in YAML write ${inYaml(means)}.`;
}

/** What a name of INI stands for in the catalogue, as YAML has it. */
function inYaml(means: string): string {
  return means
    .replace(/^not (.*)/, '$1: false')
    .replace(/=/g, ': ')
    .replace(/ \+ /g, ' and ');
}

function formerMessage(path: string): string | undefined {
  const former = formerSettingAt(path);
  return (
    former &&
    `${path} is a setting of old servers that none knows from ${String(former.removed)} on. ${former.note}`
  );
}

/** What became of the settings that files still carry most. */
const fates: readonly (readonly [path: string, fate: string])[] = [
  ['storage.journal.enabled', 'The journal is always on since then'],
  ['storage.mmapv1', 'The MMAPv1 engine is gone'],
  ['net.http', 'The HTTP interface is gone'],
  ['cloud', 'Free monitoring is gone'],
  ['replication.secondaryIndexPrefetch', 'It was for MMAPv1 only'],
];

function unavailableMessage(
  path: string,
  { names, reason }: Extract<UnknownName['cause'], { kind: 'unavailable' }>,
  setting: Setting,
  target: Target,
  isAssumed: boolean,
): string {
  // of a section the setting that is written counts: net.tls.logVersions is older than the others
  const written = reason === 'not-yet' ? optionAt(setting.path) : undefined;
  const options = names.filter((entry) => entry.reason === reason).map((entry) => entry.named);
  const known = knownElsewhere(reason, written ? [written] : options);
  const sentence = unavailableSentence(path, known, target, isAssumed);
  if (reason === 'not-yet' && /^net\.tls(?=\.|$)/.test(path))
    return `${sentence} Its name there is below net.ssl.`;
  const fate =
    reason === 'removed'
      ? fates.find(([prefix]) => path === prefix || path.startsWith(`${prefix}.`))?.[1]
      : undefined;
  return fate === undefined ? sentence : `${sentence} ${fate}.`;
}
