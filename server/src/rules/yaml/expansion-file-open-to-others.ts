import { isEnabled } from '../../core/server/config-expand.ts';
import { expansionsOf } from '../../core/config/expansion.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A file with expansion directives that others may read or change',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, OptionsParser::runConfigFileExpand: checkFileMode',
    benchmarks: ['STIG 4.x V1R2: V-252142'],
    since: '4.2',
  },
  function* (config, facts) {
    const { fileMode: mode, configExpand } = facts;
    if (mode === undefined || facts.platform === 'windows' || config.template) return;
    const directives = expansionsOf(config).flatMap((expansion) => expansion.directives);
    for (const [kind, bits, what] of checks) {
      const directive = directives.find((pair) => pair.key === `__${kind}`);
      // the server looks at the file whenever the kind is enabled (server-behaviour.md E8)
      const isChecked = configExpand === undefined ? directive !== undefined : isEnabled(kind, configExpand);
      if (!isChecked || (mode & bits) === 0) continue;
      yield {
        span: directive?.keySpan ?? firstLine(config.text),
        message: `With __${kind} allowed, the server does not start while group or others may ${what} this file, as they may here (mode ${mode.toString(8).padStart(4, '0')}).`,
        // the file may be a copy, in a repository, of the one the server reads
        ...(configExpand === undefined ? { severity: 'warning' } : {}),
      };
    }
  },
);

const checks = [
  ['exec', 0o022, 'write'],
  ['rest', 0o044, 'read'],
] as const;

function firstLine(text: string): Span {
  const end = text.search(/[\r\n]/);
  return [0, end < 0 ? text.length : end];
}
