import { decodeBase64, type DecodedBase64 } from '../der/base64.ts';
import { isWhole } from '../der/der.ts';
import { isFilledIn } from './foreign-format.ts';
import type { Span } from '../../text/span.ts';

/** A fault in the armour or the base64 text of a block. */
export interface PemProblem {
  readonly code: 'armour' | 'base64';
  readonly span: Span;
  /** A full sentence. */
  readonly message: string;
  /** Where a line break is missing; it mends the problem. */
  readonly missingBreak?: number;
}

/** A line of the form `Name: value` between BEGIN and the base64 text (RFC 1421), such as `DEK-Info`. */
interface PemHeader {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** One block of a PEM file, complete or not. */
export interface Armour {
  /** What stands between `-----BEGIN ` and `-----`. */
  readonly label: string;
  /** From BEGIN to END, without the last line break. */
  readonly span: Span;
  /** The BEGIN line. */
  readonly begin: Span;
  /** The END line; absent where it is missing. */
  readonly end?: Span;
  readonly headers: readonly PemHeader[];
  /** The base64 text with its line breaks. */
  readonly body: Span;
  /** Faults of this block, in order. OpenSSL reads nothing of a block with one, and most readers give up on the file. */
  readonly problems: readonly PemProblem[];
  /** The BEGIN lines of further blocks inside it, which OpenSSL does not see because the END lines before them are lost. */
  readonly swallowed: readonly Span[];
  /** The decoded base64 text, as far as it goes. */
  readonly bytes: Uint8Array;
  /** A template puts in what is between BEGIN and END. */
  readonly filledIn?: boolean;
}

/** The blocks of a text and the faults outside of them. */
export interface ScannedPem {
  readonly blocks: readonly Armour[];
  /** BEGIN or END lines that are none. */
  readonly strays: readonly PemProblem[];
}

/** A block whose END line has not come yet. */
interface OpenBlock {
  readonly label: string;
  readonly begin: Span;
  readonly lines: Line[];
  /** Misspelled BEGIN and END lines. */
  readonly problems: PemProblem[];
}

interface Line {
  readonly text: string;
  readonly span: Span;
}

/**
 * Finds the blocks of a text as OpenSSL's PEM reader does (crypto/pem/pem_lib.c): BEGIN and END must start their lines
 * and be spelled exactly; blanks at the end of a line, a byte order mark and any text between blocks are tolerated. A block ends
 * before the next BEGIN line at the latest.
 * Never throws; time is linear in the text.
 */
export function scanLines(text: string): ScannedPem {
  const blocks: Armour[] = [];
  const strays: PemProblem[] = [];
  let open: OpenBlock | undefined;
  let afterBrokenBegin = false;
  for (const line of linesOf(text)) {
    if (!someDashes.test(line.text)) {
      open?.lines.push(line);
      continue;
    }
    const [, word, label = ''] = armourLine.exec(line.text) ?? [];
    const [, end, ended, begun] = joinedLines.exec(line.text) ?? [];
    if (open && end !== undefined && begun !== undefined && ended === open.label) {
      const missingBreak = line.span[0] + end.length;
      const message =
        'A line break is missing between this END line and the BEGIN line of the next block, as where files were joined.';
      open.problems.push({ code: 'armour', span: line.span, message, missingBreak });
      blocks.push(finish(text, open, { label: ended, span: [line.span[0], missingBreak] }));
      open = { label: begun, begin: [missingBreak, line.span[1]], lines: [], problems: [] };
    } else if (word === 'BEGIN') {
      if (open) blocks.push(finish(text, open, undefined));
      open = { label, begin: line.span, lines: [], problems: [] };
    } else if (wordsBetween.test(line.text)) {
      if (open) blocks.push(finish(text, open, undefined));
      open = undefined;
      afterBrokenBegin = !line.text.includes('-----END ');
      blocks.push(onOneLine(line));
    } else if (word === 'END' && open) {
      blocks.push(finish(text, open, { label, span: line.span }));
      open = undefined;
    } else if (word === 'END' && afterBrokenBegin) {
      // the missing BEGIN line was reported, once is enough
      afterBrokenBegin = false;
    } else if (word === 'END') {
      strays.push({ code: 'armour', span: line.span, message: `This END line has no BEGIN line before it.` });
    } else if (looksLikeArmour(line.text)) {
      const problem = brokenLine(line);
      if (open && /\bEND\b/i.test(line.text)) {
        open.problems.push(problem);
        blocks.push(finish(text, open, { label: open.label, span: line.span }));
        open = undefined;
      } else if (open) {
        // OpenSSL takes the line for base64 text
        open.problems.push(problem);
      } else {
        strays.push(problem);
        afterBrokenBegin = true;
      }
    } else open?.lines.push(line);
  }
  if (open) blocks.push(finish(text, open, undefined));
  return { blocks, strays };
}

/** No label is that long, so that none shows what was joined to it, such as a private key. */
const longestLabel = 60;
const armourLine = new RegExp(`^-----(BEGIN|END) ((?:(?!-----).){1,${longestLabel}})-----$`);
/** OpenSSL takes all between the first and the last dashes for the label. */
const wordsBetween = /^-----BEGIN .+-----$/;

/** A dash, or what a word processor makes of one. */
export const dash = '[-\\u2010-\\u2015\\u2212]';
const someDashes = new RegExp(`${dash}{2}`);
const dashesAtEnd = new RegExp(`${dash}{2}[ \\t]*$`);
const labelWritten = new RegExp(
  `(?:BEGIN|END)\\s+([A-Z0-9](?:[A-Z0-9 ]{0,${longestLabel}}[A-Z0-9])?)\\s*${dash}`,
  'i',
);

function labelIn(line: string): string {
  return labelWritten.exec(line.slice(0, 200))?.[1]?.toUpperCase() ?? 'CERTIFICATE';
}

/** An END line with the next BEGIN line behind it. */
const joinedLines = /^(-----END ([^-]+)-----)-----BEGIN ([^-]+)-----$/;

function* linesOf(text: string): Iterable<Line> {
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found + 1;
    let end = found < 0 ? text.length : found;
    while (end > start && text.charCodeAt(end - 1) <= 32) end--;
    yield { text: text.slice(start, end), span: [start, end] };
    start = next;
  }
}

/** Whether BEGIN or END stands between dashes. */
function looksLikeArmour(line: string): boolean {
  const at = line.search(/\b(BEGIN|END)\b/i);
  return at >= 0 && dashesAtEnd.test(line.slice(0, at)) && someDashes.test(line.slice(at));
}

function brokenLine({ text, span }: Line): PemProblem {
  const written = /\\r?\\?n/.test(text)
    ? 'the two characters \\n'
    : text.includes('\r')
      ? 'a lone CR'
      : undefined;
  if (written !== undefined) {
    const message = `Lines end with ${written} where a line break belongs, so OpenSSL sees no block here.`;
    return { code: 'armour', span, message };
  }
  const word = /\bEND\b/i.test(text) ? 'END' : 'BEGIN';
  const right = `-----${word} ${labelIn(text)}-----`;
  const exact = text.indexOf(right);
  const why =
    exact > 0 && text.slice(0, exact).trim() === ''
      ? 'is indented'
      : exact >= 0
        ? 'shares its line with other text'
        : `is not spelled "${right}"`;
  return {
    code: 'armour',
    span,
    message: `The ${word} line ${why}, so OpenSSL does not see it; it must stand alone, at the start of a line, with five dashes on each side.`,
  };
}

function finish(text: string, open: OpenBlock, end: { label: string; span: Span } | undefined): Armour {
  const { label, begin, lines } = open;
  const { headers, rest, separated } = takeHeaders(lines);
  const first = rest[0]?.span[0] ?? end?.span[0] ?? (headers.at(-1)?.span ?? begin)[1];
  const last = rest.at(-1)?.span[1] ?? first;
  const body: Span = [first, last];
  const problems = [...open.problems];
  const decoded = decodeBase64(text, first, last);
  const { bytes, fault = cutOff(decoded, text, last) } = decoded;
  const filledIn = fault !== undefined && isFilledIn(text.slice(first, last));
  if (filledIn) {
    // what comes in there is not known
  } else if (fault) {
    problems.push({ code: 'base64', span: [fault.at, fault.at + fault.length], message: fault.message });
  } else if (bytes.length === 0) {
    problems.push({ code: 'base64', span: begin, message: `The block ${label} is empty.` });
  } else {
    const problem = layoutProblem(headers, rest, separated);
    if (problem) problems.push(problem);
  }
  if (!end) {
    problems.push({
      code: 'armour',
      span: begin,
      message: `The block has no line "-----END ${label}-----"; the file was cut off, or the line is damaged.`,
    });
  } else if (end.label !== label) {
    problems.push({
      code: 'armour',
      span: end.span,
      message: `The block begins as ${label} but ends as ${end.label}; two blocks were mixed up.`,
    });
  }
  return {
    label,
    // what is wrong may stand behind the last line that could be read
    span: [begin[0], end?.span[1] ?? Math.max(last, begin[1], open.problems.at(-1)?.span[1] ?? 0)],
    begin,
    ...(end ? { end: end.span } : {}),
    headers,
    body,
    ...(filledIn ? { filledIn } : {}),
    problems: problems.sort((a, b) => a.span[0] - b.span[0]),
    swallowed: [],
    bytes,
  };
}

/** A dash that cuts off what the block holds, which is one DER element, or hides a colon, which makes a header of all before it. */
function cutOff({ bytes, dash }: DecodedBase64, text: string, last: number): DecodedBase64['fault'] {
  if (dash === undefined) return undefined;
  if (isWhole(bytes) && !text.slice(dash, last).includes(':')) return undefined;
  return { at: dash, length: 1, message: 'The character "-" does not belong in base64 text.' };
}

/** A block whose BEGIN line goes on with other text, up to dashes again. */
function onOneLine(line: Line): Armour {
  const problem = brokenLine(line);
  const [start, end] = line.span;
  const label = labelIn(line.text);
  const nothing = { headers: [], body: [end, end], swallowed: [], bytes: new Uint8Array() } as const;
  return { label, span: [start, end], begin: line.span, problems: [problem], ...nothing };
}

/** `separated`: an empty line stands between the headers and the base64 text. */
function takeHeaders(lines: readonly Line[]): {
  headers: PemHeader[];
  rest: readonly Line[];
  separated: boolean;
} {
  const headers: PemHeader[] = [];
  let index = 0;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const match = /^([A-Za-z][\w-]*):(.*)$/.exec(line.text);
    const last = headers.at(-1);
    if (match) headers.push({ name: match[1] ?? '', value: (match[2] ?? '').trimStart(), span: line.span });
    // a header's value may go on in an indented line
    else if (last && /^\s+\S/.test(line.text)) {
      headers[headers.length - 1] = {
        ...last,
        value: last.value + line.text.trim(),
        span: [last.span[0], line.span[1]],
      };
    } else break;
  }
  const separated = lines[index]?.text === '';
  if (separated) index++;
  return { headers, rest: lines.slice(index), separated };
}

/** What OpenSSL does not stand around good base64 text (crypto/pem/pem_lib.c, get_header_and_data, PEM_get_EVP_CIPHER_INFO). */
function layoutProblem(
  headers: readonly PemHeader[],
  lines: readonly Line[],
  separated: boolean,
): PemProblem | undefined {
  const [first] = headers;
  const problem = (span: Span, message: string): PemProblem => ({ code: 'armour', span, message });
  if (first && first.name !== 'Proc-Type') {
    return problem(
      first.span,
      `OpenSSL refuses a block with the line "${first.name}:"; a comment must stand before BEGIN.`,
    );
  }
  if (first && !separated) {
    return problem(first.span, 'An empty line is missing between the headers and the base64 text.');
  }
  const empty = lines.find((line) => line.text === '');
  return empty && problem(empty.span, 'OpenSSL refuses a block with an empty line inside its base64 text.');
}
