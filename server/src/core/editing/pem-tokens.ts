import type { Pem, PemBlock } from '../pem/model/pem.ts';
import { isDamaged } from '../pem/model/titles.ts';
import type { Span } from '../text/span.ts';

/** A piece of a line with a colour of its own. */
export interface PemToken {
  readonly span: Span;
  readonly type: 'keyword' | 'type' | 'property' | 'string' | 'comment' | 'damaged';
}

/** The coloured pieces of a PEM file, in order, each on one line. Linear in the text. */
export function pemTokens(pem: Pem): PemToken[] {
  const tokens: PemToken[] = [];
  let end = 0;
  const outside = (to: number): void => {
    for (const span of linesIn(pem.text, [end, to])) {
      const isStray = strays.has(span[0]);
      tokens.push({ span, type: isStray ? 'damaged' : 'comment' });
    }
  };
  // a stray line starts where its line starts, its blanks included
  const strays = new Set(pem.strays.map(({ span: [start, stop] }) => firstVisible(pem.text, start, stop)));
  for (const block of pem.blocks) {
    outside(block.span[0]);
    for (const token of tokensOf(pem.text, block)) tokens.push(token);
    end = block.span[1];
  }
  outside(pem.text.length);
  return tokens;
}

function tokensOf(text: string, block: PemBlock): PemToken[] {
  const { begin, end, headers, body } = block;
  const tokens = armourLine(text, begin);
  for (const { name, span } of headers) {
    const colon = span[0] + name.length;
    tokens.push({ span: [span[0], colon], type: 'property' });
    for (const value of linesIn(text, [colon + 1, span[1]])) tokens.push({ span: value, type: 'string' });
  }
  const type = isDamaged(block) ? 'damaged' : 'string';
  for (const span of linesIn(text, body)) tokens.push({ span, type });
  if (end) tokens.push(...armourLine(text, end));
  return tokens;
}

function armourLine(text: string, [start, end]: Span): PemToken[] {
  const [, head = '', label = ''] = /^(-----(?:BEGIN|END) )(.+)-----$/.exec(text.slice(start, end)) ?? [];
  if (head === '') return [{ span: [start, end], type: 'damaged' }];
  const from = start + head.length;
  return [
    { span: [start, from], type: 'keyword' },
    { span: [from, from + label.length], type: 'type' },
    { span: [from + label.length, end], type: 'keyword' },
  ];
}

/** The visible part of each line within a span. */
function* linesIn(text: string, [start, end]: Span): Iterable<Span> {
  for (let at = start; at < end;) {
    const found = text.indexOf('\n', at);
    const next = found < 0 || found > end ? end : found;
    let stop = next;
    while (stop > at && text.charCodeAt(stop - 1) <= 32) stop--;
    const first = firstVisible(text, at, stop);
    if (first < stop) yield [first, stop];
    at = next + 1;
  }
}

function firstVisible(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) <= 32) at++;
  return at;
}
