import type { Span } from '../text/span.ts';
import type { Setting } from './setting.ts';

/**
 * Gives the place of a part of a setting's value by its offsets in the value's text. Where quoting or escapes keep the parts from
 * being found, it is the place of the whole value. To be made once for all parts: it reads the whole value.
 */
export function spansInValue(source: string, setting: Setting): (start: number, end: number) => Span {
  const base = textStart(source, setting);
  return (start, end) => (base === undefined ? setting.valueSpan : [base + start, base + end]);
}

/** Where the value's text begins inside its token; undefined where the token does not hold it as it is. */
export function textStart(source: string, { text, valueSpan }: Setting): number | undefined {
  if (text === undefined) return undefined;
  const token = source.slice(...valueSpan);
  if (token === text) return valueSpan[0];
  const isQuoted = /^(["'])[\s\S]*\1$/.test(token) && token.length >= 2;
  return isQuoted && token.slice(1, -1) === text ? valueSpan[0] + 1 : undefined;
}
