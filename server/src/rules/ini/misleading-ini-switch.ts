import { readFlag } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { slice } from '../../core/text/span.ts';

/** What the value false of a name that begins with no turns on. */
const turnsOn: Readonly<Record<string, string>> = {
  noauth: 'access control',
  noscripting: 'JavaScript on the server',
  nounixsocket: 'the UNIX domain socket',
  noobjcheck: 'the check of documents that clients send',
  nojournal: 'the journal',
  nodur: 'the journal',
};

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A switch of an INI file does the reverse of what it looks like',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, canonicalizeServerOptions',
    formats: ['ini'],
  },
  function* (config) {
    for (const { path, text, valueSpan, span } of config.settings) {
      if (text === undefined || readFlag(slice(config.text, valueSpan), 'ini') !== false) continue;
      const on = turnsOn[path];
      if (on !== undefined) yield { span, message: `A double negative: ${path} = false turns ${on} on.` };
      else if (path === 'auth') {
        yield {
          span,
          message:
            'auth = false turns access control off, as noauth = true does; who reaches the port may do anything.',
          severity: 'warning',
        };
      }
    }
  },
);
