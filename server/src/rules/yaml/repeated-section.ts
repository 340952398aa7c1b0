import { joinSections } from '../../core/fixing/join-sections.ts';
import type { Config } from '../../core/config/config.ts';
import { pathBelow } from '../../core/config/yaml-settings.ts';
import type { YamlNode, YamlPair } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

/** For each of them the file is read again, and where it has more nobody wants them joined at one stroke. */
const mostJoins = 5;

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A section is written twice',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment',
    formats: ['yaml'],
  },
  function* (config) {
    // a template's conditions may write one of several
    if (!config.root || config.template) return;
    yield* new Repeats(config).in(config.root, '', []);
  },
);

class Repeats {
  readonly #config: Config;
  #joinsLeft = mostJoins;

  constructor(config: Config) {
    this.#config = config;
  }

  /** The repeats in a node; `keys` leads to it, and is undefined inside of a repeated section, which is to be joined first. */
  *in(node: YamlNode, path: string, keys: readonly string[] | undefined): Iterable<Report> {
    if (node.kind !== 'map') return;
    const sections = new Map<string, YamlPair[]>();
    for (const pair of node.pairs) {
      // the map of server parameters is an option, and may not be parted at all
      if (pair.value.kind !== 'map' || pathBelow(path, pair.key) === 'setParameter') continue;
      const same = sections.get(pair.key);
      if (same) same.push(pair);
      else sections.set(pair.key, [pair]);
    }
    for (const [key, pairs] of sections) {
      const own = pathBelow(path, key);
      const [first, ...repeats] = pairs;
      const fix = keys && repeats.length > 0 ? this.#fix(keys, key, own, repeats.length) : undefined;
      for (const { keySpan } of repeats) {
        yield {
          span: keySpan,
          message: `The section ${own} stands here a second time; MongoDB puts both together, but other programs that read the file keep only the last one or refuse it.`,
          ...(fix ? { fix } : {}),
          ...(first ? { related: [{ span: first.keySpan, message: `${own} is here first` }] } : {}),
        };
      }
      const below = repeats.length > 0 ? undefined : keys && [...keys, key];
      for (const { value } of pairs) yield* this.in(value, own, below);
    }
  }

  #fix(keys: readonly string[], key: string, path: string, joins: number): Fix | undefined {
    this.#joinsLeft -= joins;
    const edits = this.#joinsLeft >= 0 ? joinSections(this.#config, keys, key) : undefined;
    return edits && { title: `Put the sections ${path} together`, safe: true, edits };
  }
}
