import { targetFor } from '../config/platform.ts';
import { accessOf } from '../security/who-may-connect.ts';
import { optionAt, parameterNamed, vendorSettingAt } from '../catalogue/catalogue.ts';
import type { Facts } from '../facts/facts.ts';
import type { Config } from '../config/config.ts';
import { parameterName } from '../config/parameters.ts';
import type { Setting } from '../config/setting.ts';
import { fileRoles } from '../deployment/role-files.ts';
import type { Rules } from '../linting/lint.ts';
import { formatVersion, isReadFromSource, newestRead } from '../server/server-version.ts';
import { vocabularyOf, type Target } from '../catalogue/vocabulary.ts';
import { explainAccess } from './explain-access.ts';
import { explainVersions } from './explain-versions.ts';
import { explainIniOnly, explainOption, explainParameter, explainVendorSetting } from './explain-name.ts';
import { explainUnknownName } from './explain-unknown.ts';
import { explainFile, type FileContent } from './explain-file.ts';
import type { KeyNames } from './explain-key-file.ts';
import { hoverGatewayAt } from './mongosqld.ts';
import { type Hover, code } from './markdown.ts';
import { isSecret } from '../config/secret.ts';
import { sectionDescription } from './sections.ts';
import { spotAt } from './cursor-target.ts';
import { valueNote } from './value-notes.ts';

/** The settings whose hover says who may connect: each of them changes it. */
const decidesAccess = new Set([
  'net.tls.mode',
  'net.ssl.mode',
  'net.tls.CAFile',
  'net.tls.clusterCAFile',
  'net.tls.allowConnectionsWithoutCertificates',
  'net.tls.allowInvalidCertificates',
  'setParameter.tlsUseSystemCA',
]);

/**
 * Explains the setting, value or section at an offset; undefined where there is none that is known. Shows no secret; a keyfile's
 * keys are told apart by `fingerprint`.
 */
export function hoverAt(
  config: Config,
  offset: number,
  facts: Facts,
  rules: Rules,
  fingerprint?: KeyNames['fingerprint'],
): Hover | undefined {
  if (config.program === 'mongosqld') return hoverGatewayAt(config, offset);
  const spot = spotAt(config, offset);
  if (!spot) return undefined;
  const target = targetFor(config, facts);
  const markdown =
    spot.part === 'section'
      ? explainSection(spot.path, target)
      : explainSetting(spot.setting, config, { facts, target, rules, fingerprint });
  return markdown === undefined ? undefined : { span: spot.span, markdown };
}

interface Surroundings {
  readonly facts: Facts;
  readonly target: Target;
  readonly rules: Rules;
  readonly fingerprint: KeyNames['fingerprint'] | undefined;
}

function explainSetting(setting: Setting, config: Config, surroundings: Surroundings): string | undefined {
  const { facts, target, rules } = surroundings;
  const name = explainSettingName(setting, target);
  if (name === undefined)
    return explainSection(setting.path, target) ?? explainUnknownName(setting, config, target);
  const parts = [name, explainValue(setting, surroundings)];
  if (decidesAccess.has(setting.canonical)) {
    const access = explainAccess(accessOf(config, target));
    // what the mode comes to is what one asks of it; a hover shows little without scrolling
    parts.splice(setting.canonical.endsWith('.mode') ? 0 : parts.length, 0, access);
  }
  parts.push(explainVersions(setting, config, facts, rules));
  const assumed = facts.versionIsAssumed === true ? ', the newest, as no version is given' : '';
  const { serverVersion } = target;
  const read = isReadFromSource(serverVersion)
    ? ''
    : ` The source was read up to ${formatVersion(newestRead)}; of later releases only what the manual says is known.`;
  parts.push(`Judged for MongoDB ${formatVersion(serverVersion)}${assumed}.${read}`);
  return parts.filter((part) => part !== undefined).join('\n\n---\n\n');
}

function explainSettingName(setting: Setting, target: Target): string | undefined {
  const { option, name, iniOnly, path } = setting;
  const parameter = parameterName(setting);
  if (parameter !== undefined) {
    const known = parameterNamed(parameter);
    return known && explainParameter(known, parameter, target);
  }
  if (iniOnly) return explainIniOnly(iniOnly, path);
  if (option && name) return explainOption({ option, name }, target, path);
  const vendor = vendorSettingAt(path);
  return vendor && explainVendorSetting(vendor);
}

function explainValue(
  { option, text, canonical, path, expansion }: Setting,
  surroundings: Surroundings,
): string | undefined {
  if (expansion) return 'The server gets the value from a program or an address when it starts.';
  if (isSecret(path)) return 'The value is a secret and is not shown.';
  if (!option || text === undefined || text === '') return undefined;
  const note = valueNote(canonical, text);
  const lines = [`Here: ${code(text)}${note === undefined ? '' : `. ${note}`}`];
  if (option.isPath) lines.push(explainFile(text, surroundings, contentOf(canonical)) ?? '');
  return lines.filter((line) => line !== '').join('\n\n');
}

function contentOf(canonical: string): FileContent | undefined {
  if (canonical === 'security.keyFile') return 'keyfile';
  return fileRoles.some((role) => canonical === `net.tls.${role}`) ? 'pem' : undefined;
}

function explainSection(path: string, target: Target): string | undefined {
  const description = sectionDescription(path);
  const children = vocabularyOf(target).sections.get(path);
  const option = optionAt(path)?.option;
  if (description === undefined && !children && !option) return undefined;
  const names = children ? `Settings and sections: ${[...children].sort().map(code).join(', ')}.` : '';
  const unknown =
    children || path === 'setParameter'
      ? ''
      : `**MongoDB ${formatVersion(target.serverVersion)} has no such section for ${target.program}.**`;
  return [`**${path}**: section`, description ?? '', names, unknown]
    .filter((part) => part !== '')
    .join('\n\n');
}
