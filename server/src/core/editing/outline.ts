import { isWithin } from '../text/span.ts';
import type { Config } from '../config/config.ts';
import type { BlockContent, Pem } from '../pem/model/pem.ts';
import { titleOf } from '../pem/model/titles.ts';
import { pathBelow } from '../config/yaml-settings.ts';
import type { YamlNode, YamlPair } from '../yaml/tree.ts';
import type { Span } from '../text/span.ts';
import { isSecret } from '../config/secret.ts';
import type { LintDocument } from '../embedded/lint-document.ts';

/** One line of a document's outline. */
export interface OutlineEntry {
  readonly kind: 'section' | 'setting' | 'certificate' | 'key' | 'block';
  readonly name: string;
  /** The value, or what is in the block; empty for what is not shown. */
  readonly detail: string;
  /** The whole entry; holds those of its children. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** The outline of a document. Shows no secret. */
export function outlineOf(document: LintDocument): OutlineEntry[] {
  switch (document.kind) {
    case 'config':
      return ofConfig(document);
    case 'pem':
      return ofPem(document);
    case 'keyfile':
    case 'commandline':
    case 'uri':
    case 'options':
      return [];
  }
}

function ofConfig(config: Config): OutlineEntry[] {
  if (config.root?.kind === 'map') return config.root.pairs.flatMap((pair) => ofPair(pair, '', config.text));
  return config.settings
    .filter((setting, index, all) => all[index - 1]?.keySpan[0] !== setting.keySpan[0])
    .map((setting) => ({
      kind: 'setting',
      name: setting.path,
      detail: isSecret(setting.path) ? '' : firstLine(config.text.slice(...setting.valueSpan)),
      span: setting.span,
      nameSpan: setting.keySpan,
      children: [],
    }));
}

function ofPair(pair: YamlPair, prefix: string, source: string): OutlineEntry[] {
  if (pair.key === '') return [];
  const { value, key } = pair;
  const path = pathBelow(prefix, key);
  const children = value.kind === 'map' ? value.pairs.flatMap((child) => ofPair(child, path, source)) : [];
  return [
    {
      kind: value.kind === 'map' ? 'section' : 'setting',
      name: key,
      detail: isSecret(path) ? '' : detailOf(value, source),
      // the value of an alias stands elsewhere
      span: children.every(({ span }) => isWithin(span, pair.span)) ? pair.span : pair.keySpan,
      nameSpan: pair.keySpan,
      children: children.every(({ span }) => isWithin(span, pair.span)) ? children : [],
    },
  ];
}

/** A text over several lines may hold what was meant for settings of their own. */
function detailOf(value: YamlNode, source: string): string {
  if (value.kind === 'scalar') {
    if (value.unknown) return '';
    const isLong = source.slice(...value.span).includes('\n');
    return isLong ? firstLine(source.slice(...value.span)) : firstLine(value.text);
  }
  return value.kind === 'list' ? `${String(value.items.length)} items` : '';
}

function firstLine(text: string): string {
  return (text.split(/\r?\n/, 1)[0] ?? '').slice(0, 100);
}

function ofPem({ blocks }: Pem): OutlineEntry[] {
  return blocks.map((block) => ({
    kind: blockKinds[block.content.type] ?? 'block',
    ...titleOf(block),
    span: block.span,
    nameSpan: block.begin,
    children: [],
  }));
}

const blockKinds: Readonly<Partial<Record<BlockContent['type'], OutlineEntry['kind']>>> = {
  certificate: 'certificate',
  'private-key': 'key',
};
