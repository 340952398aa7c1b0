import { isMap, isSeq, type YAMLMap } from 'yaml';
import { decodeBase64 } from '../../pem/der/base64.ts';
import { decodeText } from '../../text/decode-text.ts';
import { CharacterPlace, type Piece } from '../character-place.ts';
import { encodedPlace } from '../encoded-place.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { placeWithin, type Place } from '../place.ts';
import { documentAt } from '../read-document.ts';
import { placeOfScalar } from '../scalar-place.ts';
import {
  isConfiguration,
  kindOfTarget,
  mayBeConfiguration,
  programOfTarget,
  type TargetKind,
} from '../target.ts';
import { childOf, pathName, readHostYaml, scalarsIn, textBelow, type YamlScalar } from '../yaml-host.ts';
import { versionAt } from '../version-at.ts';

/** Names of YAML files, and of templates and JSON manifests. */
const yamlName = /\.(?:ya?ml|json)(?:\.(?:j2|erb|tpl|tmpl|template|gotmpl))?$/i;
const manifest =
  /^(?:#cloud-config\b|(?:apiVersion|kind|services|configs)[ \t]*:|-[ \t]+(?:name|hosts)[ \t]*:)/m;

/**
 * Texts inside YAML that are files of the server: data of a ConfigMap or a Secret, values of a chart, what a playbook or cloud-init
 * writes. What a text is follows from the name of the file it becomes, or else from its content.
 */
export function* yamlTexts(
  host: HostText,
  inside: (part: HostText) => Iterable<Embedded>,
): Iterable<Embedded> {
  if (!yamlName.test(host.fileName) && !manifest.test(host.text)) return;
  for (const root of readHostYaml(host.text)) {
    for (const scalar of scalarsIn(root)) yield* inScalar(host, scalar, root, inside);
  }
}

function* inScalar(
  host: HostText,
  scalar: YamlScalar,
  root: unknown,
  inside: (part: HostText) => Iterable<Embedded>,
): Iterable<Embedded> {
  const { node, text, path } = scalar;
  // the shortest configuration is longer
  if (text.length < 5) return;
  const target = targetOf(scalar, root);
  // whatever stands there, Percona's operator gives it to the server
  const kind = isPercona(root) && path.at(-1) === 'configuration' ? 'config' : kindOf(target, scalar);
  const isLong = text.includes('\n') || kind !== undefined;
  if (!isLong) return;
  const own = placeOfScalar(host.text, node);
  const part = own && written(own, scalar, root);
  if (!part) return;
  const settled = kind === undefined || !fits(kind, part.text) ? kindByContent(part.text, path) : kind;
  if (settled === undefined) {
    yield* inside(host.within(part));
    return;
  }
  yield documentAt(settled, host.placeOf(part), {
    name: pathName(path),
    program: programOfTarget(target) ?? (path.includes('mongos') ? 'mongos' : undefined),
    version: versionAt(scalar, root) ?? host.version,
    target,
    // a block that is put into a file, and what the operator of Percona adds its own flags to
    partial: /^(?:block|line|inline)$/.test(String(path.at(-1))) || isPercona(root),
  });
}

function isPercona(root: unknown): boolean {
  return textBelow(root, 'kind') === 'PerconaServerMongoDB';
}

/** The keys below which playbooks and the like keep the text of a file, whose name stands beside it. */
const contentKeys = /^(?:contents?|block|line|inline|data|source|text|value)$/;
const targetKeys = ['path', 'dest', 'destination', 'target', 'filename', 'file', 'name'];

/** The name of the file that a text becomes: its own key, or what stands beside one that only says "content". */
function targetOf(scalar: YamlScalar, root: unknown): string {
  const {
    path,
    maps: [map],
  } = scalar;
  const name =
    generatedName(scalar) ?? (isComposeConfig(scalar) ? composeTarget(String(path[1]), root) : undefined);
  if (name !== undefined) return name;
  const key = String(path.at(-1) ?? '');
  if (!contentKeys.test(key) || !isMap(map)) return key;
  return targetKeys.map((name) => textBelow(map, name)).find((name) => name !== undefined) ?? key;
}

function kindOf(target: string, { path }: YamlScalar): TargetKind | undefined {
  const kind = kindOfTarget(target);
  // `keyFile: /etc/mongo.key` names one
  const isData = path.some((part) => /^(?:data|stringData|binaryData|literals)$/.test(String(part)));
  return kind === 'config' || isData || target.includes('/') ? kind : undefined;
}

/** Whether a text can be of the kind that its name says. */
function fits(kind: TargetKind, text: string): boolean {
  switch (kind) {
    case 'config':
      return mayBeConfiguration(text) && (text.includes('\n') || isConfiguration(text, 1));
    case 'keyfile':
      return !/[{}]/.test(text);
    case 'pem':
      return text.includes('-----BEGIN ');
  }
}

/** In a file that speaks of MongoDB one setting with its full name is enough where the key says so too. */
function kindByContent(text: string, path: readonly (string | number)[]): TargetKind | undefined {
  const isTold = path.some((part) => /mongo|^config(?:uration)?$|^extraConfig$/i.test(String(part)));
  return isConfiguration(text, isTold ? 1 : 2) ? 'config' : undefined;
}

/** The text as the server gets it, of which the one in the file may be another form. */
function written(place: Place, scalar: YamlScalar, root: unknown): Place | undefined {
  const name = generatedName(scalar);
  if (name !== undefined) return placeWithin(place, restPlace(place.text, name.length + 1));
  return isComposeConfig(scalar) && place.text.includes('$$')
    ? placeWithin(place, composePlace(place.text))
    : decoded(place, scalar, root);
}

/** The name in front of a literal of Kustomize's generators, `mongod.conf=…`. */
function generatedName({ text, path }: YamlScalar): string | undefined {
  const isLiteral = /^(?:configMap|secret)Generator$/.test(String(path[0])) && path.at(-2) === 'literals';
  return isLiteral ? /^([\w.-]{1,100})=/.exec(text)?.[1] : undefined;
}

function restPlace(text: string, from: number): Place {
  const rest = text.slice(from);
  return new CharacterPlace(
    [{ host: from, hostLength: rest.length, text: rest }],
    from,
    (inserted) => inserted,
  );
}

function isComposeConfig({ path }: YamlScalar): boolean {
  return path[0] === 'configs' && path.length === 3 && path[2] === 'content';
}

/** Where a service of Compose has a configuration, or else what the configuration is called, as a file. */
function composeTarget(name: string, root: unknown): string {
  const services = childOf(root, 'services');
  const target = isMap(services) ? targetsIn(services).get(name) : undefined;
  return target ?? name.replace(/[_-](conf|cfg|ya?ml)$/, '.$1');
}

/** Services are looked through once, however many configurations there are. */
const knownTargets = new WeakMap<YAMLMap, ReadonlyMap<string, string>>();

/** The paths of configurations in the services of Compose, by their names. */
function targetsIn(services: YAMLMap): ReadonlyMap<string, string> {
  const known = knownTargets.get(services);
  if (known) return known;
  const targets = new Map<string, string>();
  for (const { value } of services.items) {
    const configs = childOf(value, 'configs');
    for (const use of isSeq(configs) ? configs.items : []) {
      const [source, target] = [textBelow(use, 'source'), textBelow(use, 'target')];
      if (source !== undefined && target !== undefined && !targets.has(source)) targets.set(source, target);
    }
  }
  knownTargets.set(services, targets);
  return targets;
}

/** Compose puts variables in behind `$`, and `$$` is a dollar sign. */
function composePlace(text: string): Place {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { index } of text.matchAll(/\$\$/g)) {
    pieces.push({ host: at, hostLength: index - at, text: text.slice(at, index) });
    pieces.push({ host: index, hostLength: 2, text: '$' });
    at = index + 2;
  }
  pieces.push({ host: at, hostLength: text.length - at, text: text.slice(at) });
  return new CharacterPlace(pieces, 0, (inserted) => inserted.replaceAll('$', '$$$$'));
}

/** The text itself, of which the one in the file may be the base64 form. */
function decoded(place: Place, { path, maps }: YamlScalar, root: unknown): Place | undefined {
  if (!isBase64(path, maps[0], root)) return place;
  const { bytes, fault } = decodeBase64(place.text);
  // what a template fills in is none
  if (fault || bytes.length === 0) return undefined;
  return placeWithin(
    place,
    encodedPlace(decodeText(bytes), [0, place.text.trimEnd().length], (text) => toBase64(text)),
  );
}

function isBase64(path: readonly (string | number)[], map: YAMLMap | undefined, root: unknown): boolean {
  const parent = path.at(-2);
  if (parent === 'binaryData') return true;
  if (parent === 'data') return isSecret(path, root);
  return /^(?:b64|base64)$/.test(textBelow(map, 'encoding') ?? '');
}

/** Whether a document, or the item of a list that a path leads through, is a Secret. */
function isSecret(path: readonly (string | number)[], root: unknown): boolean {
  let at = root;
  if (textBelow(at, 'kind') === 'Secret') return true;
  for (const part of path) {
    at = isMap(at)
      ? at.get(part, true)
      : (at as { get?: (key: number, keep: true) => unknown }).get?.(Number(part), true);
    if (textBelow(at, 'kind') === 'Secret') return true;
  }
  return false;
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
