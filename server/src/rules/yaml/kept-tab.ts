import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';
import { leavesOf, pairsOf } from '../../core/yaml/nodes.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A tab that the server takes as part of a name or value',
    citation:
      'src/third_party/yaml-cpp 0.6, src/scanscalar.cpp: only blanks are trimmed where a plain scalar ends',
    formats: ['yaml'],
  },
  function* (config) {
    if (config.template || config.problems.length > 0 || !config.text.includes('\t')) return;
    const { text } = config;
    for (const { key, keySpan } of pairsOf(config.root)) {
      const gap = /^[ \t]*(?=:)/.exec(text.slice(keySpan[1], keySpan[1] + 100))?.[0] ?? '';
      if (!gap.includes('\t') || /["']$/.test(text.slice(...keySpan))) continue;
      yield report([keySpan[1], keySpan[1] + gap.length], `the name "${key}"`);
    }
    for (const node of leavesOf(config.root)) {
      if (node.kind !== 'scalar' || node.style !== 'plain') continue;
      // the blank right before a comment is no part of the value, and a line break drops all blanks before it
      const gap = /^([ \t]+)(?:#|$(?![^]))/.exec(text.slice(node.span[1], node.span[1] + 100));
      if (!gap?.[1]) continue;
      const kept = gap[0].endsWith('#') ? gap[1].slice(0, -1) : gap[1];
      if (!kept.includes('\t')) continue;
      yield {
        ...report([node.span[1], node.span[1] + kept.length], 'the value'),
        severity: 'warning',
      };
    }
  },
);

function report(span: Span, what: string): Report {
  return {
    span,
    message: `The server takes this tab as part of ${what}, because its YAML reader drops only blanks here.`,
    fix: { title: 'Remove the tab', safe: true, edits: [{ span, text: '' }] },
  };
}
