import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { Embedded } from '../embedded/host-file.ts';
import { childOf, textBelow, textOf } from '../embedded/yaml-host.ts';
import type { Span } from '../text/span.ts';
import { itemsBelow, knownText, spanOf, startOfContainer } from './container-start.ts';
import { hidden, hiddenMount, type Mount, type Source } from './mounts.ts';
import type { DataEntry, Pod, ServerStart } from './server-start.ts';

/** The kinds of Kubernetes that run containers, each with the keys that lead to what it says of a pod. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
};

/** The resources of a YAML document: itself, or the items of a list. */
export function resourcesIn(root: unknown): readonly YAMLMap[] {
  if (!isMap(root)) return [];
  const items = childOf(root, 'items');
  return textBelow(root, 'kind') === 'List' && isSeq(items)
    ? items.items.filter((item) => isMap(item))
    : [root];
}

/** The servers among the containers of a resource. */
export function podServers(resource: YAMLMap, documents: readonly Embedded[]): ServerStart[] {
  const path = podPaths[textBelow(resource, 'kind') ?? ''];
  const pod = path && childOf(resource, ...path);
  const spec = childOf(pod, 'spec');
  if (!isMap(spec)) return [];
  const own = textBelow(resource, 'metadata', 'name');
  const isInjected = /inject/i.test(annotationsOf(pod));
  const containers = itemsBelow(spec, 'containers') ?? [];
  const pods = podsOf(resource);
  return containers.flatMap((container) => {
    if (!isMap(container)) return [];
    const name = textBelow(container, 'name') ?? 'container';
    const mounts = itemsBelow(container, 'volumeMounts')?.map((mount) => mountOf(mount, spec));
    const isWhole = mounts?.every((mount) => mount !== undefined) === true;
    const start = startOfContainer(
      {
        name: own === undefined || own === name ? name : `${own}/${name}`,
        span: spanOf(childOf(container, 'name')),
        map: container,
        commandKeys: ['command', 'args'],
        mounts: (mounts ?? []).flatMap((mount) => mount ?? []),
        isWhole: isWhole && !isInjected && childOf(container, 'lifecycle') === undefined,
      },
      documents,
    );
    if (!start) return [];
    return [pods.length > 0 ? { ...start, pods } : start];
  });
}

/** A replica set has no more members. */
const mostPods = 50;

/** The pods of a StatefulSet, by the number of its replicas; its service, which has no address itself, gives each a name. */
function podsOf(resource: YAMLMap): Pod[] {
  const name = knownText(childOf(resource, 'metadata', 'name'));
  const written = childOf(resource, 'spec', 'replicas');
  const replicas = written === undefined ? 1 : Number(knownText(written));
  if (textBelow(resource, 'kind') !== 'StatefulSet' || name === undefined || !(replicas >= 1)) return [];
  const service = knownText(childOf(resource, 'spec', 'serviceName'));
  const namespace = knownText(childOf(resource, 'metadata', 'namespace'));
  const first = Number(knownText(childOf(resource, 'spec', 'ordinals', 'start')) ?? 0) || 0;
  return Array.from({ length: Math.min(Math.floor(replicas), mostPods) }, (_, index) => {
    const pod = `${name}-${String(first + index)}`;
    return { name: pod, hosts: service === undefined ? [] : addressesOf(`${pod}.${service}`, namespace) };
  });
}

function addressesOf(short: string, namespace: string | undefined): string[] {
  const full = `${short}.${namespace ?? 'default'}.svc.cluster.local`;
  return namespace === undefined ? [short, full] : [full, short, `${short}.${namespace}`];
}

function annotationsOf(pod: unknown): string {
  const annotations = childOf(pod, 'metadata', 'annotations');
  return isMap(annotations) ? annotations.items.map(({ key }) => textOf(key) ?? '').join(' ') : '';
}

/** undefined where it is not known what is mounted where. */
function mountOf(mount: unknown, spec: YAMLMap): Mount | undefined {
  const target = knownText(childOf(mount, 'mountPath'));
  const name = knownText(childOf(mount, 'name'));
  if (target === undefined || name === undefined || childOf(mount, 'subPathExpr') !== undefined)
    return undefined;
  const written = childOf(mount, 'subPath');
  const below = written === undefined ? '' : knownText(written);
  const volume = itemsBelow(spec, 'volumes')?.find((each) => textBelow(each, 'name') === name);
  const span = spanOf(mount);
  if (below === undefined || volume === undefined) return hiddenMount(target, span);
  return {
    target,
    span,
    sourceOf: (rest) => sourceIn(volume, [below, rest].filter((part) => part !== '').join('/')),
  };
}

/** What a path in a volume comes from. */
function sourceIn(volume: unknown, path: string): Source {
  const projected = childOf(volume, 'projected', 'sources');
  const sources = isSeq(projected) ? projected.items : [volume];
  const found = sources.flatMap((source) => dataAt(source, path, sources.length === 1) ?? []);
  return found[0] ?? hidden;
}

const resources = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
  ['Secret', 'secret', 'name'],
] as const;

/** `isSole`: nothing else puts files into the volume, so that without a list of items each key is a file. */
function dataAt(volume: unknown, path: string, isSole: boolean): Source | undefined {
  for (const [resource, key, nameKey] of resources) {
    const map = childOf(volume, key);
    const name = knownText(childOf(map, nameKey));
    if (!isMap(map) || name === undefined) continue;
    const items = itemsBelow(map, 'items');
    if (!items) continue;
    const item = items.find((each) => textBelow(each, 'path') === path);
    const dataKey = items.length === 0 && isSole ? path : knownText(childOf(item, 'key'));
    if (dataKey !== undefined && dataKey !== '') return { kind: 'data', resource, name, key: dataKey };
  }
  return undefined;
}

/** The keys of a ConfigMap or Secret. */
export function dataOf(resource: YAMLMap): DataEntry[] {
  const kind = textBelow(resource, 'kind') ?? '';
  const name = knownText(childOf(resource, 'metadata', 'name'));
  if ((kind !== 'ConfigMap' && kind !== 'Secret') || name === undefined) return [];
  const namespace = knownText(childOf(resource, 'metadata', 'namespace'));
  return ['data', 'stringData', 'binaryData'].flatMap((part) => {
    const map = childOf(resource, part);
    if (!isMap(map)) return [];
    return map.items.flatMap(({ key, value }): DataEntry[] => {
      const named = textOf(key);
      const span: Span = spanOf(value);
      if (named === undefined) return [];
      return [{ resource: kind, name, key: named, span, ...(namespace === undefined ? {} : { namespace }) }];
    });
  });
}
