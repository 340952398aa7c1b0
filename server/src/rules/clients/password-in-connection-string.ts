import type { ConnectionString } from '../../core/client-options/connection-string.ts';
import { uriOptionNamed } from '../../core/client-options/uri-options.ts';
import { formerOptionNamed } from '../../core/client-options/former-options.ts';
import type { Span } from '../../core/text/span.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'uri',
  {
    severity: 'info',
    summary: 'A connection string holds a password in plain text',
    citation: 'MongoDB Manual, Connection Strings; CWE-798',
  },
  function* (uri) {
    if (uri.isExample) return;
    for (const span of passwordSpans(uri)) {
      yield {
        span,
        message:
          'A password stands here in plain text, where everyone who can read the file reads it. Let an environment variable or a secret store put it in.',
      };
    }
  },
);

function* passwordSpans({ password, options }: ConnectionString): Iterable<Span> {
  if (password?.text !== undefined && password.text !== '') yield password.span;
  for (const { name, value, valueSpan } of options) {
    const now = formerOptionNamed(name)?.now ?? name;
    if (uriOptionNamed(now)?.type === 'secret' && value !== undefined && value !== '') yield valueSpan;
  }
}
