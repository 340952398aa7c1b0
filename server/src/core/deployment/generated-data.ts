import { isMap } from 'yaml';
import { childOf, readHostYaml, textOf } from '../embedded/yaml-host.ts';
import { baseName } from '../text/words.ts';
import { itemsBelow, knownText, spanOf } from './container-start.ts';
import type { DataEntry } from './server-start.ts';

/** The names under which Kustomize reads its file, in its order. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A key of a ConfigMap or Secret whose content is a file, by a path that begins at the folder of the kustomization. */
export interface GeneratedFile extends Pick<DataEntry, 'resource' | 'name' | 'key'> {
  readonly path: string;
}

const generators = [
  ['ConfigMap', 'configMapGenerator'],
  ['Secret', 'secretGenerator'],
] as const;

/** The keys that Kustomize's generators in a YAML document take from `literals`. */
export function generatedLiterals(root: unknown): DataEntry[] {
  return [...generatorsIn(root)].flatMap(({ resource, name, generator }) =>
    (itemsBelow(generator, 'literals') ?? []).flatMap((item): DataEntry[] => {
      const key = /^([\w.-]{1,253})=/.exec(textOf(item) ?? '')?.[1];
      return key === undefined ? [] : [{ resource, name, key, span: spanOf(item) }];
    }),
  );
}

/** The keys that the generators of a kustomization take from `files`, as `KEY=PATH` or `PATH`. Never throws. */
export function generatedFiles(text: string): GeneratedFile[] {
  return readHostYaml(text)
    .flatMap((root) => [...generatorsIn(root)])
    .flatMap(({ resource, name, generator }) =>
      (itemsBelow(generator, 'files') ?? []).flatMap((item): GeneratedFile[] => {
        const [, key, path] = /^(?:([^=]+)=)?([^=]+)$/.exec(textOf(item) ?? '') ?? [];
        return path === undefined ? [] : [{ resource, name, key: key ?? baseName(path), path }];
      }),
    );
}

function* generatorsIn(root: unknown) {
  for (const [resource, part] of generators) {
    for (const generator of (isMap(root) ? itemsBelow(root, part) : undefined) ?? []) {
      const name = knownText(childOf(generator, 'name'));
      if (isMap(generator) && name !== undefined) yield { resource, name, generator };
    }
  }
}
