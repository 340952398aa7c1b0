import { optionAt, optionByIni, type NamedOption } from '../catalogue/catalogue.ts';
import type { Target } from '../catalogue/vocabulary.ts';
import type { Config } from '../config/config.ts';
import { withoutSecrets } from '../config/secret-texts.ts';
import type { Setting } from '../config/setting.ts';
import { secretBelow } from '../config/value-below.ts';
import { unknownIniName } from '../names/ini-names.ts';
import { explainUnknown } from '../names/unknown-name-message.ts';
import { unknownName, type UnknownName } from '../names/unknown-name.ts';
import { formatVersion } from '../server/server-version.ts';
import { explainOption } from './explain-name.ts';
import { plain } from './markdown.ts';

/**
 * What is known of a name that the server does not know: why not, and the setting that is probably meant, as Markdown. undefined
 * where nothing is known of it, or where it may be a secret.
 */
export function explainUnknownName(setting: Setting, config: Config, target: Target): string | undefined {
  if (secretBelow(config, setting.keySpan) !== undefined) return undefined;
  const { why, meant } = config.format === 'yaml' ? inYaml(setting, config, target) : inIni(setting, target);
  if (why === undefined) return undefined;
  const parts = [`**${plain(withoutSecrets(why, config))}**`, meant && explainOption(meant, target)];
  return parts.filter((part) => part !== undefined).join('\n\n---\n\n');
}

interface Explanation {
  readonly why?: string;
  readonly meant?: NamedOption;
}

function inYaml(setting: Setting, config: Config, target: Target): Explanation {
  const unknown = unknownName(setting, config.text, target);
  if (!unknown || unknown.cause.kind === 'unheard-of') return {};
  const path = meantPath(unknown);
  const meant = path === undefined ? undefined : optionAt(path);
  return { why: explainUnknown(unknown, setting, target), ...(meant ? { meant } : {}) };
}

/** The dotted path that is meant, with the names that follow the wrong one. */
function meantPath({ cause, path, parts, index }: UnknownName): string | undefined {
  const rest = parts.slice(index + 1).map(({ name }) => name);
  const section = path.split('.').slice(0, -1);
  if (cause.kind === 'other-name') return [cause.path, ...rest].join('.');
  if (cause.kind === 'misspelled') return [...section, cause.name, ...rest].join('.');
  return cause.kind === 'misplaced' || cause.kind === 'single-name' ? cause.path : undefined;
}

function inIni({ path, text }: Setting, target: Target): Explanation {
  const unknown = unknownIniName(path, target, text);
  const name = unknown && 'name' in unknown ? unknown.name : undefined;
  const meant = name === undefined ? undefined : optionByIni(name);
  if (name === undefined || !meant) return {};
  const server = `${target.program} ${formatVersion(target.serverVersion)}`;
  return { why: `${path} is not known to ${server}: the setting is called ${name}.`, meant };
}
