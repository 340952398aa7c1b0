import type { Config } from '../config/config.ts';
import type { Span } from '../text/span.ts';
import { documentEnd } from '../config/unread.ts';
import { flowAt } from './flow.ts';
import { indentOf, keyLine, lineAround, parentKeys, quoteAt, siblingKeys } from './lines.ts';
import type { KeyPlace, Place, ValuePlace } from './cursor-context.ts';

/** The place of a cursor; undefined in comments, where neither a key nor a value can stand and where the server reads nothing. */
export function placeAt(config: Config, offset: number): Place | undefined {
  const { text } = config;
  // a first word that is being typed reads as INI, too
  if (config.format === 'ini' && /^[^#=\r\n\u2028\u2029]*=/m.test(text)) return iniPlace(text, offset);
  const end = documentEnd(config);
  if (end !== undefined && offset >= end) return undefined;
  const flow = flowAt(text, offset);
  if (flow === 'list') return undefined;
  if (flow) {
    const opening = flow.start === undefined ? undefined : blockPath(text, flow.start);
    const section = [...(opening ?? []), ...flow.keys].join('.');
    return flow.place(section);
  }
  return blockPlace(text, offset);
}

/** The path of the block key on whose line something begins. */
function blockPath(text: string, offset: number): string[] {
  const line = lineAround(text, offset);
  const key = keyLine(line.text);
  if (!key) return [];
  return [...(parentKeys(text, line.start, key.indent) ?? []), key.name];
}

function blockPlace(text: string, offset: number): Place | undefined {
  const line = lineAround(text, offset);
  const before = line.text.slice(0, offset - line.start);
  if (isComment(before)) return undefined;
  const key = keyLine(line.text);
  if (key?.colon !== undefined && offset > line.start + key.colon) {
    const section = parentKeys(text, line.start, key.indent);
    return section && valueAfter(line, key.colon + 1, [...section, key.name].join('.'));
  }
  const written = /^([ \t]*)(\S*)/.exec(line.text);
  const start = line.start + (written?.[1]?.length ?? 0);
  if (/^[ \t]*\S+[ \t]/.test(before)) return undefined;
  const isBlank = line.text.trim() === '';
  const indent = isBlank ? before.length : indentOf(line.text);
  const section = parentKeys(text, line.start, indent);
  if (!section) return undefined;
  const end = key?.colon === undefined ? start + (written?.[2]?.length ?? 0) : line.start + key.end;
  return {
    kind: 'key',
    section: section.join('.'),
    span: isBlank ? [offset, offset] : [start, end],
    style: 'block',
    quote: quoteAt(text, start),
    hasSeparator: key?.colon !== undefined,
    siblings: siblingKeys(text, line.start, indent),
  };
}

function valueAfter(line: { text: string; start: number }, from: number, path: string): ValuePlace {
  const rest = line.text.slice(from);
  const blanks = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  const value = withoutComment(rest.slice(blanks));
  const start = line.start + from + blanks;
  return {
    kind: 'value',
    path,
    span: [start, start + value.length],
    style: 'block',
    quote: quoteAt(value, 0),
    needsBlank: blanks === 0,
  };
}

/** A value without the blanks and the comment behind it; a quote that is not closed reaches to the end of the line. */
function withoutComment(rest: string): string {
  const quoted = /^(?:"[^"]*"?|'[^']*'?)/.exec(rest)?.[0];
  if (quoted !== undefined) return quoted;
  const comment = rest.search(/(?:^|[ \t])#/);
  return (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
}

function iniPlace(text: string, offset: number): Place | undefined {
  const line = lineAround(text, offset);
  if (line.text.slice(0, offset - line.start).includes('#')) return undefined;
  const equals = line.text.indexOf('=');
  if (equals >= 0 && offset > line.start + equals) {
    const name = line.text.slice(0, equals).trim();
    const place = valueAfter(line, equals + 1, name);
    const value: ValuePlace = { ...place, style: 'ini', quote: '', needsBlank: false };
    if (name !== 'setParameter') return value;
    const inner = text.slice(...value.span).indexOf('=');
    const parameter = text.slice(value.span[0], value.span[0] + inner);
    if (inner >= 0 && offset > value.span[0] + inner) {
      return {
        ...value,
        path: `setParameter.${parameter}`,
        span: [value.span[0] + inner + 1, value.span[1]],
      };
    }
    return iniKey(
      'setParameter',
      [value.span[0], inner < 0 ? value.span[1] : value.span[0] + inner],
      inner >= 0,
    );
  }
  const name = /^[ \t]*/.exec(line.text)?.[0].length ?? 0;
  const end = equals < 0 ? line.text.trimEnd().length : line.text.slice(0, equals).trimEnd().length;
  const start = line.start + name;
  return iniKey('', [start, Math.max(start, line.start + end)], equals >= 0);
}

function iniKey(section: string, span: Span, hasSeparator: boolean): KeyPlace {
  return { kind: 'key', section, span, style: 'ini', quote: '', hasSeparator, siblings: new Set() };
}

function isComment(before: string): boolean {
  return /(^|[ \t])#/.test(before.replace(/"[^"]*"|'[^']*'/g, ''));
}
