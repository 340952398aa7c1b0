import type { Config } from '../core/models/config.ts';
import type { YamlProblem } from '../core/models/yaml-tree.ts';
import { defineRule, type Fix } from '../core/rule.ts';
import { lineAt } from '../core/span.ts';
import { fixIfRead, hasForeignIndentation, problemOf } from '../core/yaml-problem.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The server cannot read the file as YAML',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, parseYAMLConfigFile',
  },
  function* (config) {
    const problem = problemOf(
      config,
      'unclosed-bracket',
      'bad-flow',
      'second-colon',
      'needs-quotes',
      'text-after-value',
      'too-deep-line',
      'bad-indentation',
      'misplaced-item',
      'list-on-key-line',
      'bad-key',
      'unknown-alias',
      'bad-anchor',
      'bad-tag',
      'bad-block-header',
      'bad-directive',
      'too-deep',
      'endless-alias',
    );
    if (!problem || hasForeignIndentation(config)) return;
    const fix = fixOf(problem, config);
    yield {
      span: problem.span,
      message: `${problem.message}. The server does not start.`,
      ...(fix ? { fix } : {}),
    };
  },
);

function fixOf(problem: YamlProblem, config: Config): Fix | undefined {
  switch (problem.code) {
    case 'needs-quotes':
    case 'second-colon':
    case 'unknown-alias':
    case 'bad-anchor':
    case 'bad-tag':
      return quoteFix(problem, config);
    case 'too-deep-line':
      return alignFix(problem, config);
    default:
      return undefined;
  }
}

/** Quotes the rest of the line; whether it was meant as one value only its author knows. */
function quoteFix({ span: [start] }: YamlProblem, config: Config): Fix | undefined {
  const [, lineEnd] = lineAt(config.text, start);
  const value = config.text.slice(start, lineEnd).replace(/\s+#.*|\s+$/s, '');
  if (/['\n]/.test(value)) return undefined;
  return fixIfRead(config, 'Quote the value', false, [
    { span: [start, start + value.length], text: `'${value}'` },
  ]);
}

/** Gives the line the indentation of the setting above it. */
function alignFix({ span: [start] }: YamlProblem, config: Config): Fix | undefined {
  const line = lineAt(config.text, start);
  const above = config.text
    .slice(0, line[0])
    .split('\n')
    .findLast((text) => /^\s*[^\s#]/.test(text));
  const indent = /^ */.exec(above ?? '')?.[0] ?? '';
  return fixIfRead(config, 'Indent like the line above', false, [{ span: [line[0], start], text: indent }]);
}
