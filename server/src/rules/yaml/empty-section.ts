import { targetFor } from '../../core/config/platform.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { YamlPair } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { firstBeyond } from '../../core/text/sorted.ts';
import { lineAt, type Edit } from '../../core/text/span.ts';
import { vocabularyOf, type Vocabulary } from '../../core/catalogue/vocabulary.ts';
import { indentBefore, linesOf } from '../../core/yaml/layout.ts';
import { nestingUnsureFrom } from '../shared/yaml-problem.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'names',
    summary: 'A section with nothing below it',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* (config, facts) {
    const target = targetFor(config, facts);
    const vocabulary = vocabularyOf(target);
    // blanks that YAML does not take as such are reported for what they are
    if (/^[ \t]*\u00A0/m.test(config.text) || nestingUnsureFrom(config) < Infinity) return;
    for (const setting of config.settings) {
      const { path, value, pair, keySpan } = setting;
      if (value.kind !== 'null' || !pair || config.isConditional(keySpan[0])) continue;
      if (!vocabulary.sections.has(path) && path !== 'setParameter') continue;
      const below = unindentedBelow(setting, config, vocabulary);
      const fix = below.length > 0 ? indentFix(below, config) : emptyFix(pair, config);
      yield {
        span: keySpan,
        message:
          path === 'setParameter'
            ? 'setParameter has nothing below it, and the server takes that for a value that is no map and does not start.'
            : `${path} has nothing below it, and the server takes that for a setting called ${path}, which it does not know and does not start with.`,
        ...(fix ? { fix } : {}),
      };
    }
  },
);

/** The keys right below that belong into the section but are not indented. */
function unindentedBelow(
  { pair, path, parents }: Setting,
  config: Config,
  vocabulary: Vocabulary,
): YamlPair[] {
  const map = parents.at(-1)?.value ?? config.root;
  if (!pair || map?.kind !== 'map' || map.flow) return [];
  const children = vocabulary.sections.get(path);
  const siblings = vocabulary.sections.get(path.split('.').slice(0, -1).join('.'));
  const isBelow = ({ key }: YamlPair): boolean => {
    const [name = ''] = key.split('.');
    return path === 'setParameter'
      ? siblings?.has(name) !== true && /^[a-z]\w+$/i.test(name)
      : children?.has(name) === true && siblings?.has(name) !== true;
  };
  const below: YamlPair[] = [];
  const start = pair.keySpan[0];
  for (let index = firstBeyond(map.pairs, ({ keySpan }) => keySpan[0] > start); ; index++) {
    const next = map.pairs[index];
    if (!next || !isBelow(next)) return below;
    below.push(next);
  }
}

function indentFix(pairs: readonly YamlPair[], config: Config): Fix | undefined {
  const edits: Edit[] = [];
  for (const pair of pairs) {
    const lines = linesOf(config.text, pair);
    if (!lines || config.template) return undefined;
    for (let at = lines[0]; at < lines[1]; at = lineAt(config.text, at)[1]) {
      if (config.text.slice(...lineAt(config.text, at)).trim() !== '')
        edits.push({ span: [at, at], text: '  ' });
    }
  }
  return { title: 'Indent the settings below it', safe: false, edits };
}

/** An empty section means nothing, so it may go; as a comment it stays for those who want to fill it. */
function emptyFix(pair: YamlPair, config: Config): Fix | undefined {
  const [start, end] = pair.keySpan;
  const rest = config.text.slice(end, lineAt(config.text, end)[1]);
  if (
    indentBefore(config.text, start) !== undefined &&
    /^[ \t]*:[ \t]*(?:(?:~|null)[ \t]*)?(?:#.*)?\r?\n?$/i.test(rest)
  ) {
    return { title: 'Make it a comment', safe: true, edits: [{ span: [start, start], text: '# ' }] };
  }
  const { span } = pair.value;
  const isAfterColon = config.text[span[0] - 1] === ':';
  return {
    title: 'Write an empty map',
    safe: true,
    edits: [{ span, text: isAfterColon ? ' {}' : '{}' }],
  };
}
