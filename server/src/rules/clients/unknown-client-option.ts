import { formerOptionNamed } from '../../core/client-options/former-options.ts';
import { explainUnknownOption } from '../../core/client-options/unknown-option.ts';
import { uriOptionNamed } from '../../core/client-options/uri-options.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { GivenOption } from '../../core/client-options/connection-string.ts';

export default defineRule(
  'uri',
  {
    severity: 'warning',
    summary: 'No driver knows an option of a connection string',
    citation: 'mongodb/specifications source/uri-options/uri-options.md; the option tables of the drivers',
  },
  function* ({ options, isExample }) {
    for (const option of options) {
      if (uriOptionNamed(option.name) || formerOptionNamed(option.name)) continue;
      yield { ...report(option), ...(isExample ? { severity: 'info' as const } : {}) };
    }
  },
);

const effect = 'The Node.js driver and mongosh refuse the string; other drivers ignore the option.';

function report({ name, nameSpan }: GivenOption): Report {
  const explained = explainUnknownOption(name);
  switch (explained.kind) {
    case 'server-setting':
      return {
        span: nameSpan,
        message: `${name} is a setting of the server (${explained.path}), not an option of a connection string. ${effect}`,
      };
    case 'similar':
      return {
        span: nameSpan,
        message: `No driver knows ${name}; ${explained.name} is the nearest name. ${effect}`,
        fix: rename(explained.name, nameSpan),
      };
    case 'unknown':
      return { span: nameSpan, message: `No driver knows the option ${name}. ${effect}` };
  }
}

/** It changes what the driver does: what was ignored counts from then on. */
function rename(name: string, span: GivenOption['nameSpan']): Fix {
  return { title: `Rename it to ${name}`, safe: false, edits: [{ span, text: name }] };
}
