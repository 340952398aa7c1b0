import { pathBelow } from '../core/models/yaml-settings.ts';
import type { YamlNode, YamlPair } from '../core/models/yaml-tree.ts';
import { defineRule, type Report } from '../core/rule.ts';

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
    yield* repeatsIn(config.root, '');
  },
);

function* repeatsIn(node: YamlNode, path: string): Iterable<Report> {
  if (node.kind !== 'map') return;
  const first = new Map<string, YamlPair>();
  for (const pair of node.pairs) {
    const own = pathBelow(path, pair.key);
    // the map of server parameters is an option, and may not be parted at all
    if (pair.value.kind !== 'map' || own === 'setParameter') continue;
    const before = first.get(pair.key);
    if (before) {
      yield {
        span: pair.keySpan,
        message: `The section ${own} stands here a second time; MongoDB puts both together, but other programs that read the file keep only the last one or refuse it.`,
        related: [{ span: before.keySpan, message: `${own} is here first` }],
      };
    } else first.set(pair.key, pair);
    yield* repeatsIn(pair.value, own);
  }
}
