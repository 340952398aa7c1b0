import type { Config } from '../../core/config/config.ts';
import { isEscape } from '../../core/yaml/mongod/quoted-scalar.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { lineAt } from '../../core/text/span.ts';
import { fixIfRead, problemOf } from '../shared/yaml-problem.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A backslash in double quotes that begins no escape, as in "C:\\data"',
    citation: 'src/third_party/yaml-cpp, src/exp.cpp: unknown escape character',
  },
  function* (config) {
    const problem = problemOf(config, 'unknown-escape');
    if (!problem) return;
    const fix = singleQuotes(config, problem.span[0]) ?? doubled(config, problem.span[0]);
    yield {
      span: problem.span,
      message: `${problem.message}. The server does not start.`,
      ...(fix ? { fix } : {}),
    };
  },
);

/** In single quotes a backslash is a backslash; not where the author has doubled some already or escaped a quote. */
function singleQuotes(config: Config, offset: number): Fix | undefined {
  const [start, end] = lineAt(config.text, offset);
  for (const { index, 0: quoted, 1: closing } of config.text
    .slice(start, end)
    .matchAll(/"(?:[^"\\\n]|\\.)*("?)/g)) {
    if (closing === '') continue;
    const at = start + index;
    if (at > offset || at + quoted.length <= offset) continue;
    if (/\\[\\"]/.test(quoted)) return undefined;
    const text = `'${quoted.slice(1, -1).replaceAll("'", "''")}'`;
    return fixIfRead(config, 'Use single quotes', true, [{ span: [at, at + quoted.length], text }]);
  }
  return undefined;
}

function doubled(config: Config, offset: number): Fix | undefined {
  if (isEscape(config.text.charAt(offset + 1))) return undefined;
  return fixIfRead(config, 'Double the backslash', true, [{ span: [offset, offset], text: '\\' }]);
}
