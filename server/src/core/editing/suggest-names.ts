import {
  catalogue,
  optionAt,
  type IniOnly,
  type Option,
  type Parameter,
  unavailable,
} from '../catalogue/catalogue.ts';
import type { Config } from '../config/config.ts';
import { hasReached, inRange } from '../server/server-version.ts';
import { vocabularyOf, type Target } from '../catalogue/vocabulary.ts';
import { explainIniOnly, explainOption, explainParameter } from './explain-name.ts';
import { sectionDescription } from './sections.ts';
import type { Suggestion } from './suggestion.ts';
import { inUsualOrder } from './usual-order.ts';
import { parameterWords, wordsOf } from './words.ts';
import type { KeyPlace } from './cursor-context.ts';

/** The names that may stand at a place: known to the target, not deprecated there, and not in the file already. */
export function suggestNames(place: KeyPlace, config: Config, target: Target): Suggestion[] {
  const present = presentOptions(config, place);
  if (place.section === 'setParameter') return parameters(place, target, present);
  return place.style === 'ini' ? iniNames(place, target, present) : yamlNames(place, config, target, present);
}

/** The options that are set elsewhere than at the cursor, by canonical path. */
function presentOptions({ settings }: Config, { span }: KeyPlace): ReadonlySet<string> {
  const others = settings.filter(({ keySpan }) => keySpan[1] < span[0] || keySpan[0] > span[1]);
  return new Set(others.map(({ canonical }) => canonical));
}

function yamlNames(
  place: KeyPlace,
  config: Config,
  target: Target,
  present: ReadonlySet<string>,
): Suggestion[] {
  const { paths, offered } = vocabularyOf(target);
  // the beginning of a dotted key is a section too
  const written = config.text.slice(...place.span).replace(/["']/g, '');
  const base = written.slice(0, written.lastIndexOf('.') + 1);
  const section = [place.section, base.slice(0, -1)].filter((part) => part !== '').join('.');
  const unit = indentUnit(config.text);
  const useful = (path: string): boolean => {
    const named = paths.get(path);
    if (named) return isNew(named.option, present);
    return [...(offered.get(path) ?? [])].some((name) => useful(`${path}.${name}`));
  };
  const names = inUsualOrder([...(offered.get(section) ?? [])], section, (name) => name);
  return names.flatMap((name): Suggestion[] => {
    const path = section === '' ? name : `${section}.${name}`;
    if (place.siblings.has(base + name) || !useful(path)) return [];
    const named = paths.get(path);
    const isLeaf = named !== undefined && named.option.type !== 'map';
    return [
      {
        kind: isLeaf ? 'setting' : 'section',
        label: base + name,
        detail: isLeaf ? '' : 'section',
        documentation: isLeaf ? explainOption(named, target) : (sectionDescription(path) ?? ''),
        span: place.span,
        insert: insertKey(
          base + name,
          place,
          unit,
          isLeaf ? leafValue(named.option, place, target) : undefined,
        ),
      },
    ];
  });
}

function isNew({ path }: Option, present: ReadonlySet<string>): boolean {
  // the two mode settings exclude each other
  if (/^net\.(tls|ssl)\.mode$/.test(path))
    return !present.has('net.tls.mode') && !present.has('net.ssl.mode');
  return !present.has(path);
}

function insertKey(name: string, place: KeyPlace, unit: string, value: string | undefined): string {
  const key = `${place.quote}${name}${place.quote}`;
  if (place.hasSeparator) return key;
  if (value !== undefined) return `${key}: ${value}`;
  return place.style === 'flow' ? `${key}: {$0}` : `${key}:\n${unit}$0`;
}

function leafValue(option: Option, { style, quote }: KeyPlace, target: Target): string {
  const words = wordsOf(option, target);
  if (option.type === 'list') return '[$0]';
  // text in JSON stands in quotes
  const around = style === 'flow' && /^(?:string|enum)$/.test(option.type) ? quote : '';
  if (option.valuesAreList || words.length === 0) return `${around}$0${around}`;
  // whoever writes a setting down wants something else than the default
  const sorted = [...words].sort(
    (a, b) => Number(a === String(option.default)) - Number(b === String(option.default)),
  );
  return `${around}\${1|${sorted.join(',')}|}${around}`;
}

function parameters(place: KeyPlace, target: Target, present: ReadonlySet<string>): Suggestion[] {
  const fits = (parameter: Parameter) =>
    parameter.atStartup === true &&
    inRange(target.serverVersion, parameter.since, parameter.deprecated) &&
    (parameter.platforms?.includes(target.platform) ?? true) &&
    ![parameter.name, ...(parameter.aliases ?? [])].some(
      (name) => present.has(`setParameter.${name}`) || place.siblings.has(name),
    );
  return catalogue.parameters.filter(fits).map((parameter) => {
    const words = parameterWords(parameter, target);
    const value = words.length > 0 && !parameter.valuesAreList ? `\${1|${words.join(',')}|}` : '$0';
    const separator = place.hasSeparator ? '' : place.style === 'ini' ? `=${value}` : `: ${value}`;
    return {
      kind: 'setting',
      label: parameter.name,
      detail: 'server parameter',
      documentation: explainParameter(parameter, parameter.name, target),
      span: place.span,
      insert: `${place.quote}${parameter.name}${place.quote}${separator}`,
    };
  });
}

function iniNames(place: KeyPlace, target: Target, present: ReadonlySet<string>): Suggestion[] {
  const end = place.hasSeparator ? '' : ' = $0';
  const { serverVersion } = target;
  const named = catalogue.settings.flatMap((option): Suggestion[] =>
    [option, ...(option.aliases ?? [])].flatMap((name): Suggestion[] => {
      const { ini } = name;
      if (ini === undefined || unavailable({ option, name }, target) || !isNew(option, present)) return [];
      const isOld = name.deprecated !== undefined && hasReached(serverVersion, name.deprecated);
      if (isOld || (option.hidden && option.path !== 'net.ssl.mode')) return [];
      const documentation = explainOption({ option, name }, target, ini);
      return [
        {
          kind: 'setting',
          label: ini,
          detail: name.path,
          documentation,
          span: place.span,
          insert: ini + end,
        },
      ];
    }),
  );
  return [...named, ...catalogue.iniOnly.flatMap((entry) => iniOnly(entry, place, target, present, end))];
}

function iniOnly(
  entry: IniOnly,
  place: KeyPlace,
  target: Target,
  present: ReadonlySet<string>,
  end: string,
): Suggestion[] {
  const { name, means, hidden, programs, excludes = [] } = entry;
  const stands = means?.replace(/^not /, '').split(/ \+ |=/)[0];
  const excluded = [name, ...excludes.flatMap(({ of }) => of), stands ?? ''].some((path) =>
    present.has(path),
  );
  const unknown = stands !== undefined && optionAt(stands) && unavailableAt(stands, target);
  if (means === undefined || hidden || excluded || unknown) return [];
  if (programs && !programs.includes(target.program)) return [];
  const documentation = explainIniOnly(entry, name);
  return [
    { kind: 'setting', label: name, detail: means, documentation, span: place.span, insert: name + end },
  ];
}

function unavailableAt(path: string, target: Target): boolean {
  const named = optionAt(path);
  return named !== undefined && unavailable(named, target) !== undefined;
}

/** The blanks by which a file indents; two where it does not. */
function indentUnit(text: string): string {
  const found = [...text.matchAll(/^( +)[\w"']/gm)].map(([, blanks = '']) => blanks);
  return found.reduce((least, blanks) => (blanks.length < least.length ? blanks : least), found[0] ?? '  ');
}
