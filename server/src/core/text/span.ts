/** A half-open range `[start, end)` of UTF-16 offsets into one text. The only currency of positions left of the outputs. */
export type Span = readonly [start: number, end: number];

/** One replacement: the text of `span` becomes `text`. An empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The text a span covers. */
export function slice(text: string, span: Span): string {
  return text.slice(span[0], span[1]);
}

/** Whether two spans share a character, or two insertions share a place. */
export function overlaps(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1] ? true : a[0] === b[0] && a[1] === b[1];
}

/** The span of the whole line that holds `offset`, with its line break; both LF and CRLF count, a lone CR does not. */
export function lineAt(text: string, offset: number): Span {
  // a negative start means 0 to lastIndexOf
  const start = offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return [start, end < 0 ? text.length : end + 1];
}

/** Whether a span lies in another one. */
export function isWithin(inner: Span, outer: Span): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}
