import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';
import { foreignBlank, foreignIndentation } from '../shared/yaml-problem.ts';
import { leavesOf } from '../../core/yaml/nodes.ts';
import type { Report } from '../../core/findings/finding.ts';

const foreignBlanks = new RegExp(foreignBlank, 'g');

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A blank that YAML does not take as one, such as the no-break space of web pages',
    citation: 'YAML 1.2 section 5.5; src/mongo/util/options_parser/options_parser.cpp, parseYAMLConfigFile',
    formats: ['yaml'],
  },
  function* (config) {
    if (config.template) return;
    const report = indentation(config);
    if (report) yield report;
    yield* values(config);
  },
);

/** One finding for the whole file: it was pasted in one piece. */
function indentation({ text }: Config): Report | undefined {
  const lines = foreignIndentation(text);
  const [first] = lines;
  if (!first) return undefined;
  const character = codePoint(foreignBlank.exec(first.blanks)?.[0] ?? '');
  const others = lines.length - 1;
  return {
    span: [first.start, first.start + first.blanks.length],
    message: `This line${others === 0 ? '' : others === 1 ? ' and one more' : ` and ${others} more`} ${others === 0 ? 'is' : 'are'} indented with ${character}, not with blanks. The server takes it as part of the name, does not know that name and does not start.`,
    fix: {
      title: 'Replace the indentation by blanks',
      safe: true,
      edits: lines.map(({ start, blanks }) => ({
        span: [start, start + blanks.length],
        text: blanks.replace(/[\u200B\uFEFF]/g, '').replace(foreignBlanks, ' '),
      })),
    },
  };
}

/** Before and behind a value without quotes they are part of it, and nobody sees them. */
function* values({ root, text }: Config): Iterable<Report> {
  for (const node of leavesOf(root)) {
    if (node.kind !== 'scalar' || node.style !== 'plain' || node.unknown) continue;
    const raw = text.slice(...node.span);
    const before = /^\s+/.exec(raw)?.[0] ?? /^\u200B+/.exec(raw)?.[0] ?? '';
    const behind = /(?<![\s\u200B])[\s\u200B]+$/.exec(raw)?.[0] ?? '';
    if (before === '' && behind === '') continue;
    const span: Span =
      before === ''
        ? [node.span[1] - behind.length, node.span[1]]
        : [node.span[0], node.span[0] + before.length];
    yield {
      span,
      severity: 'warning',
      message: `${codePoint(before === '' ? behind : before)} here is no blank for YAML, so the server takes it as part of the value.`,
      fix: {
        title: 'Remove it',
        safe: true,
        edits: [
          { span: [node.span[0], node.span[0] + before.length], text: '' },
          { span: [node.span[1] - behind.length, node.span[1]], text: '' },
        ].filter((edit): edit is { span: [number, number]; text: string } => edit.span[0] !== edit.span[1]),
      },
    };
  }
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name =
    code === 0xa0
      ? 'a no-break space'
      : code === 0x200b || code === 0xfeff
        ? 'an invisible character'
        : 'a blank of another kind';
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}
