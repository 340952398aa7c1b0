import { targetFor } from '../config/platform.ts';
import { parameterNamed, unavailable, vendorSettingAt } from '../catalogue/catalogue.ts';
import { defaultsOf } from './effective-defaults.ts';
import { EffectiveText, type EffectiveRow } from './effective-text.ts';
import { withoutSecrets } from '../config/secret-texts.ts';
import { isSecret } from '../config/secret.ts';
import type { Facts } from '../facts/facts.ts';
import { LineIndex } from '../text/line-index.ts';
import { presentName } from '../config/normalised-settings.ts';
import type { Config } from '../config/config.ts';
import { parameterName } from '../config/parameters.ts';
import { readFlag, type Setting } from '../config/setting.ts';
import type { YamlNode } from '../yaml/tree.ts';
import { gatewaySettingAt } from '../catalogue/mongosqld.ts';
import { formatVersion, hasReached } from '../server/server-version.ts';
import { overlaps, type Span } from '../text/span.ts';
import { tlsModeWord } from '../catalogue/ssl-names.ts';
import { unreadOf } from '../config/unread.ts';
import { type Target } from '../catalogue/vocabulary.ts';
import type { Finding } from '../findings/finding.ts';

/**
 * The settings a server has with a file, as a text in the form of a configuration: each under its present name with the line it
 * comes from; as comments, so that editors show them pale, the defaults (where asked for), what has no effect and why, and what is
 * not read. Secrets are not shown. `findings` are those of the file; `name` is what to call it.
 */
export function effectiveSettings(
  config: Config,
  facts: Facts,
  findings: readonly Finding[],
  shown: ShownSettings,
): string {
  return withoutSecrets(textOf(config, facts, findings, shown), config);
}

/** How settings are shown. */
export interface ShownSettings {
  /** What to call what they are read from. */
  readonly name: string;
  readonly defaults: boolean;
  /** What to call a place, where the settings come from more than one text; else its line. */
  readonly placeOf?: (offset: number) => string;
  /** What is written at a place, where that is not in the text of the configuration alone. */
  readonly textAt?: (span: Span) => string;
}

function textOf(
  config: Config,
  facts: Facts,
  findings: readonly Finding[],
  { name, defaults, placeOf, textAt = (span) => config.text.slice(...span) }: ShownSettings,
): string {
  const target = targetFor(config, facts);
  const lines = new LineIndex(config.text);
  const lineOf = (offset: number): number => lines.at(offset).line + 1;
  const place = placeOf ?? ((offset: number): string => `line ${lineOf(offset)}`);
  const out = new EffectiveText();
  out.comment(titleOf(config, target, name, facts.versionIsAssumed === true));
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    out.comment('With these errors the server does not start, or TLS fails:');
    for (const { span, message } of errors) out.comment(`  ${place(span[0])}: ${message}`);
  }
  if (config.problems.length > 0) {
    out.comment('The server does not read the file, so it has no settings.');
    return out.text();
  }
  for (const setting of config.settings) out.add(rowOf(setting, config, target, findings, { place, textAt }));
  if (defaults) {
    for (const { path, text, note } of defaultsOf(config, target)) {
      out.add({ path, values: text === undefined ? [] : [text], isList: false, isLive: false, note });
    }
  }
  const unread = unreadOf(config);
  const footer = unread
    ? [`The server reads nothing from line ${lineOf(unread.span[0])} to line ${lineOf(unread.span[1])}.`]
    : [];
  return out.text(footer);
}

function titleOf(config: Config, target: Target, name: string, isAssumed: boolean): string {
  if (config.program === 'mongosqld') return `What mongosqld reads from ${name}`;
  const version = formatVersion(target.serverVersion);
  const assumed = isAssumed ? ' (assumed, as no version is given)' : '';
  return `What ${config.program} of MongoDB ${version}${assumed} reads from ${name}`;
}

function rowOf(
  setting: Setting,
  config: Config,
  target: Target,
  findings: readonly Finding[],
  { place, textAt }: { readonly place: (offset: number) => string; readonly textAt: (span: Span) => string },
): EffectiveRow {
  const path = shownPath(setting, config, target);
  const here = findings.filter(({ span }) => overlaps(span, setting.span));
  const ignored = here.find(({ tags }) => tags?.includes('unnecessary'));
  const isWrong = here.some(({ severity }) => severity === 'error');
  const note = [
    setting.from === 'image' ? 'added by the image' : place(setting.keySpan[0]),
    setting.from === 'environment' ? 'by the environment' : '',
    path === setting.path ? '' : `as ${setting.path}`,
    isWrong ? 'error' : '',
    ignored ? `without effect: ${ignored.message}` : '',
  ];
  return {
    path: setting.isParameter ? ['setParameter', path.slice('setParameter.'.length)] : path.split('.'),
    ...shownValue(setting, config, target, textAt),
    isLive: !ignored,
    note: note.filter((part) => part !== '').join(', '),
  };
}

/** The name the target server has for it now. */
function shownPath(setting: Setting, config: Config, target: Target): string {
  const { option, path } = setting;
  if (config.program === 'mongosqld') return path;
  if (hasReached(target.serverVersion, '4.2')) return presentName(setting);
  const names = option ? [option, ...(option.aliases ?? [])] : [];
  return names.find((name) => option && !unavailable({ option, name }, target))?.path ?? path;
}

function shownValue(
  setting: Setting,
  config: Config,
  target: Target,
  textAt: (span: Span) => string,
): Pick<EffectiveRow, 'values' | 'isList'> {
  const { path, canonical, option, value, text, expansion } = setting;
  const only = (shown: string) => ({ values: [shown], isList: false });
  if (isSecret(path) || isSecret(canonical)) return only('<hidden>');
  // a misspelled name may be that of a password
  if (!isKnown(setting, config)) return only('<not shown: unknown setting>');
  if (expansion) return only('<what a program or an address answers at the start>');
  if (text === undefined || option?.type === 'list') {
    return { values: textsOf(value, textAt), isList: value.kind === 'list' || option?.type === 'list' };
  }
  if (option?.type === 'bool') return only(String(readFlag(text, config.format) ?? text));
  const isOldMode = canonical === 'net.ssl.mode' && hasReached(target.serverVersion, '4.2');
  return only(isOldMode ? tlsModeWord(text) : text);
}

function isKnown(setting: Setting, config: Config): boolean {
  const { path, option, iniOnly } = setting;
  if (config.program === 'mongosqld') return gatewaySettingAt(path) !== undefined;
  const parameter = parameterName(setting);
  if (parameter !== undefined)
    return parameterNamed(parameter) !== undefined || !/pas|pw|sec|key/i.test(parameter);
  return option !== undefined || iniOnly !== undefined || vendorSettingAt(path) !== undefined;
}

/** The scalars of a value; what a template fills in as it is written. */
function textsOf(node: YamlNode, textAt: (span: Span) => string): string[] {
  switch (node.kind) {
    case 'null':
      return [''];
    case 'scalar':
      return [node.unknown ? textAt(node.span) : node.text];
    case 'list':
      return node.items.flatMap((item) => textsOf(item, textAt));
    case 'map':
      return [textAt(node.span)];
  }
}
