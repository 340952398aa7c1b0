import { parameterNamed } from '../../core/catalogue/catalogue.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Config } from '../../core/config/config.ts';
import { parameterName } from '../../core/config/parameters.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { YamlProblem } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { lineAt } from '../../core/text/span.ts';
import { targetOf, vocabularyOf, type Vocabulary } from '../../core/catalogue/vocabulary.ts';
import { fixIfRead, hasForeignIndentation, problemOf } from '../shared/yaml-problem.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'The server cannot read the file as YAML',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, parseYAMLConfigFile',
  },
  function* (config, facts) {
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
    const fix = fixOf(problem, config, facts);
    yield {
      span: problem.span,
      message: `${problem.message}. The server does not start.`,
      ...(fix ? { fix } : {}),
    };
  },
);

function fixOf(problem: YamlProblem, config: Config, facts: Facts): Fix | undefined {
  switch (problem.code) {
    case 'needs-quotes':
    case 'second-colon':
    case 'unknown-alias':
    case 'bad-anchor':
    case 'bad-tag':
      return quoteFix(problem, config, facts);
    case 'too-deep-line':
      return alignFix(problem, config);
    default:
      return undefined;
  }
}

/** Quotes the rest of the line, where a text may stand; whether it was meant as one value only its author knows. */
function quoteFix({ span: [start] }: YamlProblem, config: Config, facts: Facts): Fix | undefined {
  const setting = config.settings.find(({ valueSpan }) => valueSpan[0] === start);
  const { sections } = vocabularyOf(targetOf(config.program, facts));
  if (setting && !takesText(setting, sections)) return undefined;
  const [, lineEnd] = lineAt(config.text, start);
  const value = config.text.slice(start, lineEnd).replace(/\s#.*/s, '').trimEnd();
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

function takesText(setting: Setting, sections: Vocabulary['sections']): boolean {
  const name = parameterName(setting);
  const known = name === undefined ? setting.option : parameterNamed(name);
  if (!known) return !sections.has(setting.path);
  return known.type === 'string' && known.values === undefined;
}
