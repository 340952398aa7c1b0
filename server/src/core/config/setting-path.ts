import type { Span } from '../text/span.ts';
import type { Setting } from './setting.ts';
import type { YamlPair } from '../yaml/tree.ts';

/** One name of a dotted path, and where it is written. */
export interface PathPart {
  readonly name: string;
  readonly span: Span;
  /** The pair whose key holds it. */
  readonly pair: YamlPair;
  /** Its key begins with this name. */
  readonly isFirstOfKey: boolean;
  /** Its key ends with this name. */
  readonly isLastOfKey: boolean;
}

/** The names of a YAML setting's path, outermost first. A child named `value` (server-behaviour.md P14) stands for its parent and adds none. */
export function pathParts(setting: Setting, text: string): PathPart[] {
  if (!setting.pair) return [];
  const parts: PathPart[] = [];
  for (const pair of [...setting.parents, setting.pair]) {
    if (pair.key === 'value' && parts.length > 0) continue;
    const names = pair.key.split('.');
    const start = startOfName(pair, text);
    let at = start ?? pair.keySpan[0];
    names.forEach((name, index) => {
      const span: Span = start === undefined ? pair.keySpan : [at, at + name.length];
      at += name.length + 1;
      parts.push({
        name,
        span,
        pair,
        isFirstOfKey: index === 0,
        isLastOfKey: index === names.length - 1,
      });
    });
  }
  return parts;
}

/** Where the name itself begins inside the key token; undefined where it is written with escapes. */
function startOfName({ key, keySpan }: YamlPair, text: string): number | undefined {
  const written = text.slice(...keySpan);
  if (written === key) return keySpan[0];
  return written.slice(1, -1) === key && /^["']/.test(written) ? keySpan[0] + 1 : undefined;
}
