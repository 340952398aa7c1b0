import type { Config } from '../../core/config/config.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { isAbsent, settingsOf, standTogether } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Fix, Related, Severity } from '../../core/findings/finding.ts';
import { defineRule, type Rule, type RuleMeta } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';

/** How a setting of a pair is found in a file; undefined where it is not there, or not as the pair wants it. */
export interface Find {
  (config: Config): Setting | undefined;
  /** The settings one of which has to be there (RuleMeta), where that can be said. */
  readonly needs?: readonly string[] | undefined;
}

/** The first of these options that is set. */
export function setting(...paths: readonly string[]): Find {
  return lookingFor(paths, (config) => settingsOf(config, paths)[0]);
}

/** A search that finds something only where one of these settings is there. */
export function lookingFor(needs: Find['needs'], find: (config: Config) => Setting | undefined): Find {
  return Object.assign(find, { needs });
}

/** A name of INI files and command lines that is certainly there: whether it is on is of no account. */
export function written(...names: readonly string[]): Find {
  return (config) => {
    const dashes = config.format === 'flags' ? '--' : '';
    return names
      .map((name) =>
        config.settings.find(
          ({ path, keySpan }) => path === dashes + name && !config.isConditional(keySpan[0]),
        ),
      )
      .find((found) => found !== undefined);
  };
}

/** Settings of which the server takes one, and does not start with both. */
export interface Exclusion extends RuleMeta {
  readonly pairs: readonly (readonly [one: Find, other: Find])[];
  /** Where they exclude each other. Default: always. */
  readonly when?: (config: Config, facts: Facts) => boolean;
  /** Which of a pair is reported: always the first, or the one that comes later in the file. */
  readonly reports: 'first' | 'later';
  /** Of the one that is reported and the other one. */
  readonly message: (reported: Setting, other: Setting, config: Config) => string;
  /** What the other one is, at its place. */
  readonly related: string;
  /** The fixes, best first, by the settings in the order of the pair. */
  readonly fixes?: (config: Config, one: Setting, other: Setting) => readonly Fix[];
}

/** The rule that a row about settings that exclude each other makes. */
export function excludes({
  pairs,
  when,
  reports,
  message,
  related,
  fixes,
  ...meta
}: Exclusion): Rule<'config'> {
  const needs = pairs.map(([one, other]) => one.needs ?? other.needs);
  return defineRule('config', { ...neededBy(needs), ...meta }, function* (config, facts) {
    if (when && !when(config, facts)) return;
    for (const [findOne, findOther] of pairs) {
      const one = findOne(config);
      const other = one && findOther(config);
      if (!other || !standTogether(config, one, other)) continue;
      const isReported = reports === 'first' || one.span[0] > other.span[0];
      const [reported, second] = isReported ? [one, other] : [other, one];
      const [fix, ...alternatives] = fixes?.(config, one, other) ?? [];
      yield {
        span: reported.keySpan,
        message: message(reported, second, config),
        related: [{ span: second.keySpan, message: related }],
        ...(fix ? { fix } : {}),
        ...(alternatives.length > 0 ? { alternatives } : {}),
      };
    }
  });
}

/** A setting that needs another one, or another value of it. */
export interface Requirement extends RuleMeta {
  readonly of: Find;
  /** Where it needs it. Default: always. */
  readonly when?: (config: Config, facts: Facts, setting: Setting) => boolean;
  /** What it needs one of; reported where all of them are certainly not there. */
  readonly missing?: readonly string[];
  readonly at: 'key' | 'value' | 'line';
  /** What is wrong, without a full stop. */
  readonly message: (setting: Setting, config: Config, facts: Facts) => string;
  /** What on a command line would help, as dotted paths, or flags that have none. Default: what is missing. */
  readonly flags?: readonly string[] | ((config: Config, facts: Facts) => readonly string[]);
  /** Where it depends on the server; undefined for that of the rule. */
  readonly severityFor?: (facts: Facts) => Severity | undefined;
  readonly related?: (config: Config) => Related | undefined;
  readonly fix?: (config: Config, setting: Setting) => Fix | undefined;
}

/** The rule that a row about a setting that needs another one makes. */
export function requires(row: Requirement): Rule<'config'> {
  const { of, when, missing = [], at, message, flags = missing, severityFor, related, fix, ...meta } = row;
  return defineRule('config', { ...neededBy([of.needs]), ...meta }, function* (config, facts) {
    const found = of(config);
    if (!found || config.isConditional(found.keySpan[0])) return;
    if ((when && !when(config, facts, found)) || !missing.every((path) => isAbsent(config, path))) return;
    const helpful = typeof flags === 'function' ? flags(config, facts) : flags;
    const severity = severityFor?.(facts);
    const other = related?.(config);
    const mended = fix?.(config, found);
    yield {
      span: placeOf(found, at),
      message: `${message(found, config, facts)}${unlessFlag(config, facts, ...helpful)}.`,
      ...(severity ? { severity } : {}),
      ...(other ? { related: [other] } : {}),
      ...(mended ? { fix: mended } : {}),
    };
  });
}

/** What a rule needs that needs one of several; nothing can be said where one of them needs nothing. */
function neededBy(needs: readonly Find['needs'][]): Pick<RuleMeta, 'needs'> {
  const all = needs.flatMap((paths) => paths ?? []);
  return needs.every((paths) => paths !== undefined) ? { needs: [...new Set(all)] } : {};
}

/** A name of INI files that means a value is that value's place. */
function placeOf({ keySpan, valueSpan, span, iniOnly }: Setting, at: Requirement['at']): Span {
  if (at === 'line') return span;
  return at === 'key' || iniOnly ? keySpan : valueSpan;
}
