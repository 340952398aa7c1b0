import { explainTlsLeg, gatewayNamesBelow, gatewaySettingAt } from '../../core/catalogue/mongosqld.ts';
import { pathParts, type PathPart } from '../../core/config/setting-path.ts';
import { secretBelow } from '../../core/config/value-below.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { similarName } from '../../core/text/similar-name.ts';
import { nestingUnsureFrom } from '../shared/yaml-problem.ts';
import type { Report } from '../../core/findings/finding.ts';

/** How the schema is kept was set here up to 2.10 (manual, schema/schema-management-changes). */
const oldSchemaNames = new Set(['schema.sample.mode', 'schema.sample.source']);

export default defineRule(
  'config',
  {
    severity: 'warning',
    cause: 'names',
    summary: 'A setting mongosqld is not documented to have',
    citation: 'MongoDB Connector for BI manual, reference/mongosqld, configuration file',
    programs: ['mongosqld'],
    formats: ['yaml'],
  },
  function* (config) {
    const reported = new Set<number>();
    const unsureFrom = nestingUnsureFrom(config);
    for (const setting of config.settings) {
      const report = reportOf(setting, config);
      if (!report || reported.has(report.span[0]) || report.span[0] > unsureFrom) continue;
      reported.add(report.span[0]);
      const secret = secretBelow(config, report.span);
      yield secret === undefined ? report : { span: report.span, message: secret };
    }
  },
);

function reportOf(setting: Setting, config: Config): Report | undefined {
  if (gatewaySettingAt(setting.path) || setting.pair?.key === '') return undefined;
  // a directive for the whole file
  if (config.partial && setting.parents.length === 0) return undefined;
  const parts = pathParts(setting, config.text);
  const upTo = (count: number): string =>
    parts
      .slice(0, count)
      .map(({ name }) => name)
      .join('.');
  const index = parts.findIndex(
    (_, at) => !gatewayNamesBelow(upTo(at + 1)) && !gatewaySettingAt(upTo(at + 1)),
  );
  const part = parts[index];
  // a section without a value is not known to be a fault here
  if (!part || (index === parts.length - 1 && gatewayNamesBelow(setting.path))) return undefined;
  return describe(part, upTo(index), upTo(index + 1));
}

function describe(part: PathPart, section: string, path: string): Report {
  if (path === 'net.tls' || path === 'mongodb.net.tls') {
    const leg = section === 'net' ? 'clients' : 'server';
    return { span: part.span, message: `mongosqld has no ${path}. ${explainTlsLeg(leg)}` };
  }
  if (oldSchemaNames.has(path)) {
    return {
      span: part.span,
      message: `${path} is for mongosqld up to 2.10; since 2.11 schema.stored.mode and schema.stored.source say where the schema is kept.`,
    };
  }
  const meant = similarName(part.name, gatewayNamesBelow(section) ?? []);
  const question = meant === undefined ? '' : `; did you mean ${meant}?`;
  return {
    span: part.span,
    message: `${path} is not a documented setting of mongosqld${question || '.'}`,
    ...(meant === undefined
      ? {}
      : {
          fix: {
            title: `Change ${part.name} to ${meant}`,
            safe: false,
            edits: [{ span: part.span, text: meant }],
          },
        }),
  };
}
