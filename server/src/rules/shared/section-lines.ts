import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { Span } from '../../core/text/span.ts';

/** A line that the server takes for a value, or a part of one, of the section that it stands in. */
export interface SectionLine {
  readonly section: Setting;
  readonly span: Span;
}

/** The lines below names of no setting that have no colon of their own, so that the server takes them for a value. */
export function sectionLines({ settings, text }: Config): SectionLine[] {
  return settings.flatMap((section): SectionLine[] => {
    const { option, value } = section;
    if (option || value.kind !== 'scalar' || value.style !== 'plain') return [];
    const [start, end] = value.span;
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    if (before.trim() !== '') return [];
    return [...text.slice(start, end).matchAll(/\S[^\n]*/g)].map(({ index, 0: line }) => ({
      section,
      span: [start + index, start + index + line.trimEnd().length],
    }));
  });
}
