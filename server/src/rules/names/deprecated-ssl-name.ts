import { mostFixes } from '../../core/fixing/fix.ts';
import { planMigration, presentSpelling, sslSettings, writesBothAges } from '../../core/fixing/migrate.ts';
import { moveKeyToTls } from '../../core/fixing/move-key.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { keyParts, pathBelow } from '../../core/config/yaml-settings.ts';
import type { YamlPair } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sslNamesReport } from '../shared/ssl-names-report.ts';
import { isModeWord, tlsModeWord } from '../../core/catalogue/ssl-names.ts';
import type { Fix, Hint, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A TLS setting is written with its old SSL name',
    citation: 'src/mongo/util/net/ssl_options_server.idl, deprecated_name',
    since: '4.2',
    tags: ['deprecated'],
  },
  function* (config) {
    const old = sslSettings(config).filter(
      ({ option, iniOnly, isParameter }) => option !== undefined || iniOnly !== undefined || isParameter,
    );
    if (old.length === 0 || writesBothAges(config)) return;
    const { edits, safe, reason } = planMigration(config);
    const fix: Fix | undefined =
      edits.length === 0 ? undefined : { title: titleOf(config, safe), safe, edits };
    const hints = new Map(
      old.map((setting, index) => [setting, leafHint(setting, config, index < mostFixes)]),
    );
    for (const [index, [section, settings]] of [...bySection(old, config)].entries()) {
      const report = reportOf(
        section,
        settings.flatMap((setting) => hints.get(setting) ?? []),
        config.text,
      );
      const message = index === 0 && reason !== undefined ? `${report.message} ${reason}` : report.message;
      yield { ...report, message, ...(fix ? { fix } : {}) };
    }
  },
);

/** Where settings stand together: a section `ssl`, or a way of writing their names. */
type Section = YamlPair | 'dotted' | 'parameter' | 'ini';

/** The settings of each section, in order: one finding speaks of all of them. */
function bySection(settings: readonly Setting[], { format }: Config): Map<Section, Setting[]> {
  const sections = new Map<Section, Setting[]>();
  for (const setting of settings) {
    const section =
      format === 'ini' ? 'ini' : setting.isParameter ? 'parameter' : (sectionOf(setting) ?? 'dotted');
    const own = sections.get(section);
    if (own) own.push(setting);
    else sections.set(section, [setting]);
  }
  return sections;
}

/** The section `ssl` that holds a setting; undefined where its name is joined with dots. */
function sectionOf({ parents }: Setting): YamlPair | undefined {
  let path = '';
  return parents.find((parent) => {
    path = pathBelow(path, parent.key);
    return path === 'net.ssl';
  });
}

function reportOf(section: Section, hints: readonly Hint[], text: string): Report {
  if (typeof section === 'object') {
    return {
      span: keyParts(section, text)?.at(-1) ?? section.keySpan,
      message:
        'The section net.ssl is called net.tls since MongoDB 4.2, and its settings have new names too.',
      hints,
    };
  }
  return sslNamesReport(hints);
}

function titleOf(config: Config, safe: boolean): string {
  const what =
    config.format === 'ini'
      ? 'Rename all ssl names to their tls names'
      : 'Rename all net.ssl settings to net.tls';
  return safe ? what : `${what}, to be checked by hand`;
}

function leafHint(setting: Setting, config: Config, mayMove: boolean): Hint {
  const present = presentSpelling(setting, config);
  const { canonical, text } = setting;
  const word =
    canonical === 'net.ssl.mode' && text !== undefined && isModeWord(text) && tlsModeWord(text) !== text
      ? `, with the value ${tlsModeWord(text)}`
      : '';
  const isMovable = mayMove && config.format === 'yaml' && !setting.isParameter;
  const edits = isMovable ? moveKeyToTls(config, setting) : undefined;
  const single: Fix | undefined = edits && {
    title: `Rename only ${setting.path} to ${present}`,
    safe: true,
    edits,
  };
  return {
    span: setting.keySpan,
    message: `${bare(setting.path)} is an old name, deprecated since MongoDB 4.2: write ${bare(present)}${word}.`,
    ...(single ? { alternatives: [single] } : {}),
  };
}

function bare(path: string): string {
  return path.replace(/^setParameter\./, '');
}
