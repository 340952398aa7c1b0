import type { Config } from '../config/config.ts';
import { pathParts } from '../config/setting-path.ts';
import type { Setting } from '../config/setting.ts';
import type { Span } from '../text/span.ts';

/** What stands at a place of a configuration. */
export type Spot =
  | { readonly part: 'key' | 'value'; readonly span: Span; readonly setting: Setting }
  | { readonly part: 'section'; readonly span: Span; readonly path: string };

/** The name, value or section at an offset; undefined between them. */
export function spotAt(config: Config, offset: number): Spot | undefined {
  for (const setting of config.settings) {
    if (setting.pair && !contains([(setting.parents[0] ?? setting.pair).keySpan[0], setting.span[1]], offset))
      continue;
    const section = sectionAt(config, setting, offset);
    if (section) return section;
    if (contains(setting.keySpan, offset)) return { part: 'key', span: setting.keySpan, setting };
    if (contains(setting.valueSpan, offset)) return { part: 'value', span: setting.valueSpan, setting };
  }
  return undefined;
}

/** The path of a setting as written, without the name of a parent that `value` stands for. */
function sectionAt(config: Config, setting: Setting, offset: number): Spot | undefined {
  const parts = pathParts(setting, config.text);
  const index = parts.findIndex(({ span }) => contains(span, offset));
  const part = parts[index];
  if (!part || index === parts.length - 1) return undefined;
  const path = parts
    .slice(0, index + 1)
    .map(({ name }) => name)
    .join('.');
  return { part: 'section', span: part.span, path };
}

function contains(span: Span, offset: number): boolean {
  return offset >= span[0] && offset <= span[1];
}
