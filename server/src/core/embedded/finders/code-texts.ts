import type { Span } from '../../text/span.ts';
import { CharacterPlace, type Piece } from '../character-place.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { indentedLines, LinePlace } from '../line-place.ts';
import type { Place } from '../place.ts';
import { documentAt } from '../read-document.ts';
import { isConfiguration, kindOfTarget, mayBeConfiguration, programOfTarget } from '../target.ts';

/** Resources of Puppet and Chef. */
const codeName = /\.(?:pp|rb|epp)$/i;
/** What a resource writes into its file: a text in quotes, or a here-document of Puppet. */
const content =
  /\bcontent[ \t]*(?:=>[ \t]*)?(?:(["'])|@\([ \t]*(["']?)([A-Za-z_]\w{0,60})\2[^)\n]{0,20}\)[^\n]*\n)/g;
/** The file of a resource, in front of what stands in it. */
const fileResource = /\bfile[ \t]*(?:\{[ \t]*)?["']([^"'\n]{1,300})["']/g;
const oneWordLine = /^([ \t]*)(?:(\|)[ \t]*)?(?:-[ \t]*)?([A-Za-z_]\w*)$/;

/** Longer than any configuration in quotes. */
const longest = 50_000;
/** More of them than any manifest has. */
const mostTexts = 200;

/** Texts that a manifest of Puppet or a recipe of Chef writes into a file of the server. */
export function* codeTexts(host: HostText): Iterable<Embedded> {
  if (!codeName.test(host.fileName) || !host.text.includes('content')) return;
  const { text } = host;
  let end = 0;
  let count = 0;
  for (const match of text.matchAll(content)) {
    const { 0: head, 1: quote, 2: expands = '', 3: word = '', index } = match;
    if (index < end) continue;
    if (++count > mostTexts) return;
    const start = index + head.length;
    const found = quote === undefined ? hereText(text, start, word) : quotedText(text, start, quote);
    if (!found) continue;
    end = found.end;
    const target = [...text.slice(Math.max(0, index - 1000), index).matchAll(fileResource)].at(-1)?.[1] ?? '';
    const { place } = found;
    const isTold = kindOfTarget(target) === 'config' && mayBeConfiguration(place.text);
    if (!isTold && !isConfiguration(place.text)) continue;
    yield documentAt('config', host.placeOf(place), {
      name: target === '' ? 'content' : target,
      program: programOfTarget(target),
      version: host.version,
      isExpanded: quote === '"' || expands === '"',
    });
  }
}

interface Found {
  readonly place: Place;
  /** Where it ends in the host. */
  readonly end: number;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '0': '\0' };

function quotedText(text: string, start: number, quote: string): Found | undefined {
  const limit = Math.min(text.length, start + longest);
  const pieces: Piece[] = [];
  let plain = start;
  const add = (at: number, length: number, inner: string): void => {
    if (at > plain) pieces.push({ host: plain, hostLength: at - plain, text: text.slice(plain, at) });
    if (length > 0) pieces.push({ host: at, hostLength: length, text: inner });
    plain = at + length;
  };
  for (let at = start; at < limit; at++) {
    const character = text.charAt(at);
    if (character === quote) {
      add(at, 0, '');
      return { place: new CharacterPlace(pieces, start, (inner) => encode(inner, quote)), end: at };
    }
    const next = text.charAt(at + 1);
    // what Ruby puts in, in the form that Puppet has
    if (quote === '"' && character === '#' && next === '{') add(at, 1, '$');
    if (character !== '\\') continue;
    const isEscape = quote === '"' || next === quote || next === '\\';
    if (isEscape) add(at, 2, quote === '"' ? (escapes[next] ?? next) : next);
    at++;
  }
  return undefined;
}

/** undefined for what the language would put something in for. */
function encode(inner: string, quote: string): string | undefined {
  if (quote === "'") return inner.replace(/['\\]/g, '\\$&');
  if (/\$|#\{/.test(inner)) return undefined;
  return inner.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** A here-document of Puppet; a bar in its last line says how deep its lines are indented. */
function hereText(text: string, start: number, word: string): Found | undefined {
  for (let at = start; at < text.length && at < start + longest;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const [, indent = '', bar, ending] = oneWordLine.exec(text.slice(at, lineEnd).trimEnd()) ?? [];
    if (ending === word) {
      const body: Span = [start, at];
      const depth = bar === '|' ? indent.length : 0;
      return { place: new LinePlace(text, indentedLines(text, body, depth)), end: lineEnd };
    }
    at = lineEnd + 1;
  }
  return undefined;
}
