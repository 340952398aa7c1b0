import { afterQuotes, isPlainValue } from '../../core/config/stray-characters.ts';
import { writtenLines, type WrittenLine } from '../../core/config/written-line.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    cause: 'writing',
    summary: 'A # with no space before it, which begins no comment',
    citation: 'YAML 1.2 section 6.6; src/third_party/yaml-cpp, src/exp.h, Comment',
    formats: ['yaml'],
  },
  function* (config, facts) {
    for (const line of writtenLines(config)) {
      const at = hashOf(line, facts);
      if (at !== undefined) yield report(at, line);
    }
  },
);

/** Where the comment was meant to begin, as an offset into the text. */
function hashOf(line: WrittenLine, facts: Facts): number | undefined {
  const after = afterQuotes(line);
  if (after) return after.text.startsWith('#') ? after.span[0] : undefined;
  const { value, valueSpan, setting } = line;
  const hash = value.indexOf('#');
  if (hash < 1 || setting?.value.kind !== 'scalar' || setting.value.style !== 'plain') return undefined;
  if (!isPlainValue(setting) || facts.files.get(setting.text ?? '')?.state === 'present') return undefined;
  const comment = value.slice(hash + 1);
  // /data/c#/ca.pem and c#1.pem are paths
  if (setting.option?.isPath && (/[\\/]/.test(comment) || /\.\w{1,5}$/.test(comment))) return undefined;
  // a set may be called rs#1
  if (setting.option?.path === 'replication.replSetName' && /^\S/.test(comment)) return undefined;
  return valueSpan[0] + hash;
}

function report(at: number, { restSpan }: WrittenLine): Report {
  return {
    span: [at, restSpan[1]],
    message:
      'A comment needs a space before its #; without one the # and all after it are part of the value.',
    fix: { title: 'Put a space before the #', safe: false, edits: [{ span: [at, at], text: ' ' }] },
  };
}
