import type { Span } from '../text/span.ts';

/** Where the content of a path inside a container comes from. */
export type Source =
  /** A file or folder of the machine that runs the container; a relative path begins at the folder of the manifest. */
  | { readonly kind: 'file'; readonly path: string }
  /** A text in the manifest itself, that covers this span. */
  | { readonly kind: 'text'; readonly span: Span }
  /** The value of a key of a ConfigMap or Secret, in the same file or in another one. */
  | { readonly kind: 'data'; readonly resource: string; readonly name: string; readonly key: string }
  /** There may be such a file, and its content is not known. */
  | { readonly kind: 'hidden' };

/** What a container has at a path and below it. */
export interface Mount {
  /** An absolute path inside the container. */
  readonly target: string;
  /** The place in the manifest that says so. */
  readonly span: Span;
  /** The source of the target itself, or of `rest`, a relative path below it. */
  sourceOf(rest: string): Source | undefined;
}

/** The paths that a container is given. */
export interface Mounts {
  readonly list: readonly Mount[];
  /** They are part of an image, which need not be started as it says. */
  readonly ofImage?: true;
  /** Nothing else puts files into the container: no image of its own, no script, no variable. */
  readonly isComplete: boolean;
}

export const hidden: Source = { kind: 'hidden' };

/** A mount whose content is not known. */
export function hiddenMount(target: string, span: Span): Mount {
  return { target, span, sourceOf: () => hidden };
}

/** A mount of a file or folder of the machine that runs the container. */
export function boundMount(target: string, path: string, span: Span): Mount {
  return {
    target,
    span,
    sourceOf: (rest) => ({ kind: 'file', path: rest === '' ? path : `${path.replace(/\/$/, '')}/${rest}` }),
  };
}

/** A mount of one text of the manifest. */
export function textMount(target: string, text: Span, span: Span): Mount {
  return { target, span, sourceOf: (rest) => (rest === '' ? { kind: 'text', span: text } : undefined) };
}

/** Where a path of a container comes from, by the mount that lies deepest; undefined where nothing provides it. */
export function sourceAt({ list, isComplete }: Mounts, path: string): Source | undefined {
  const wanted = plainPath(path);
  const [deepest] = list
    .flatMap((mount) => {
      const target = plainPath(mount.target);
      const isOver = wanted === target || wanted.startsWith(target === '/' ? '/' : `${target}/`);
      return isOver ? [{ mount, target }] : [];
    })
    .sort((a, b) => b.target.length - a.target.length);
  const found = deepest?.mount.sourceOf(wanted.slice(deepest.target.length).replace(/^\//, ''));
  return found ?? (isComplete ? undefined : hidden);
}

/** A path without `.`, `..`, repeated slashes and a slash at its end. */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
