import { defineRule } from '../../core/linting/rule.ts';
import { pairsOf } from '../../core/yaml/nodes.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A value without a name',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* ({ root, text, template, problems }) {
    if (template || problems.length > 0) return;
    for (const { key, keySpan } of pairsOf(root)) {
      if (key !== '') continue;
      const [start, end] = keySpan;
      const colon = /^\s*:/.exec(text.slice(end))?.[0].length ?? 0;
      yield {
        span: [start, Math.max(end, start === end ? end + colon : end)],
        message:
          start === end || /^(["'])\1$/.test(text.slice(start, end))
            ? 'There is no name before this colon, and the server does not start.'
            : 'The name of a setting must be plain text; for the server this one is empty, and it does not start.',
      };
    }
  },
);
