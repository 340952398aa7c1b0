import type { Config } from '../core/models/config.ts';
import type { Setting } from '../core/models/setting.ts';
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
    if (problem) yield report(problem.span, config);
    else for (const span of gluedLines(config)) yield report(span, config);
  },
);

/** A name with its value, and neither an address nor a path with a drive. */
const glued = /^(?![A-Za-z]:[\\/])[\w.]+:(?!\/\/)(?=[^\s:])/;

/** Lines that the server takes as a value of their section or as a name without value; neither starts. */
function* gluedLines({ settings, text }: Config): Iterable<Span> {
  for (const { value, option, keySpan, path } of settings) {
    if (option && path !== 'setParameter') continue;
    if (value.kind === 'null' && !/^[ \t]*:/.test(text.slice(keySpan[1]))) {
      if (glued.test(text.slice(...keySpan))) yield keySpan;
    } else if (value.kind === 'scalar' && value.style === 'plain' && isOnLinesOfItsOwn(value.span[0], text)) {
      yield* linesWithin(value.span, text);
    }
  }
}

function isOnLinesOfItsOwn(start: number, text: string): boolean {
  let at = start;
  while (at > 0 && /[^\S\n]/.test(text.charAt(at - 1))) at--;
  return at === 0 || text[at - 1] === '\n';
}

function* linesWithin([start, end]: Setting['valueSpan'], text: string): Iterable<Span> {
  for (const { index, 0: line } of text.slice(start, end).matchAll(/\S[^\n]*/g)) {
    if (glued.test(line)) yield [start + index, start + index + line.trimEnd().length];
  }
}

function report(span: Span, { text }: Config): Report {
  const line = text.slice(...span);
  const colon = span[0] + line.indexOf(':') + 1;
  return {
    span,
    message: `A blank is missing behind the colon of "${line.slice(0, line.indexOf(':') + 1)}"; without it this is no setting, and the server does not start.`,
    fix: { title: 'Put a blank behind the colon', safe: true, edits: [{ span: [colon, colon], text: ' ' }] },
  };
}
