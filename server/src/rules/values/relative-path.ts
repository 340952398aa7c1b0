import { parameterNamed } from '../../core/catalogue/catalogue.ts';
import { parameterName } from '../../core/config/parameters.ts';
import type { Setting } from '../../core/config/setting.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';

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
      const isWindows = platformOf(config, facts) === 'windows';
      const fix = config.format === 'ini' ? unquoted(setting, text) : undefined;
      yield {
        span: setting.valueSpan,
        ...(isSecurityFile(setting) ? {} : { severity: 'info' }),
        message: fix
          ? 'In the INI format quotes are part of the value: the server looks for a path that begins with one.'
          : explain(text, isWindows),
        ...(fix ? { fix } : {}),
      };
    }
  },
);

function explain(path: string, isWindows: boolean): string {
  const home = path.startsWith('~') ? 'The server does not put the home directory in for ~, and a' : 'A';
  const service = isWindows ? ', and a Windows service cannot be installed with it' : '';
  return `${home} relative path is looked up from the directory the server is started in${service}; write the whole path.`;
}

/** The way out for a path in quotes. */
function unquoted({ valueSpan }: Setting, text: string): Fix | undefined {
  const bare = /^(["'])(.*)\1$/.exec(text)?.[2];
  return bare === undefined
    ? undefined
    : { title: 'Take the quotes away', safe: false, edits: [{ span: valueSpan, text: bare }] };
}

function isFile(setting: Setting): boolean {
  const name = parameterName(setting);
  return (name === undefined ? setting.option : parameterNamed(name))?.isPath === true;
}

function isSecurityFile({ isParameter, canonical }: Setting): boolean {
  return isParameter === true || /^(net\.tls|security)\./.test(canonical);
}

function isRelative(path: string): boolean {
  // a variable or placeholder may stand for the beginning
  return !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !/^[$%<{@#]/.test(path);
}
