import { valueProblem } from '../../core/client-options/option-values.ts';
import { uriOptionNamed } from '../../core/client-options/uri-options.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { GivenOption } from '../../core/client-options/connection-string.ts';

export default defineRule(
  'uri',
  {
    severity: 'warning',
    summary: 'Drivers do not accept the value of an option',
    citation:
      'mongodb/specifications source/uri-options/uri-options.md: an invalid value is ignored with a warning',
  },
  function* ({ options, isExample }) {
    for (const option of options) {
      const { name, value, span } = option;
      const known = uriOptionNamed(name);
      if (!known || value === undefined) continue;
      const problem = valueProblem(known, value);
      if (problem === undefined) continue;
      const fix = known.type === 'boolean' ? spell(option) : undefined;
      yield {
        span: value === '' ? span : option.valueSpan,
        message: `${known.name} ${problem}. Drivers ignore the option, or refuse the string.`,
        ...(fix ? { fix } : {}),
        ...(isExample ? { severity: 'info' as const } : {}),
      };
    }
  },
);

const meant: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  '1': 'true',
  false: 'false',
  no: 'false',
  off: 'false',
  '0': 'false',
};

function spell({ value = '', valueSpan }: GivenOption): Fix | undefined {
  const text = meant[value.trim().toLowerCase()];
  if (text === undefined) return undefined;
  return { title: `Write ${text}`, safe: false, edits: [{ span: valueSpan, text }] };
}
