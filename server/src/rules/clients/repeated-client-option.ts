import { defineRule } from '../../core/linting/rule.ts';

/** Each of its values is one more set of tags. */
const mayBeRepeated = new Set(['readpreferencetags']);

export default defineRule(
  'uri',
  {
    severity: 'warning',
    summary: 'A connection string gives an option twice',
    citation: 'mongodb/specifications source/connection-string/connection-string-spec.md, "Repeated keys"',
  },
  function* ({ options, isExample }) {
    const first = new Map<string, (typeof options)[number]>();
    for (const option of options) {
      const name = option.name.toLowerCase();
      const earlier = first.get(name);
      if (!earlier) first.set(name, option);
      else if (!mayBeRepeated.has(name))
        yield {
          span: option.span,
          message: `${option.name} is given twice. Which of the two values counts depends on the driver.`,
          related: [{ span: earlier.span, message: 'It is given here first' }],
          ...(isExample ? { severity: 'info' as const } : {}),
        };
    }
  },
);
