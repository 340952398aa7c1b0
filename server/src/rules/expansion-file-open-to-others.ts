import { expansionsOf } from '../core/models/expansion.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A file with expansion directives that others may read or change',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, OptionsParser::runConfigFileExpand: checkFileMode',
    since: '4.2',
    formats: ['yaml'],
  },
  function* (config, facts) {
    const mode = facts.fileMode;
    if (mode === undefined || facts.platform === 'windows' || config.template) return;
    const directives = expansionsOf(config).flatMap((expansion) => expansion.directives);
    for (const [key, bits, what] of checks) {
      const directive = directives.find((pair) => pair.key === key);
      if (!directive || (mode & bits) === 0) continue;
      yield {
        span: directive.keySpan,
        message: `With ${key} allowed, the server does not start while group or others may ${what} this file, as they may here (mode ${mode.toString(8).padStart(4, '0')}).`,
      };
    }
  },
);

const checks = [
  ['__exec', 0o022, 'write'],
  ['__rest', 0o044, 'read'],
] as const;
