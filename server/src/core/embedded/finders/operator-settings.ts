import { isMap, type YAMLMap } from 'yaml';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { applyEdits } from '../../text/apply-edits.ts';
import { CharacterPlace } from '../character-place.ts';
import { indentedLines, LinePlace } from '../line-place.ts';
import type { Place } from '../place.ts';
import { documentAt } from '../read-document.ts';
import { versionAt } from '../version-at.ts';
import { pathName, readHostYaml, textBelow, textOf } from '../yaml-host.ts';

const key = 'additionalMongodConfig';

/**
 * Settings that a resource of MongoDB's operators holds as a map, nested or dotted: `spec.additionalMongodConfig`. The operator adds
 * its own to them.
 */
export function* operatorSettings(host: HostText): Iterable<Embedded> {
  if (!host.text.includes(key)) return;
  for (const root of readHostYaml(host.text)) {
    for (const { map, path, around } of mapsIn(root, [], [])) {
      const place = placeOf(host.text, map, /\.json$/i.test(host.fileName));
      if (!place) continue;
      yield documentAt('config', host.placeOf(place), {
        name: pathName(path),
        program: path.some((part) => /mongos/i.test(part)) ? 'mongos' : 'mongod',
        version: versionAt({ maps: around }, root) ?? host.version,
        partial: true,
        setByOperator: setByOperator(root),
      });
    }
  }
}

/** What the community operator sets from `spec.security.tls`, whatever else stands in the resource (server-behaviour.md IM4). */
function setByOperator(root: unknown): readonly string[] {
  const isOn = textBelow(root, 'spec', 'security', 'tls', 'enabled') === 'true';
  return isOn && textBelow(root, 'kind') === 'MongoDBCommunity' ? tlsSettings : [];
}

const tlsSettings: readonly string[] = [
  'net.tls.mode',
  'net.tls.CAFile',
  'net.tls.certificateKeyFile',
  'net.tls.allowConnectionsWithoutCertificates',
];

interface Found {
  readonly map: YAMLMap;
  readonly path: readonly string[];
  readonly around: readonly YAMLMap[];
}

/** Deeper than any resource. */
const maxDepth = 20;

function* mapsIn(node: unknown, path: readonly string[], around: readonly YAMLMap[]): Iterable<Found> {
  if (!isMap(node) || path.length > maxDepth) return;
  for (const pair of node.items) {
    const below = [...path, textOf(pair.key) ?? '?'];
    if (below.at(-1) === key && isMap(pair.value))
      yield { map: pair.value, path: below, around: [node, ...around] };
    else yield* mapsIn(pair.value, below, [node, ...around]);
  }
}

/** A map whose keys stand on lines of their own, or one in braces as a whole. */
function placeOf(text: string, { range, flow }: YAMLMap, isJson: boolean): Place | undefined {
  if (!range) return undefined;
  const [start, end] = range;
  if (flow === true) return flowPlace(text.slice(start, end), start, isJson);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = start - lineStart;
  if (text.slice(lineStart, start).trim() !== '') return undefined;
  const lines = indentedLines(text, [lineStart, end], indent);
  const last = lines.findLastIndex(({ from, to }) => text.slice(from, to).trim() !== '');
  return new LinePlace(text, lines.slice(0, last + 1));
}

/** Settings in braces, which are the same to mongod. In JSON only an edit that leaves JSON can be made. */
function flowPlace(inner: string, start: number, isJson: boolean): Place {
  const piece = { host: start, hostLength: inner.length, text: inner };
  const place = new CharacterPlace([piece], start, (text) => (text.includes('\n') ? undefined : text));
  if (!isJson) return place;
  return {
    text: place.text,
    keepsLines: place.keepsLines,
    toHost: (offset, isEnd) => place.toHost(offset, isEnd),
    toInner: (offset) => place.toInner(offset),
    edits: (edits) => (staysJson(applyEdits(inner, edits)) ? place.edits(edits) : undefined),
  };
}

function staysJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
