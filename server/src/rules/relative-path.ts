import { parameterNamed } from '../core/catalogue.ts';
import { parameterName } from '../core/models/parameters.ts';
import type { Setting } from '../core/models/setting.ts';
import { platformOf } from '../core/models/platform.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The place of a file depends on where the server is started',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, boost::filesystem::absolute',
  },
  function* (config, facts) {
    for (const setting of config.settings) {
      const { text } = setting;
      if (text === undefined || text === '' || !isFile(setting) || !isRelative(text)) continue;
      const service =
        platformOf(config, facts.platform) === 'windows'
          ? ', and a Windows service cannot be installed with it'
          : '';
      yield {
        span: setting.valueSpan,
        ...(isSecurityFile(setting) ? {} : { severity: 'info' }),
        message: `A relative path is looked up from the directory the server is started in${service}; write the whole path.`,
      };
    }
  },
);

function isFile(setting: Setting): boolean {
  const name = parameterName(setting);
  return (name === undefined ? setting.option : parameterNamed(name))?.isPath === true;
}

function isSecurityFile({ isParameter, canonical }: Setting): boolean {
  return isParameter === true || /^(net\.tls|security)\./.test(canonical);
}

function isRelative(path: string): boolean {
  // a variable or placeholder may stand for the beginning
  return !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !/^[$%<{~@#]/.test(path);
}
