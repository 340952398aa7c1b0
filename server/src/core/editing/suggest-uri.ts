import type { ConnectionString } from '../client-options/connection-string.ts';
import { formerOptionNamed } from '../client-options/former-options.ts';
import { optionNote } from '../client-options/option-notes.ts';
import { placeholdersIn } from '../client-options/placeholders.ts';
import { uriOptionNamed, uriOptions, type Driver, type UriOption } from '../client-options/uri-options.ts';
import type { Span } from '../text/span.ts';
import { explainUriOption } from './explain-uri.ts';
import { literal, type Suggestion } from './suggestion.ts';

/** The name of an option, or a value, in which the cursor is. */
export interface UriPlace {
  readonly kind: 'name' | 'value';
  readonly span: Span;
  /** Of a value: the option that has it. */
  readonly option?: UriOption;
  /** Of a name: whether an equals sign follows. */
  readonly hasValue: boolean;
}

/** Where the cursor is among the options; undefined elsewhere, and in what something else is put in for. */
export function uriPlaceAt({ text, query }: ConnectionString, offset: number): UriPlace | undefined {
  if (!query || offset < query[0]) return undefined;
  if (placeholdersIn(text).some(([start, end]) => start < offset && offset < end)) return undefined;
  const before = text.slice(query[0], offset);
  const start = query[0] + Math.max(before.lastIndexOf('&'), before.lastIndexOf(';')) + 1;
  const rest = text.slice(offset, query[1]).search(/[&;]/);
  const end = rest < 0 ? query[1] : offset + rest;
  const equals = text.slice(start, end).indexOf('=');
  const nameEnd = equals < 0 ? end : start + equals;
  if (offset <= nameEnd) return { kind: 'name', span: [start, nameEnd], hasValue: equals >= 0 };
  const name = text.slice(start, nameEnd);
  const option = uriOptionNamed(formerOptionNamed(name)?.now ?? name);
  return { kind: 'value', span: [nameEnd + 1, end], hasValue: true, ...(option ? { option } : {}) };
}

/** What can be put in among the options of a connection string. `paths`: the files to offer where one belongs. */
export function suggestInUri(
  uri: ConnectionString,
  place: UriPlace,
  offset: number,
  paths: readonly string[],
): Suggestion[] {
  return place.kind === 'name' ? suggestNames(uri, place) : suggestValues(uri, place, offset, paths);
}

const isOfTls = /^(?:tls|ssl)/i;

/** Those that the driver of the file knows, TLS first; without those that are given, or that are only older names. */
function suggestNames({ options, driver }: ConnectionString, { span, hasValue }: UriPlace): Suggestion[] {
  const given = new Set(
    options.filter(({ nameSpan }) => nameSpan[0] !== span[0]).map(({ name }) => name.toLowerCase()),
  );
  const usable = uriOptions.filter(
    (option) =>
      isForDriver(option, driver) && !given.has(option.name.toLowerCase()) && !formerOptionNamed(option.name),
  );
  const inOrder = [...usable].sort((a, b) => rankOf(a) - rankOf(b));
  return inOrder.map((option) => ({
    kind: 'setting',
    label: option.name,
    detail:
      optionNote(option.name)?.default === undefined
        ? ''
        : `default: ${optionNote(option.name)?.default ?? ''}`,
    documentation: explainUriOption(option.name, driver),
    span,
    insert: literal(option.name) + (hasValue ? '' : valueSnippet(option)),
  }));
}

/** In a file that imports no driver, those of the specification and those of any. */
function isForDriver({ drivers, specified }: UriOption, driver: Driver | undefined): boolean {
  return driver === undefined ? specified || drivers.length > 1 : drivers.includes(driver);
}

function rankOf({ name, specified }: UriOption): number {
  if (name === 'ssl') return 3;
  return isOfTls.test(name) ? 0 : specified ? 1 : 2;
}

function valueSnippet({ type, values }: UriOption): string {
  if (type === 'boolean') return '=${1|true,false|}';
  return type === 'enum' && values ? `=\${1|${values.join(',')}|}` : '=$1';
}

function suggestValues(
  uri: ConnectionString,
  { span, option }: UriPlace,
  offset: number,
  paths: readonly string[],
): Suggestion[] {
  if (!option) return [];
  if (option.type === 'path')
    return paths.map((path) => suggestion('file', path, encodePath(path), span, option));
  if (option.type === 'list') return listWords(uri, { span, option }, offset);
  return wordsOf(option).map((word) => suggestion('value', word, encodePath(word), span, option));
}

function wordsOf({ name, type, values }: UriOption): readonly string[] {
  if (type === 'boolean') return ['true', 'false'];
  if (name === 'w') return ['majority', '1'];
  if (name === 'authSource') return ['admin', '$external'];
  return values ?? [];
}

/** The words of a list that are not in it yet. */
function listWords(
  { text }: ConnectionString,
  { span, option }: { readonly span: Span; readonly option: UriOption },
  offset: number,
): Suggestion[] {
  const from = span[0] + text.slice(span[0], offset).lastIndexOf(',') + 1;
  const comma = text.slice(offset, span[1]).indexOf(',');
  const to = comma < 0 ? span[1] : offset + comma;
  const others = `${text.slice(span[0], from)},${text.slice(to, span[1])}`.split(',');
  return wordsOf(option)
    .filter((word) => !others.includes(word))
    .map((word) => suggestion('value', word, word, [from, to], option));
}

function suggestion(
  kind: 'value' | 'file',
  label: string,
  text: string,
  span: Span,
  { name }: UriOption,
): Suggestion {
  const byDefault = optionNote(name)?.default;
  return {
    kind,
    label,
    detail: byDefault === label ? 'default' : '',
    documentation: '',
    span,
    insert: literal(text),
  };
}

/** As a value of an option, which drivers decode. A slash needs no encoding; after a dollar sign a shell would put something in. */
function encodePath(path: string): string {
  return path.replace(/[^\w./:~-]/g, (character) => encodeURIComponent(character));
}
