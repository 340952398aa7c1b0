import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { targetOf, vocabularyOf } from '../../core/catalogue/vocabulary.ts';
import { endings, sectionNames } from '../../core/catalogue/endings.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Span } from '../../core/text/span.ts';
import { sectionLines } from '../shared/section-lines.ts';
import { fixIfRead, hasForeignIndentation, problemOf } from '../shared/yaml-problem.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

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
  function* (config, facts) {
    if (hasForeignIndentation(config)) return;
    const problem = problemOf(config, 'missing-colon');
    if (problem) {
      yield {
        span: problem.span,
        message: `${problem.message}. The server cannot read the file and does not start.`,
        ...fixOf(problem.span, config),
      };
    } else if (config.problems.length === 0 && !config.template) {
      yield* namesAlone(config);
      yield* linesOfSections(config, facts);
    }
  },
);

/** At the end of a section a name may stand alone: the server takes it with an empty value. */
function* namesAlone(config: Config): Iterable<Report> {
  const { settings, text } = config;
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
        : `"${/^\S*/.exec(line)?.[0] ?? ''}" has no colon after it, so the server takes the whole line as the name of a setting, does not know it and does not start.`,
      ...(option ? {} : fixOf(keySpan, config)),
    };
  }
}

/** A section whose lines have no colon at all: the server takes them for its value. */
function* linesOfSections(config: Config, facts: Facts): Iterable<Report> {
  const { sections } = vocabularyOf(targetOf(config.program, facts));
  for (const { section, span } of sectionLines(config)) {
    const name = /^[\w.]+(?=[ \t]+[^ \t=])/.exec(config.text.slice(...span))?.[0];
    if (name === undefined || sections.get(section.path)?.has(name) !== true) continue;
    yield {
      span,
      message: `"${name}" has no colon after it, so the server takes this line as the value of ${section.path}, which is a section, and does not start.`,
      ...fixOf(span, config),
    };
  }
}

/** The last name of a setting or a section. */
function isName(word: string): boolean {
  const name = word.slice(word.lastIndexOf('.') + 1);
  return endings.has(name) || sectionNames.has(name);
}

/** Puts a colon after the first word of the line. */
function fixOf([start, end]: Span, config: Config): { fix?: Fix } {
  const [name, space = ''] = /^[\w.]+([ \t]+|$)/.exec(config.text.slice(start, end)) ?? [];
  if (name === undefined || !isName(name.trim())) return {};
  const at = start + name.length - space.length;
  const fix = fixIfRead(config, `Put a colon after ${config.text.slice(start, at)}`, false, [
    { span: [at, at], text: ':' },
  ]);
  return fix ? { fix } : {};
}

function isInBraces(text: string, offset: number): boolean {
  return !/^[ \t]*(?:[-?][ \t]+)*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}
