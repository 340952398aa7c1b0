import { gatewaySettingAt } from '../../core/catalogue/mongosqld.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A relative path in the configuration of mongosqld',
    citation:
      'MongoDB Connector for BI manual, reference/mongosqld: all paths in the configuration file must be absolute',
    programs: ['mongosqld'],
    formats: ['yaml'],
  },
  function* (config) {
    for (const { path, text, valueSpan } of config.settings) {
      if (!text || gatewaySettingAt(path)?.isPath !== true) continue;
      if (/^([/\\]|[A-Za-z]:[\\/])/.test(text)) continue;
      yield {
        span: valueSpan,
        message: `${path} is relative, and in the configuration file of mongosqld all paths must be absolute; only on the command line they may be relative.`,
      };
    }
  },
);
