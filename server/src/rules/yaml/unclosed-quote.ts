import type { Config } from '../../core/config/config.ts';
import { writtenLines } from '../../core/config/written-line.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { lineAt, type Span } from '../../core/text/span.ts';
import { fixIfRead, hasForeignIndentation, problemOf, setsSecurity } from '../shared/yaml-problem.ts';
import { leavesOf } from '../../core/yaml/nodes.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'writing',
    summary: 'A quote that is not closed',
    citation: 'src/third_party/yaml-cpp, src/scanscalar.cpp: illegal EOF in scalar',
    formats: ['yaml'],
  },
  function* (config) {
    for (const report of reports(config)) {
      // what ends in a quote of a word processor has a rule of its own
      if (!/[”“„’‘»«›‹″]\s*$/.test(config.text.slice(...report.span))) yield report;
    }
  },
);

function* reports(config: Config): Iterable<Report> {
  const problem = problemOf(config, 'unclosed-quote');
  const swallowing = problem ? undefined : quoteThatSwallows(config);
  if (swallowing && !hasForeignIndentation(config)) {
    const fix = closeFix(swallowing, config);
    yield {
      span: swallowing,
      message: `The quote ${config.text.charAt(swallowing[0])} is not closed on this line, so the value goes on below. The server cannot read the file and does not start.`,
      ...(fix ? { fix } : {}),
    };
  } else if (problem && !hasForeignIndentation(config)) {
    const fix = closeFix(problem.span, config);
    yield {
      span: problem.span,
      message: `${problem.message}. The server cannot read the file and does not start.`,
      ...(fix ? { fix } : {}),
    };
  } else if (!problem && !config.template) {
    yield* acceptedByTheServer(config);
  }
}

/** A value whose quote is not closed on its line, above the place where the server stops reading and right above another setting. */
function quoteThatSwallows(config: Config): Span | undefined {
  const [problem] = config.problems;
  if (!problem || config.template) return undefined;
  const lines = writtenLines(config).filter(({ restSpan }) => restSpan[0] <= problem.span[0]);
  const open = lines.find(({ rest, value }, index) => {
    const isOpen = /^["']/.test(rest) && (value.length < 2 || !value.includes(value.charAt(0), 1));
    const next = lines[index + 1];
    return (
      isOpen &&
      (!next ||
        lineAt(config.text, next.restSpan[0])[0] === lineAt(config.text, lines[index]?.restSpan[0] ?? 0)[1])
    );
  });
  return open?.valueSpan;
}

/** A quote left open is no fault for mongod where the text ends with a line break; all to the end becomes the value. */
function* acceptedByTheServer(config: Config): Iterable<Report> {
  const { text } = config;
  for (const node of leavesOf(config.root)) {
    if (node.kind !== 'scalar' || node.style !== 'quoted' || node.span[1] < text.length) continue;
    const [start, end] = node.span;
    if (end > start + 1 && text.charAt(end - 1) === text.charAt(start)) continue;
    const lineEnd = lineAt(text, start)[1];
    const swallowed = text.slice(lineEnd);
    const span: Span = [start, start + text.slice(start, lineEnd).trimEnd().length];
    const fix = closeFix(span, config);
    yield {
      span,
      severity: setsSecurity(swallowed) ? 'error' : 'warning',
      message:
        swallowed.trim() === ''
          ? `The quote ${text.charAt(start)} is not closed; the server takes the line break as a blank at the end of the value.`
          : `The quote ${text.charAt(start)} is not closed; the server takes all lines below as part of this value, so none of them is a setting.`,
      ...(fix ? { fix } : {}),
    };
  }
}

function closeFix([start, end]: Span, config: Config): Fix | undefined {
  return fixIfRead(config, 'Close the quote at the end of the line', false, [
    { span: [end, end], text: config.text.charAt(start) },
  ]);
}
