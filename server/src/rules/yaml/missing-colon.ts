import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasForeignIndentation, problemOf } from '../shared/yaml-problem.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A line without a colon, which is no setting',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, parseYAMLConfigFile and addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* (config) {
    if (hasForeignIndentation(config)) return;
    const problem = problemOf(config, 'missing-colon');
    if (problem) {
      yield {
        span: problem.span,
        message: `${problem.message}. The server cannot read the file and does not start.`,
      };
    } else if (config.problems.length === 0 && !config.template) {
      yield* namesAlone(config);
    }
  },
);

/** At the end of a section a name may stand alone: the server takes it with an empty value. */
function* namesAlone({ settings, text }: Config): Iterable<Report> {
  for (const { pair, path, value, option, keySpan } of settings) {
    if (!pair || value.kind !== 'null' || value.span[0] !== value.span[1] || isInBraces(text, keySpan[0]))
      continue;
    const rest = text.slice(keySpan[1]);
    const line = text.slice(...keySpan);
    // a name before its own colon, a repeated node, and what other rules explain better
    if (/^\s*:/.test(rest) || line === '' || /^\w+[ \t]*=|^[\w.]+:\S/.test(line)) continue;
    // a single word that is no setting is reported as that
    if (!option && /^[\w.]+$/.test(line)) continue;
    const isText = option?.type === 'string' || option?.type === 'enum' || option?.type === 'list';
    yield {
      span: keySpan,
      severity: isText ? 'warning' : 'error',
      message: option
        ? `"${path}" stands without a colon and a value; the server takes it as empty${isText ? '' : ' and does not start'}.`
        : `"${line}" has no colon, so the server takes it as the name of a setting, does not know it and does not start.`,
    };
  }
}

function isInBraces(text: string, offset: number): boolean {
  return !/^[ \t]*(?:[-?][ \t]+)*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}
