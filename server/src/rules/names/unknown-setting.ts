import { targetFor } from '../../core/config/platform.ts';
import { formerSettingAt, iniOnlyNamed, optionAt, vendorSettingAt } from '../../core/catalogue/catalogue.ts';
import { removeSetting, replaceValue } from '../../core/fixing/edits.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { gluedLines } from '../../core/fixing/missing-space.ts';
import type { Config } from '../../core/config/config.ts';
import type { PathPart } from '../../core/config/setting-path.ts';
import { secretBelow } from '../../core/config/value-below.ts';
import type { Setting } from '../../core/config/setting.ts';
import { meantSetting } from '../../core/names/meant-name.ts';
import { relocateKey } from '../../core/fixing/relocate-key.ts';
import { removalSeverity, removedIn } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { overlaps, type Edit } from '../../core/text/span.ts';
import { unknownName, type UnknownName } from '../../core/names/unknown-name.ts';
import { explainUnknown } from '../../core/names/unknown-name-message.ts';
import { vocabularyOf, type Target } from '../../core/catalogue/vocabulary.ts';
import { foreignBlank, hasForeignIndentation, nestingUnsureFrom } from '../shared/yaml-problem.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

/** Each fix looks over the whole file, or reads it again, and in one that is wrong all over they help nobody. */
const mostMoves = 10;

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'names',
    summary: 'A setting this server does not know',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* (config, facts) {
    const target = targetFor(config, facts);
    const vocabulary = vocabularyOf(target);
    const reported = new Set<number>();
    const unsureFrom = nestingUnsureFrom(config);
    const isIndentedForeign = hasForeignIndentation(config);
    const [problem] = config.problems;
    for (const setting of config.settings) {
      // nearly all are known
      if (vocabulary.paths.has(setting.path) && !setting.expansion) continue;
      if (!isJudged(setting, config, target)) continue;
      // an indentation of blanks that YAML does not take as such is reported for what it is: no-break-space
      if (isIndentedForeign && foreignBlank.test(setting.path)) continue;
      if (setting.expansion && !hasReached(facts.serverVersion, '4.2')) {
        yield {
          span: setting.valueSpan,
          message:
            'Expansion directives came with MongoDB 4.2; older servers take __exec and __rest as names of settings and do not start.',
        };
        continue;
      }
      const unknown = unknownName(setting, config.text, target);
      const part = unknown?.parts[unknown.index];
      // one report for a section, however many settings it has
      if (!unknown || !part || reported.has(part.span[0])) continue;
      // the line at which the server stops reading has a report of its own
      if (problem && overlaps(problem.span, part.span)) continue;
      // under a template's condition it may be for other versions, and its indentation is not certain
      const isUnsure = part.span[0] > unsureFrom || config.isConditional(part.span[0]);
      if (unknown.cause.kind !== 'misspelled' && isUnsure) continue;
      if (unknown.cause.kind === 'section' && isOthersBusiness(setting)) continue;
      // where the file is no YAML, what stands below what is not certain
      if (unknown.cause.kind === 'below-option' && config.problems.length > 0) continue;
      reported.add(part.span[0]);
      const fix = reported.size <= mostMoves ? fixFor(unknown, setting, config) : undefined;
      const secret = secretBelow(config, part.span);
      yield secret === undefined
        ? { ...report(unknown, setting, target, facts), ...(fix ? { fix } : {}) }
        : { span: part.span, message: secret };
    }
  },
);

function isJudged(setting: Setting, config: Config, target: Target): boolean {
  if (setting.isParameter || setting.pair?.key === '' || vendorSettingAt(setting.path)) return false;
  // the whole file is put in by a program (server-behaviour.md E4)
  if (
    setting.parents.length === 0 &&
    config.partial &&
    /^(__exec|__rest|type|trim|digest|digest_key)$/.test(setting.path)
  )
    return false;
  // a missing blank, as in `mode:requireTLS`, has a rule of its own
  if (gluedLines(setting, config.text).length > 0) return false;
  const former = formerSettingAt(setting.path);
  return !former || hasReached(target.serverVersion, former.removed);
}

/** An empty section has a rule of its own. */
function isOthersBusiness({ value, expansion }: Setting): boolean {
  if (value.kind === 'scalar') return value.unknown === true;
  return value.kind === 'null' || expansion === true;
}

function report(unknown: UnknownName, setting: Setting, target: Target, facts: Facts): Report {
  const part = unknown.parts[unknown.index];
  const unplaced = unplacedFlag(unknown, part?.name, facts);
  if (unplaced !== undefined) {
    return {
      span: part?.span ?? setting.keySpan,
      message: `The manual names ${unplaced} as a flag of the command line only; whether a YAML file may have it here is not established.`,
      severity: 'warning',
    };
  }
  const removed = removedIn(unknown, setting);
  const mayBeOld = removed !== undefined && removalSeverity(removed, facts) === 'warning';
  return {
    span: part?.span ?? setting.keySpan,
    message: explainUnknown(unknown, setting, target, mayBeOld),
    ...(mayBeOld ? { severity: 'warning', doubtful: true } : {}),
    ...(newlyPossible.has(unknown.cause.kind) ? { isUnknownWord: true } : {}),
  };
}

/** Names that a newer release may bring, each at its place. */
const newlyPossible: ReadonlySet<UnknownName['cause']['kind']> = new Set([
  'unheard-of',
  'other-name',
  'misspelled',
  'misplaced',
  'single-name',
]);

/** A flag known from the manual, which does not tell whether there is a setting for it. */
function unplacedFlag(
  { cause }: UnknownName,
  name: string | undefined,
  { serverVersion }: Facts,
): string | undefined {
  if (cause.kind !== 'single-name' || cause.path !== undefined || name === undefined) return undefined;
  const flag = iniOnlyNamed(name);
  const isNew = flag?.manual !== undefined && flag.means === undefined && flag.since !== undefined;
  return isNew && hasReached(serverVersion, flag.since) ? flag.cli : undefined;
}

function fixFor(
  { cause, parts, index, path }: UnknownName,
  setting: Setting,
  config: Config,
): Fix | undefined {
  const part = parts[index];
  if (!part) return undefined;
  const { pair } = part;
  const depth = setting.parents.indexOf(pair);
  const parents = depth < 0 ? setting.parents : setting.parents.slice(0, depth);
  const key = { pair, parents, keySpan: pair.keySpan };
  if (cause.kind === 'misspelled') {
    return {
      title: `Change ${part.name} to ${cause.name}`,
      safe: false,
      edits: [{ span: part.span, text: cause.name }],
    };
  }
  if (
    cause.kind === 'unavailable' &&
    cause.reason === 'removed' &&
    !config.template &&
    (part.isFirstOfKey || pair === setting.pair)
  ) {
    const edit = removeSetting(config, key);
    // since 6.1 the journal is always on, so that nothing is lost
    const safe = setting.path === 'storage.journal.enabled' && setting.text === 'true';
    return edit && { title: `Remove ${path}`, safe, edits: [edit] };
  }
  if (cause.kind === 'other-name') {
    const renamed = renameTo(cause, part, setting, config);
    if (renamed !== 'elsewhere') return renamed;
  }
  const wanted = wantedPath(cause, setting);
  if (wanted === undefined) return undefined;
  const names = wanted.split('.');
  const lastOfKey = parts.map((entry) => entry.pair).lastIndexOf(pair);
  const target = names.slice(0, names.length - (parts.length - 1 - lastOfKey));
  const edits = relocateKey(config, key, target);
  const isSection = pair !== setting.pair;
  const place = target.join('.');
  const title = isSection
    ? `Move the whole section ${part.name} to ${place.includes('.') ? place : 'the top level'}`
    : `Move it to ${wanted}`;
  return edits && { title, safe: false, edits };
}

/** Gives a setting the name it is called by; undefined where that is set already, or another line is meant for it too. */
function renameTo(
  { path, meant }: Extract<UnknownName['cause'], { kind: 'other-name' }>,
  part: PathPart,
  setting: Setting,
  config: Config,
): Fix | 'elsewhere' | undefined {
  const option = optionAt(path)?.option;
  if (
    option &&
    (config.get(option.path) || (meant.note !== undefined && hasRival(setting, option.path, config)))
  )
    return undefined;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const own = setting.path.slice(0, Math.max(setting.path.lastIndexOf('.'), 0));
  const section = path.slice(0, Math.max(path.lastIndexOf('.'), 0));
  if (option && own !== section) return 'elsewhere';
  if (!option && setting.path.split('.').length === 1) return undefined;
  const edits: Edit[] = [{ span: part.span, text: name }];
  if (meant.value !== undefined && meant.value !== setting.text)
    edits.push(replaceValue(config, setting, meant.value));
  return {
    title: meant.value === undefined ? `Change ${part.name} to ${name}` : `Write ${name}: ${meant.value}`,
    safe: meant.safe,
    edits,
  };
}

/** Whether another unknown name of the section stands for the same setting, as `certFile` beside `keyFile` does. */
function hasRival(setting: Setting, path: string, { settings }: Config): boolean {
  const section = setting.path.slice(0, Math.max(setting.path.lastIndexOf('.'), 0));
  return settings.some((other) => {
    if (other === setting || !other.path.startsWith(`${section}.`)) return false;
    const meant = meantSetting(section, other.path.slice(section.length + 1), other.text);
    return meant?.path === path && meant.note === undefined;
  });
}

function wantedPath(cause: UnknownName['cause'], setting: Setting): string | undefined {
  if (cause.kind === 'misplaced' || cause.kind === 'single-name' || cause.kind === 'other-name')
    return cause.path;
  return cause.kind === 'dotted-parameter' ? setting.path : undefined;
}
