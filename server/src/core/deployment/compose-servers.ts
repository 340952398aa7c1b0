import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Embedded } from '../embedded/host-file.ts';
import { childOf, textBelow, textOf } from '../embedded/yaml-host.ts';
import type { Span } from '../text/span.ts';
import { itemsBelow, knownText, spanOf, startOfContainer } from './container-start.ts';
import { boundMount, hiddenMount, textMount, type Mount } from './mounts.ts';
import { wholeService } from './borrowed-keys.ts';
import type { ServerStart } from './server-start.ts';

/** Keys by which a service gets more than it says. */
const borrowing = ['<<', 'extends', 'volumes_from', 'build', 'develop', 'post_start', 'pre_start'];

/** The servers among the services of a compose file. */
export function composeServers(root: unknown, documents: readonly Embedded[]): ServerStart[] {
  const services = childOf(root, 'services');
  if (!isMap(root) || !isMap(services)) return [];
  return services.items.flatMap(({ key, value }) => {
    const name = textOf(key);
    if (name === undefined || !isMap(value)) return [];
    const { map, lenders } = wholeService(value, root);
    const parts = [volumesOf(map), texts(map, root, 'configs'), texts(map, root, 'secrets'), tmpfs(map)];
    const start = startOfContainer(
      {
        name,
        span: spanOf(key),
        map,
        lenders,
        commandKeys: ['entrypoint', 'command'],
        mounts: parts.flatMap((part) => part ?? []),
        isWhole:
          parts.every((part) => part !== undefined) &&
          borrowing.every((borrowed) => childOf(value, borrowed) === undefined),
      },
      documents,
    );
    return start ? [{ ...start, hosts: hostsOf(name, value) }] : [];
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
