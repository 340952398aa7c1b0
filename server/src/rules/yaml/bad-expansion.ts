import { expansionsOf, type Expansion } from '../../core/config/expansion.ts';
import type { YamlPair } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Report } from '../../core/findings/finding.ts';
import { quoted } from '../../core/text/quoted.ts';

const fields = new Set(['__exec', '__rest', 'type', 'trim', 'digest', 'digest_key']);

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'An expansion directive the server refuses',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, ConfigExpandNode; src/mongo/util/http_client.cpp',
    since: '4.2',
    formats: ['yaml'],
  },
  function* (config) {
    for (const expansion of expansionsOf(config)) yield* reports(expansion, config.text);
  },
);

function* reports(expansion: Expansion, source: string): Iterable<Report> {
  const { map, directives, isWhole } = expansion;
  const [first, second] = directives;
  if (first && second) {
    yield {
      span: second.keySpan,
      message: 'A block takes either __exec or __rest, not both; the server does not start.',
      related: [{ span: first.keySpan, message: 'the other one is here' }],
    };
  }
  for (const pair of map.pairs) {
    const report = fieldReport(pair, isWhole, source);
    if (report) yield report;
  }
  yield* digestReports(map.pairs);
}

function fieldReport(
  { key, keySpan, value }: YamlPair,
  isWhole: boolean,
  source: string,
): Report | undefined {
  if (!fields.has(key)) {
    return {
      span: keySpan,
      message: `An expansion directive has no field ${key}; beside __exec or __rest it takes type, trim, digest and digest_key, and the server does not start.`,
    };
  }
  if (value.kind !== 'scalar') {
    if (value.kind === 'null' && key !== '__exec' && key !== '__rest') return undefined;
    return { span: value.span, message: `${key} takes a single text; the server does not start.` };
  }
  if (value.unknown) return undefined;
  const { text, span } = value;
  if (key === 'type' && text === 'yaml' && !isWhole) {
    return {
      span,
      message:
        'type yaml is for a directive that stands for the whole file; for one value it is string, and the server does not start.',
    };
  }
  if (key === 'type' && text !== 'string' && text !== 'yaml') {
    return {
      span,
      message: `${quoted(text, source, span)} is not a type of an expansion directive; it is string or yaml, and the server does not start.`,
    };
  }
  if (key === 'trim' && text !== 'none' && text !== 'whitespace') {
    return {
      span,
      message: `trim takes none or whitespace, not ${quoted(text, source, span)}; the server does not start.`,
    };
  }
  if (key === '__rest' && !isAllowedAddress(text)) {
    return {
      span,
      message: '__rest follows https:// addresses, and http:// to localhost only; the server does not start.',
    };
  }
  return undefined;
}

/** server-behaviour.md E7 */
function isAllowedAddress(text: string): boolean {
  return /^https:\/\//i.test(text) || /^http:\/\/(localhost|127\.0\.0\.1|\[?::1\]?)(?=[:/?#]|$)/i.test(text);
}

/** A digest is the SHA-256 HMAC of the value (server-behaviour.md E5); keys are never shown. */
function* digestReports(pairs: readonly YamlPair[]): Iterable<Report> {
  const digest = pairs.find(({ key }) => key === 'digest');
  const digestKey = pairs.find(({ key }) => key === 'digest_key');
  if (digest && !digestKey) yield missing(digest, 'digest_key');
  if (digestKey && !digest) yield missing(digestKey, 'digest');
  for (const pair of [digest, digestKey]) {
    if (pair?.value.kind !== 'scalar' || pair.value.unknown) continue;
    const { text, span } = pair.value;
    const isHex = /^([0-9a-f]{2})*$/i.test(text);
    if (pair === digestKey && text === '') {
      yield { span, message: 'An empty digest_key proves nothing; the server does not start.' };
    } else if (!isHex) {
      yield {
        span,
        message: `${pair.key} takes hexadecimal digits, two for each byte; the server does not start.`,
      };
    } else if (pair === digest && text.length !== 64) {
      yield {
        span,
        message: 'A digest is a SHA-256 HMAC, 64 hexadecimal digits; the server does not start.',
      };
    }
  }
}

function missing({ key, keySpan }: YamlPair, other: string): Report {
  return { span: keySpan, message: `${key} needs ${other} beside it; the server does not start.` };
}
