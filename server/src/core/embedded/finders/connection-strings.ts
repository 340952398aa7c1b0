import { parseConnectionString, type UriContext } from '../../client-options/connection-string.ts';
import { driverOf } from '../../client-options/imported-driver.ts';
import { decodeBase64 } from '../../pem/der/base64.ts';
import { decodeText } from '../../text/decode-text.ts';
import type { Span } from '../../text/span.ts';
import { encodedPlace } from '../encoded-place.ts';
import type { HostText } from '../finder.ts';
import { embedded, type Embedded } from '../host-file.ts';
import type { Place } from '../place.ts';
import { hereTexts, isShellWord } from '../shell-word.ts';
import { literalAt, styleOf, type FileStyle } from '../string-literal.ts';

/** A scheme of its own: `jdbc:mongodb://` is for another driver. JSON may escape the slashes. */
const opening = /(?<![\w+.-]|jdbc:)mongodb(?:\+srv)?\\?:(?:\\?\/){2}/g;
/** What base64 makes of the beginning, as in the data of a Secret. */
const encodedOpening =
  /(?<![A-Za-z0-9+/=])(?:bW9uZ29kYjovL|bW9uZ29kYitzcnY6Ly)[A-Za-z0-9+/]{2,4000}={0,2}(?![A-Za-z0-9+/=])/g;
/** How a manual writes what may be left out; the brackets of an address hold nothing else. */
const grammar = /\[(?![0-9a-f:.]{1,60}(?:%(?:25)?[\w.-]{1,60})?\])[^\]]{0,500}\]/i;
/** The beginning of one, or the name of the scheme in a sentence. */
const onlyScheme = /^mongodb(?:\+srv)?:\/\/(?:[)\]}>].*)?$/;

/** Connection strings, in quotes or as words, with what the language around them makes of their characters. */
export function* connectionStrings({ text, fileName, depth }: HostText): Iterable<Embedded> {
  // those of its parts are found with the file
  if (depth > 0) return;
  if (text.includes('mongodb')) yield* written(text, fileName);
  if (text.includes('bW9uZ29kY')) yield* inBase64(text);
}

function* written(text: string, fileName: string): Iterable<Embedded> {
  const style = styleOf(fileName, text);
  const driver = driverOf(text);
  let heres: readonly Span[] | undefined;
  let end = 0;
  for (const { 0: scheme, index } of text.matchAll(opening)) {
    if (index < end) continue;
    const literal = literalAt(text, index, style);
    end = literal.end;
    const isEscaped = scheme.includes('\\');
    if (isEscaped && !(literal.quote === '"' || style === 'properties')) continue;
    const name = nameBefore(text, index);
    const value = literal.place.text;
    if (onlyScheme.test(value) && !isEmptyValue(value, literal.isOpen, style, name)) continue;
    if (grammar.test(value)) continue;
    const inShell =
      literal.quote === undefined &&
      value.includes('&') &&
      isShellWord(text, index, style, (heres ??= hereTexts(text)));
    const reader = driver ?? (isOfSpring(text, name) ? 'java' : undefined);
    const context: UriContext = {
      ...(reader ? { driver: reader } : {}),
      ...(literal.isOpen ? { isOpen: true } : {}),
      ...(inShell ? { isShellWord: true } : {}),
      ...(style === 'prose' || isComment(text, index, style) ? { isExample: true } : {}),
    };
    yield found(literal.place, name, context);
  }
}

/** Whether nothing more comes; code puts the rest behind the scheme later. */
function isEmptyValue(value: string, isOpen: boolean, style: FileStyle, name: string | undefined): boolean {
  return value.endsWith('/') && !isOpen && style !== 'code' && /ur[il]|conn/i.test(name ?? '');
}

function* inBase64(text: string): Iterable<Embedded> {
  for (const { 0: encoded, index } of text.matchAll(encodedOpening)) {
    const { bytes, fault } = decodeBase64(encoded);
    if (fault) continue;
    const value = decodeText(bytes);
    const trimmed = value.trimEnd();
    if (/\s/.test(trimmed)) continue;
    const place = encodedPlace(trimmed, [index, index + encoded.length], (changed) =>
      toBase64(changed + value.slice(trimmed.length)),
    );
    yield found(place, nameBefore(text, index), {});
  }
}

function found(place: Place, name: string | undefined, context: UriContext): Embedded {
  return embedded(place, {
    document: parseConnectionString(place.text, context),
    name: name ?? 'connection string',
  });
}

/** The key or variable that a value is given to. */
function nameBefore(text: string, index: number): string | undefined {
  const line = text.slice(Math.max(text.lastIndexOf('\n', index) + 1, index - 200), index);
  return /([A-Za-z_][\w.-]{0,100})["'\]]{0,4}[ \t]{0,40}(?::=|=>|[:=])[ \t]{0,40}[a-z]{0,2}["'`]{0,4}$/i.exec(
    line,
  )?.[1];
}

/** Spring Boot gives it to the Java driver. */
function isOfSpring(text: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return /^spring\.(?:data\.)?mongodb\.uri$/.test(name) || (name === 'uri' && /^spring:\s/m.test(text));
}

const commentStarts: Readonly<Record<FileStyle, RegExp>> = {
  env: /^\s*#/,
  properties: /^\s*[#!;]/,
  shell: /^\s*#|\s#\s|^\s*(?:REM|::)\s/i,
  yaml: /^\s*#|\s#\s/,
  code: /^\s*(?:#|\/\/|\/\*|\*(?!\w)|--|<!--|;)|[\s;]\/\/\s|\s#\s/,
  prose: /(?!)/,
};

function isComment(text: string, index: number, style: FileStyle): boolean {
  const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
  return commentStarts[style].test(line);
}

function toBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
