import { applyEdits } from '../text/apply-edits.ts';
import { modeEdit, presentSpelling } from './migrate.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import type { YamlMap, YamlPair } from '../yaml/tree.ts';
import { pathBelow } from '../config/yaml-settings.ts';
import { slice, type Edit, type Span } from '../text/span.ts';
import { indentBefore, lineBreakOf, linesOf, reindent } from '../yaml/layout.ts';

/**
 * The edits that bring one setting from net.ssl to net.tls while the others stay, which servers of 4.2 or later accept
 * (server-behaviour.md T5). Undefined where that takes more than renaming a key or moving its lines, or where the setting is alone in its
 * section, so that the whole section is the thing to rename.
 */
export function moveKeyToTls(config: Config, setting: Setting): Edit[] | undefined {
  const { pair, parents } = setting;
  if (!pair || config.template || /[&*]/.test(config.text)) return undefined;
  const key = presentSpelling(setting, config).split('.').slice(-pair.key.split('.').length).join('.');
  const section = parents.at(-1);
  const sectionPath = parents.reduce((path, parent) => pathBelow(path, parent.key), '');
  if (slice(config.text, pair.keySpan) !== pair.key) return undefined;
  if (sectionPath !== 'net.ssl') {
    if (pair.key === 'value' || sectionPath.startsWith('net.ssl')) return undefined;
    return [{ span: pair.keySpan, text: key }, ...modeEdit(config.text, setting.canonical, setting)];
  }
  const above = parents.at(-2)?.value ?? config.root;
  if (section?.value.kind !== 'map' || section.value.flow || section.value.pairs.length < 2) return undefined;
  return above?.kind === 'map' ? moveLine(config.text, setting, pair, key, section, above) : undefined;
}

/** Takes the lines of a key out of the section `ssl` and puts them at the end of `tls`, which is made where it is missing. */
function moveLine(
  text: string,
  setting: Setting,
  pair: YamlPair,
  key: string,
  section: YamlPair,
  above: YamlMap,
): Edit[] | undefined {
  const lines = linesOf(text, pair);
  const sectionLines = linesOf(text, section);
  const indent = indentBefore(text, section.keySpan[0]);
  const ownIndent = indentBefore(text, pair.keySpan[0]);
  if (!lines || !sectionLines || indent === undefined || ownIndent === undefined || above.flow)
    return undefined;
  const eol = lineBreakOf(text);
  const changes = [{ span: pair.keySpan, text: key }, ...modeEdit(text, setting.canonical, setting)];
  const line = applyEdits(
    slice(text, lines),
    changes.map((edit) => ({ ...edit, span: [edit.span[0] - lines[0], edit.span[1] - lines[0]] })),
  );
  const moved = line.endsWith('\n') ? line : line + eol;

  const sectionKey = section.key.replace(/ssl$/, 'tls');
  const target = above.pairs.find((other) => other.key === sectionKey);
  if (!target) {
    return moveTo(text, lines, sectionLines[1], `${indent}${sectionKey}:${eol}${moved}`);
  }
  if (target.value.kind !== 'map' || target.value.flow) return undefined;
  const place = linesOf(text, target);
  const first = target.value.pairs[0];
  const targetIndent = first && indentBefore(text, first.keySpan[0]);
  if (!place || targetIndent === undefined) return undefined;
  return moveTo(text, lines, place[1], reindent(moved, targetIndent.length - ownIndent.length));
}

function moveTo(text: string, lines: Span, at: number, moved: string): Edit[] {
  const atOpenEnd = at === text.length && !text.endsWith('\n');
  const open = moved.replace(/\r?\n$/, '');
  if (at === lines[1]) return [{ span: lines, text: atOpenEnd ? open : moved }];
  return [
    { span: lines, text: '' },
    { span: [at, at], text: atOpenEnd ? lineBreakOf(text) + open : moved },
  ];
}
