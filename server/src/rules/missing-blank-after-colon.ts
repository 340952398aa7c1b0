import { gluedLines } from '../core/glued-lines.ts';
import type { Config } from '../core/models/config.ts';
import { defineRule, type Report } from '../core/rule.ts';
import type { Span } from '../core/span.ts';
import { problemOf } from '../core/yaml-problem.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A colon without a blank behind it, as in `mode:requireTLS`',
    citation:
      'YAML 1.2 section 7.3.3; src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* (config) {
    const problem = problemOf(config, 'missing-blank');
    const spans = problem
      ? [problem.span]
      : config.settings.flatMap((setting) => gluedLines(setting, config.text));
    for (const span of spans) yield report(span, config);
  },
);

function report(span: Span, { text }: Config): Report {
  const line = text.slice(...span);
  const colon = span[0] + line.indexOf(':') + 1;
  return {
    span,
    message: `A blank is missing behind the colon of "${line.slice(0, line.indexOf(':') + 1)}"; without it this is no setting, and the server does not start.`,
    fix: { title: 'Put a blank behind the colon', safe: true, edits: [{ span: [colon, colon], text: ' ' }] },
  };
}
