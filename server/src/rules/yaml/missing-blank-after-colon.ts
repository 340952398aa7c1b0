import { gluedLines } from '../../core/fixing/missing-space.ts';
import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';
import { problemOf } from '../shared/yaml-problem.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
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
