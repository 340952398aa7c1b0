import { applyEdits } from '../text/apply-edits.ts';
import { parsePem, type PemBlock } from '../pem/model/pem.ts';
import type { Edit, Span } from '../text/span.ts';
import { dash } from '../pem/armour/armour.ts';

/**
 * The edits that make good blocks of a part of a file: BEGIN and END lines spelled as OpenSSL wants them and alone on their
 * lines, without the indentation of the first line, and line breaks where `\n` is written for them. Only what stands between the
 * base64 text is changed, so that no edit holds a private key. undefined where the result would not be read or decoded.
 */
export function mendArmour(text: string, [start, end]: Span): readonly Edit[] | undefined {
  const region = text.slice(start, end);
  const breaks = edited(region, /\\r?\\?n|\r(?!\n)|^["']|["'],?$/g, ([found]) =>
    /["']/.test(found) ? '' : '\n',
  );
  const isEscaped = breaks.some((edit) => edit.text !== '');
  const ways = isEscaped ? [breaks] : [respelled(region), ...relabelled(region)];
  const [edits, ...others] = ways.filter((way) => way.length > 0 && isGood(applyEdits(region, way)));
  if (!edits || others.length > 0) return undefined;
  return edits.map((edit) => ({ ...edit, span: [edit.span[0] + start, edit.span[1] + start] }));
}

/** The part of a file from a broken BEGIN line to the END line that belongs to it; undefined where another block comes first. */
export function blockFrom(text: string, [start, end]: Span): Span | undefined {
  if (/\bEND\b/i.test(text.slice(start, end))) return [start, end];
  armourToEnd.lastIndex = end;
  const next = armourToEnd.exec(text);
  return next?.[1]?.toUpperCase() === 'END' ? [start, next.index + next[0].trimEnd().length] : undefined;
}

const armour =
  `(?:(?<![ \\t])[ \\t]+|(?<!${dash}(?=${dash})))${dash}{2,}[ \\t]*(BEGIN|END)[ \\t]+` +
  `([A-Z0-9](?:[A-Z0-9 .]{0,39}[A-Z0-9.])?)[ \\t]*${dash}{2,}([ \\t]*)`;
const armourAlone = new RegExp(armour, 'gi');
/** With the blanks that stand for line breaks where a shell printed the file on one line, or with those that begin a line. */
const armourOrBlanks = new RegExp(`${armour}|[ \\t]+`, 'gi');
const armourOrIndent = new RegExp(`${armour}|^[ \\t]+`, 'gim');
const armourToEnd = new RegExp(`^.*${dash}{2}[ \\t]*(BEGIN|END)\\b.*$`, 'gim');

/** Each way to give the BEGIN and the END line of one block the same label. */
function relabelled(region: string): Edit[][] {
  const labels = [...region.matchAll(armourAlone)].map(([, , label = '']) => label.toUpperCase());
  return labels.length === 2 && labels[0] !== labels[1]
    ? labels.map((label) => respelled(region, label))
    : [];
}

function respelled(region: string, newLabel?: string): Edit[] {
  const indent = /^[ \t]*/.exec(region)?.[0] ?? '';
  const isOneLine = !region.includes('\n');
  let broken = 0;
  return edited(region, isOneLine ? armourOrBlanks : armourOrIndent, (match) => {
    const [found, word, label, after = ''] = match;
    if (word === undefined || label === undefined) {
      if (isOneLine) return '\n';
      return found.startsWith(indent) ? found.slice(indent.length) : found;
    }
    const last = match.index + found.length;
    const isLineStart = match.index === broken || region[match.index - 1] === '\n';
    const isLineEnd = last === region.length || /[\r\n]/.test(region.charAt(last));
    if (!isLineEnd) broken = last;
    const exact = `-----${word} ${newLabel ?? label}-----`.toUpperCase();
    return `${isLineStart ? '' : '\n'}${exact}${isLineEnd ? after : '\n'}`;
  });
}

/** One edit for each match that is to be another text. */
function edited(text: string, pattern: RegExp, replace: (match: RegExpExecArray) => string): Edit[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const replacement = replace(match);
    const { index, 0: found } = match;
    return replacement === found ? [] : [{ span: [index, index + found.length] as const, text: replacement }];
  });
}

function isGood(text: string): boolean {
  const { blocks, strays } = parsePem(text);
  return blocks.length > 0 && strays.length === 0 && blocks.every(isReadable);
}

function isReadable({ problems, swallowed, content }: PemBlock): boolean {
  if (problems.length + swallowed.length > 0 || content.type === 'unknown') return false;
  return !('decoded' in content) || content.decoded.ok;
}
