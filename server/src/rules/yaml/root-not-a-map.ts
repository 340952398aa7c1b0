import { defineRule } from '../../core/linting/rule.ts';
import { lineAt } from '../../core/text/span.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'The file is a list, not a map of settings',
    citation: 'src/mongo/util/options_parser/options_parser.cpp: No map found at top level',
    formats: ['yaml'],
  },
  function* ({ root, text, problems, template }) {
    if (root?.kind !== 'list' || problems.length > 0 || template) return;
    const [start, end] = root.span;
    const lineEnd = lineAt(text, start)[1];
    const line = text.slice(start, Math.min(end, lineEnd)).trimEnd();
    yield {
      span: [start, start + line.length],
      message: root.flow
        ? 'A file that begins with square brackets is a list for the server, not settings, and it does not start; sections in brackets are unknown to it.'
        : 'A file that begins with "- " is a list for the server, not settings, and it does not start.',
    };
  },
);
