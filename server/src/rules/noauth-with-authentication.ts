import { standTogether } from '../core/models/presence.ts';
import { readFlag } from '../core/models/setting.ts';
import { defineRule } from '../core/rule.ts';
import { slice } from '../core/span.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The INI name noauth stands beside a setting that needs authentication',
    citation: 'src/mongo/db/server_options_general.idl, conflicts of noauth',
    formats: ['ini'],
  },
  function* (config) {
    const isOn = (name: string) =>
      config.settings.find(
        ({ path, valueSpan }) => path === name && readFlag(slice(config.text, valueSpan), 'ini') === true,
      );
    const noauth = isOn('noauth');
    const other =
      isOn('auth') ?? isOn('transitionToAuth') ?? config.settings.find(({ path }) => path === 'keyFile');
    if (!noauth || !other || !standTogether(config, noauth, other)) return;
    yield {
      span: noauth.keySpan,
      message: `noauth cannot stand beside ${other.path}; the server does not start with both.`,
      related: [{ span: other.keySpan, message: 'this asks for authentication' }],
    };
  },
);
