import { firstBeyond } from '../../text/sorted.ts';
import { slice, type Span } from '../../text/span.ts';
import { scanLines, type Armour, type PemProblem, type ScannedPem } from './armour.ts';
import { decodeBase64 } from '../der/base64.ts';
import { isWhole } from '../der/der.ts';

/** As {@link scanLines}, but a block whose END line is lost goes as far as OpenSSL reads it. Never throws; linear in the text. */
export function scanPem(text: string): ScannedPem {
  const { blocks, strays } = scanLines(text);
  const joined: Armour[] = [];
  /** Up to where it is known what OpenSSL makes of the text, and the BEGIN lines it does not see before that. */
  let settled = 0;
  let swallowed: Span[] | undefined;
  for (const block of blocks) {
    if (block.begin[0] < settled) {
      if (swallowed) swallowed.push(block.begin);
      else joined.push(block);
      continue;
    }
    // a damaged line inside may be what ends the base64 text
    const isWhole = !block.problems.some(
      ({ code, span }) => code === 'armour' && span[0] > block.begin[0] && slice(text, span).includes('--'),
    );
    const isEnded = isWhole && block.end && text.startsWith('-----END ', block.end[0]);
    const end = isEnded ? block.end : endLineBehind(text, block);
    const whole = isEnded || !end ? undefined : readOn(text, block, end);
    settled = end?.[1] ?? text.length;
    swallowed = whole && [];
    joined.push(whole && swallowed ? { ...whole, swallowed } : block);
  }
  const isInside = ({ span: [start] }: PemProblem): boolean => {
    const block = joined[firstBeyond(joined, ({ span }) => span[1] > start)];
    return block !== undefined && block.span[0] <= start;
  };
  return { blocks: joined, strays: strays.filter((stray) => !isInside(stray)) };
}

/** The next line that ends a block for OpenSSL, whatever its label. */
function endLineBehind(text: string, { begin }: Armour): Span | undefined {
  const start = text.indexOf('\n-----END ', begin[1]) + 1;
  if (start === 0) return undefined;
  const lineEnd = text.indexOf('\n', start);
  return [start, start + text.slice(start, lineEnd < 0 ? undefined : lineEnd).trimEnd().length];
}

/**
 * What OpenSSL reads of a block that has no END line of its own, up to that of another one (crypto/pem/pem_lib.c,
 * get_header_and_data: any other line is data; crypto/evp/encode.c: a dash ends base64 text). undefined where it gives up.
 */
function readOn(text: string, block: Armour, end: Span): Armour | undefined {
  const { label, begin } = block;
  if (text.slice(...end) !== `-----END ${label}-----`) return undefined;
  const [, ...lines] = text.slice(begin[1], end[0] - 1).split('\n');
  // a colon makes it a header, and an empty line the end of one
  if (lines.some((line) => line.includes(':') || line.trim() === '')) return undefined;
  const dash = text.indexOf('-', begin[1]);
  const { bytes, fault } = decodeBase64(text, begin[1], dash);
  if (fault || bytes.length === 0) return undefined;
  // it gives up on a certificate that is cut off, and skips a key; the damaged line says more than the decoder
  if (label.includes('CERTIFICATE') && !isWhole(bytes)) return undefined;
  const bodyEnd = begin[1] + text.slice(begin[1], dash).trimEnd().length;
  return {
    ...block,
    span: [begin[0], end[1]],
    end,
    body: [Math.min(block.body[0], bodyEnd), bodyEnd],
    problems: [],
    bytes,
  };
}
