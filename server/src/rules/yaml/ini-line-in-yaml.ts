import { optionByIni } from '../../core/catalogue/catalogue.ts';
import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sectionLines } from '../shared/section-lines.ts';
import { lineAt, type Span } from '../../core/text/span.ts';
import { hasForeignIndentation, problemOf } from '../shared/yaml-problem.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A line of the INI format (`name = value`) in a YAML file, or the reverse',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, parseYAMLConfigFile and isYAMLConfig',
  },
  function* (config) {
    const taken = config.problems.filter(({ code }) => code === 'taken-for-ini');
    for (const { span } of taken) yield lineThatMakesItIni(span, config);
    if (taken.length > 0) return;
    if (config.format === 'ini') {
      const [problem] = config.problems;
      if (!problem || problem.code === 'nul-byte' || problem.code === 'INI_NO_EQUALS') return;
      const span = culprit(config) ?? problem.span;
      yield {
        span,
        message:
          'The server reads every file as YAML first, and only one without any "name: value" may be in the INI format; this line makes it neither, so the server does not start.',
      };
      return;
    }
    if (hasForeignIndentation(config)) return;
    for (const span of iniLines(config)) {
      const fix = yamlFix(span, config);
      yield {
        span,
        message:
          'This line is written as in the old INI format (name = value), but the lines around it are YAML (name: value). The server does not start.',
        ...(fix ? { fix } : {}),
      };
    }
  },
);

const iniLine = /^[\w.]+[ \t]*=/;

/** The line of an INI file that YAML trips over: one with a colon and a blank, or a colon at its end. */
function culprit({ text }: Config): Span | undefined {
  const match = /^[ \t]*(?:[^\s#][^#\n]*?)?:(?=[ \t\r]|$).*/m.exec(text);
  if (!match) return undefined;
  const start = match.index + match[0].length - match[0].trimStart().length;
  return [start, start + match[0].trim().length];
}

function* iniLines(config: Config): Iterable<Span> {
  const problem = problemOf(config, 'ini-line');
  if (problem) {
    yield problem.span;
  } else if (config.problems.length === 0 && !config.template) {
    for (const { pair, option, keySpan } of config.settings) {
      if (!option && pair?.value.kind === 'null' && iniLine.test(config.text.slice(...keySpan)))
        yield keySpan;
    }
    for (const { span } of sectionLines(config)) {
      if (iniLine.test(config.text.slice(...span))) yield span;
    }
  }
}

/** The server reads a file as INI if YAML sees one text in it, which a comment below the first line ends. */
function lineThatMakesItIni(span: Span, config: Config): Report {
  const fix = yamlFix(span, config);
  const first = config.root?.kind === 'map' ? config.root.pairs[0] : undefined;
  return {
    span,
    message:
      'Because of this line the server takes the whole file for the old INI format (name = value), which the lines with "name: value" are not. It does not start.',
    ...(fix ? { fix } : {}),
    ...(first
      ? { related: [{ span: first.keySpan, message: 'the first line that is no line of an INI file' }] }
      : {}),
  };
}

/** The YAML form: of a name that INI has, the dotted path; of another the name as it is, which fits where it was meant in place. */
function yamlFix([start, end]: Span, { text }: Config): Fix | undefined {
  const [line = '', name = ''] = /^([\w.]+)[ \t]*=[ \t]*/.exec(text.slice(start, end)) ?? [];
  const value = text.slice(start + line.length, end);
  if (name === '' || /:(?:\s|$)/.test(value)) return undefined;
  const atTop = start === lineAt(text, start)[0];
  const path = atTop && !name.includes('.') ? optionByIni(name)?.option.path : name;
  if (path === undefined) return undefined;
  return {
    title: `Write a colon: "${path}:" for "${name} ="`,
    safe: false,
    edits: [{ span: [start, start + line.length], text: `${path}: ` }],
  };
}
