import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { withDefaults } from '../command-lines/image.ts';
import type { Embedded } from '../embedded/host-file.ts';
import { childOf, readHostYaml, textBelow, textOf } from '../embedded/yaml-host.ts';
import type { Span } from '../text/span.ts';
import { itemsBelow, knownText, runsDirectly, spanOf, startOfContainer, wordsOf } from './container-start.ts';
import { boundMount, hiddenMount, textMount, type Mount } from './mounts.ts';
import { wholeService, type WholeService } from './borrowed-keys.ts';
import type { ComposeService, EnvFile, ServerStart, Variable } from './server-start.ts';

/** Keys by which a service gets more than it says. */
const borrowing = ['<<', 'extends', 'volumes_from', 'build', 'develop', 'post_start', 'pre_start'];

/** The names of the file that compose reads in a folder, and of the one that it reads together with that. */
export const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
export const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** The servers among the services of a compose file. `fileName` without its folder. */
export function composeServers(
  root: unknown,
  documents: readonly Embedded[],
  fileName: string,
): ServerStart[] {
  return servicesIn(root, fileName).flatMap(({ service, map, lenders, key, written }) => {
    const { name, mounts, isWhole, isOverride } = service;
    const start = startOfContainer(
      { name, span: spanOf(key), map, lenders, commandKeys, mounts, isWhole },
      documents,
    );
    // what an override leaves out, such as the command, stands in the file that it overrides
    if (!start || (isOverride && !start.command)) return [];
    return [{ ...start, hosts: hostsOf(name, written), service }];
  });
}

/** The services of a compose file, servers or not. */
export function composeServices(text: string, fileName: string): ComposeService[] {
  return readHostYaml(text).flatMap((root) => servicesIn(root, fileName).map(({ service }) => service));
}

interface Listed extends WholeService {
  readonly service: ComposeService;
  readonly key: unknown;
  /** The map as it is written. */
  readonly written: YAMLMap;
}

function servicesIn(root: unknown, fileName: string): Listed[] {
  const services = childOf(root, 'services');
  if (!isMap(root) || !isMap(services)) return [];
  const isOverride = overrideNames.includes(fileName);
  return services.items.flatMap(({ key, value }): Listed[] => {
    const name = textOf(key);
    if (name === undefined || !isMap(value)) return [];
    const whole = wholeService(value, root);
    const service = { ...serviceOf(whole.map, root, isBorrowing(value)), name, isOverride };
    return [{ ...whole, service, key, written: value }];
  });
}

function isBorrowing(service: YAMLMap): boolean {
  return borrowing.some((key) => childOf(service, key) !== undefined);
}

function serviceOf(
  map: YAMLMap,
  root: YAMLMap,
  isBorrower: boolean,
): Omit<ComposeService, 'name' | 'isOverride'> {
  const parts = [volumesOf(map), texts(map, root, 'configs'), texts(map, root, 'secrets'), tmpfs(map)];
  const image = textBelow(map, 'image');
  return {
    ...(image === undefined ? {} : { image }),
    hasCommand: childOf(map, 'command') !== undefined || childOf(map, 'entrypoint') !== undefined,
    runsScript: (wordsOf(childOf(map, 'entrypoint'))?.[0] ?? script).endsWith(script),
    mounts: parts.flatMap((part) => part ?? []),
    isWhole: parts.every((part) => part !== undefined) && !isBorrower && runsDirectly(map, commandKeys),
    variables: variablesOf(childOf(map, 'environment')),
    envFiles: envFilesOf(childOf(map, 'env_file')),
  };
}

const commandKeys = ['entrypoint', 'command'];
const script = 'docker-entrypoint.sh';

/** `environment`, as a map or a list of `NAME=value`. */
function variablesOf(node: unknown): Variable[] {
  if (isMap(node))
    return node.items.flatMap(({ key, value }) => {
      const name = textOf(key);
      return name === undefined ? [] : [variable(name, textOf(value), spanOf(key))];
    });
  return (isSeq(node) ? node.items : []).flatMap((item) => {
    const [, name, value] = /^([^=]+)(?:=(.*))?$/s.exec(textOf(item) ?? '') ?? [];
    return name === undefined ? [] : [variable(name, value, spanOf(item))];
  });
}

/** The variables of Bitnami's image that make a server a member; the values of all others are nobody's business. */
const membership = /^MONGODB_(?:REPLICA_SET_MODE|REPLICA_SET_NAME|REPLICA_SET_KEY|ADVERTISED_HOSTNAME)$/;

function variable(name: string, written: string | undefined, span: Span): Variable {
  const value = written === undefined || !membership.test(name) ? undefined : withDefaults(written);
  return { name, span, ...(value === undefined || value.includes('$') ? {} : { value }) };
}

/** `env_file`: one path, or several, each by itself or with `path`. */
function envFilesOf(node: unknown): EnvFile[] {
  return (isSeq(node) ? node.items : [node]).flatMap((item) => {
    const written = isMap(item) ? childOf(item, 'path') : item;
    const path = knownText(written);
    return path === undefined ? [] : [{ path, span: spanOf(written) }];
  });
}

/** The names of a service on the networks of its compose file. */
function hostsOf(name: string, service: YAMLMap): string[] {
  const more = ['hostname', 'container_name'].flatMap((key) => textBelow(service, key) ?? []);
  return [...new Set([name, ...more.filter((host) => /^[\w.-]+$/.test(host))])];
}

/** The mounts of `volumes`; undefined where not all of them are known. */
function volumesOf(service: YAMLMap): Mount[] | undefined {
  const mounts = itemsBelow(service, 'volumes')?.map((item) =>
    isMap(item) ? longVolume(item) : shortVolume(knownText(item), spanOf(item), textOf(item)),
  );
  return mounts?.every((mount) => mount !== undefined) === true ? mounts : undefined;
}

const shortSyntax = /^(?:((?:[A-Za-z]:[\\/])?[^:]*):)?(\/[^:]*)(?::[\w,]*)?$/;

/** `./mongod.conf:/etc/mongod.conf:ro`, `data:/data/db`, `/data/db`. */
function shortVolume(text: string | undefined, span: Span, written: string | undefined): Mount | undefined {
  // a variable in the source alone hides what is mounted, not where
  const [, source, target] = shortSyntax.exec(text ?? (written ?? '').replace(/\$\{[^}]*\}/g, '$')) ?? [];
  if (target === undefined || target.includes('$')) return undefined;
  const isBound = text !== undefined && source !== undefined && /^(?:[./~\\]|[A-Za-z]:)/.test(source);
  return isBound && !source.startsWith('~') ? boundMount(target, source, span) : hiddenMount(target, span);
}

function longVolume(item: YAMLMap): Mount | undefined {
  const target = knownText(childOf(item, 'target'));
  if (target === undefined) return undefined;
  const source = knownText(childOf(item, 'source'));
  const isBound = textBelow(item, 'type') === 'bind' && source !== undefined && !source.startsWith('~');
  return isBound ? boundMount(target, source, spanOf(item)) : hiddenMount(target, spanOf(item));
}

/** The mounts of `configs` or `secrets`: their content stands in the file, in another file, or nobody knows where. */
function texts(service: YAMLMap, root: YAMLMap, kind: 'configs' | 'secrets'): Mount[] | undefined {
  const folder = kind === 'configs' ? '' : '/run/secrets';
  const mounts = itemsBelow(service, kind)?.map((item) => {
    const source = isMap(item) ? textBelow(item, 'source') : knownText(item);
    if (source === undefined) return undefined;
    const written = isMap(item) ? childOf(item, 'target') : undefined;
    const target = written === undefined ? source : knownText(written);
    if (target === undefined) return undefined;
    const path = target.startsWith('/') ? target : `${folder}/${target}`;
    return contentMount(path, childOf(root, kind, source), spanOf(item));
  });
  return mounts?.every((mount) => mount !== undefined) === true ? mounts : undefined;
}

function contentMount(target: string, declared: unknown, span: Span): Mount {
  const file = knownText(childOf(declared, 'file'));
  if (file !== undefined) return boundMount(target, file, span);
  const content = childOf(declared, 'content');
  return isScalar(content) ? textMount(target, spanOf(content), span) : hiddenMount(target, span);
}

function tmpfs(service: YAMLMap): Mount[] | undefined {
  const node = childOf(service, 'tmpfs');
  const items = isScalar(node) ? [node] : itemsBelow(service, 'tmpfs');
  const mounts = items?.map((item) => {
    const target = knownText(item)?.replace(/:.*/, '');
    return target === undefined ? undefined : hiddenMount(target, spanOf(item));
  });
  return mounts?.every((mount) => mount !== undefined) === true ? mounts : undefined;
}
