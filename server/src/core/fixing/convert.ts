import { unavailable } from '../catalogue/catalogue.ts';
import { unknownIniName } from '../names/ini-names.ts';
import type { Config } from '../config/config.ts';
import { readFlag, type Setting } from '../config/setting.ts';
import { lineAt, slice } from '../text/span.ts';
import { tlsModeWord, tlsParameterName } from '../catalogue/ssl-names.ts';
import { YamlWriter } from '../yaml/writer.ts';
import type { Target } from '../catalogue/vocabulary.ts';
import { lineBreakOf } from '../yaml/layout.ts';
import { yamlScalar } from '../yaml/scalar.ts';

/** The YAML form of an INI file, or why there is none: one sentence for the user. */
export type Conversion = { readonly text: string } | { readonly reason: string };

/**
 * Writes an INI configuration in the YAML format, under the names that the target server knows: the same settings with the
 * same values, grouped by section, each with the comments above and beside it. What has no place in YAML, or what that server no
 * longer knows, stays as a comment that says so. Never throws.
 */
export function convertToYaml(config: Config, target: Target): Conversion {
  if (config.format !== 'ini' || config.settings.length === 0) {
    return { reason: 'This file is not in the INI format: there is nothing to convert.' };
  }
  if (config.problems.length > 0) {
    return {
      reason: 'The server does not read this file as it is; mend its errors first, and convert it then.',
    };
  }
  if (config.template) {
    return {
      reason:
        'This file is a template, and what it puts in is not known here; convert a file that was made from it.',
    };
  }
  if (config.program === 'mongosqld')
    return { reason: 'mongosqld reads YAML only; this is none of its files.' };
  return { text: new IniConverter(config, target).text() };
}

class IniConverter {
  readonly #config: Config;
  readonly #target: Target;
  readonly #writer: YamlWriter;
  readonly #byLine: ReadonlyMap<number, readonly Setting[]>;
  /** Comments that wait for the setting below them. */
  #pending: string[] = [];

  constructor(config: Config, target: Target) {
    this.#config = config;
    this.#target = target;
    this.#writer = new YamlWriter(lineBreakOf(config.text));
    const byLine = new Map<number, Setting[]>();
    for (const setting of config.settings) {
      const line = lineAt(config.text, setting.keySpan[0])[0];
      byLine.set(line, [...(byLine.get(line) ?? []), setting]);
    }
    this.#byLine = byLine;
  }

  text(): string {
    const { text } = this.#config;
    const start = text.startsWith('\uFEFF') ? 1 : 0;
    for (let at = 0; at < text.length; at = lineAt(text, at)[1]) {
      const line = text.slice(Math.max(at, start), lineAt(text, at)[1]).trim();
      const settings = this.#byLine.get(at);
      if (settings) this.#entry(settings, line);
      else if (line === '') this.#blank();
      else this.#pending.push(line.startsWith('#') ? line : note('is no setting', line));
    }
    return text.slice(0, start) + this.#writer.text(this.#pending);
  }

  /** A comment that a blank line parts from the first setting belongs to the file. */
  #blank(): void {
    if (this.#pending.length === 0) return;
    if (this.#writer.isEmpty) {
      this.#writer.header(this.#pending);
      this.#pending = [];
    } else if (this.#pending.at(-1) !== '') this.#pending.push('');
  }

  #entry(settings: readonly Setting[], line: string): void {
    const obstacle = this.#obstacle(settings);
    if (obstacle !== undefined) {
      this.#pending.push(note(obstacle, line));
      return;
    }
    const hash = line.indexOf('#');
    const comment = hash < 0 ? '' : line.slice(hash);
    for (const [index, setting] of settings.entries()) {
      const isLast = index === settings.length - 1;
      this.#writer.add(this.#path(setting), this.#value(setting), setting.option?.type === 'list', {
        above: this.#pending,
        beside: isLast ? comment : '',
      });
      this.#pending = [];
    }
  }

  /** Why a line has no place in the YAML file. */
  #obstacle(settings: readonly Setting[]): string | undefined {
    const [first] = settings;
    if (!first) return undefined;
    if (first.isParameter) return this.#taken(first);
    const unknown = unknownIniName(first.path, this.#target);
    if (unknown) {
      return unknown.kind === 'unavailable' && unknown.reason === 'removed'
        ? 'was removed from the server'
        : 'is not known to this server';
    }
    // a switch that is a server parameter
    if (!first.option && first.canonical.startsWith('setParameter.')) return this.#taken(first);
    if (!first.option) {
      const isOff = readFlag(slice(this.#config.text, first.valueSpan), 'ini') === false;
      return isOff ? 'has no effect' : 'has no YAML form';
    }
    return settings.map((setting) => this.#taken(setting)).find((reason) => reason !== undefined);
  }

  #taken(setting: Setting): string | undefined {
    const path = this.#path(setting);
    const isTaken = setting.option?.type !== 'list' && this.#writer.has(path);
    return isTaken ? `sets ${path.join('.')} a second time` : undefined;
  }

  /** The path that the target knows: net.ssl before 4.2, net.tls since. */
  #path(setting: Setting): string[] {
    const { option, canonical } = setting;
    if (setting.isParameter) {
      const name = setting.path.slice('setParameter.'.length);
      return ['setParameter', this.#isOld() ? name : tlsParameterName(name)];
    }
    if (!option) return canonical.split('.');
    const names = [option, ...(option.aliases ?? [])].filter(
      (name) => !unavailable({ option, name }, this.#target),
    );
    const path = names[0]?.path ?? option.path;
    if (canonical === 'replication.replSet') return ['replication', 'replSetName'];
    if (canonical === 'net.tls.mode' || canonical === 'net.ssl.mode')
      return this.#isOld() ? ['net', 'ssl', 'mode'] : ['net', 'tls', 'mode'];
    return path.split('.');
  }

  #isOld(): boolean {
    const [major, minor] = this.#target.serverVersion;
    return major < 4 || (major === 4 && minor < 2);
  }

  #value({ option, canonical, text = '', isParameter }: Setting): string {
    if (isParameter || !option) return yamlScalar(text);
    if (option.type === 'bool') return yamlScalar(String(readFlag(text, 'ini') ?? text));
    if (canonical === 'net.ssl.mode' && !this.#isOld()) return yamlScalar(tlsModeWord(text));
    if (canonical === 'net.tls.mode' && this.#isOld()) return yamlScalar(text.replace(/TLS$/, 'SSL'));
    return yamlScalar(text);
  }
}

function note(reason: string, line: string): string {
  return `# Not converted, because it ${reason}: ${line}`;
}
