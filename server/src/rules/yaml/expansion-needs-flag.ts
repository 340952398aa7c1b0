import { isEnabled } from '../../core/server/config-expand.ts';
import { expansionsOf } from '../../core/config/expansion.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'An expansion directive works with a command-line option only',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, ConfigExpandNode',
    since: '4.2',
    formats: ['yaml'],
  },
  function* (config, { configExpand }) {
    const seen = new Set<string>();
    for (const { directives } of expansionsOf(config)) {
      for (const { key, keySpan } of directives) {
        // once for each kind is enough
        if (seen.has(key)) continue;
        seen.add(key);
        const kind = key === '__rest' ? 'rest' : 'exec';
        if (configExpand !== undefined) {
          if (isEnabled(kind, configExpand)) continue;
          yield {
            severity: 'error',
            span: keySpan,
            message: `${config.program} is started with --configExpand ${configExpand} here, as a comment says, and so does not follow ${key}; it does not start.`,
          };
          continue;
        }
        yield {
          span: keySpan,
          message: `${config.program} follows ${key} only when it is started with --configExpand ${kind}, and otherwise does not start; the file must then be ${kind === 'rest' ? 'unreadable' : 'unwritable'} for group and others.`,
        };
      }
    }
  },
);
