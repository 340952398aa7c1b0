import { mostFixes } from '../../core/fixing/fix.ts';
import { planMigration, presentSpelling, sslSettings, writesBothAges } from '../../core/fixing/migrate.ts';
import { moveKeyToTls } from '../../core/fixing/move-key.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { keyParts, pathBelow } from '../../core/config/yaml-settings.ts';
import type { YamlPair } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { isModeWord, tlsModeWord } from '../../core/catalogue/ssl-names.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

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
    const mended = fix ? { fix } : {};
    const reports = [
      ...sectionsOf(old).map((section) => sectionReport(section, config.text)),
      ...old.map((setting, index) => leafReport(setting, config, index < mostFixes)),
    ];
    for (const [index, report] of reports.entries()) {
      const message = index === 0 && reason !== undefined ? `${report.message} ${reason}` : report.message;
      yield { ...report, message, ...mended };
    }
  },
);

/** The sections `ssl` that hold the settings. */
function sectionsOf(settings: readonly Setting[]): YamlPair[] {
  const sections = new Set<YamlPair>();
  for (const { parents } of settings) {
    let path = '';
    for (const parent of parents) {
      path = pathBelow(path, parent.key);
      if (path === 'net.ssl') sections.add(parent);
    }
  }
  return [...sections];
}

function sectionReport(section: YamlPair, text: string): Report {
  return {
    span: keyParts(section, text)?.at(-1) ?? section.keySpan,
    message: 'The section net.ssl is called net.tls since MongoDB 4.2, and its settings have new names too.',
  };
}

function titleOf(config: Config, safe: boolean): string {
  const what =
    config.format === 'ini'
      ? 'Rename all ssl names to their tls names'
      : 'Rename all net.ssl settings to net.tls';
  return safe ? what : `${what}, to be checked by hand`;
}

function leafReport(setting: Setting, config: Config, mayMove: boolean): Report {
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
