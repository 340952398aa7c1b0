import { expansionsOf } from '../core/models/expansion.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'An expansion directive works with a command-line option only',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, ConfigExpandNode',
    since: '4.2',
    formats: ['yaml'],
  },
  function* (config) {
    const seen = new Set<string>();
    for (const { directives } of expansionsOf(config)) {
      for (const { key, keySpan } of directives) {
        // once for each kind is enough
        if (seen.has(key)) continue;
        seen.add(key);
        const kind = key.slice(2);
        yield {
          span: keySpan,
          message: `${config.program} follows ${key} only when it is started with --configExpand ${kind}, and otherwise does not start; the file must then be ${kind === 'rest' ? 'unreadable' : 'unwritable'} for group and others.`,
        };
      }
    }
  },
);
