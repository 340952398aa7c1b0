import type { Span } from '../text/span.ts';
import { hostProblems, readHosts, type UriHost } from './uri-hosts.ts';
import type { UriProblem } from './uri-problem.ts';
import type { Driver } from './uri-options.ts';
import { isUnknown, maskPlaceholders, placeholdersIn } from './placeholders.ts';

/** An option of a connection string as it is written. */
export interface GivenOption {
  /** Decoded. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Decoded; undefined where a placeholder stands for some of it, or where there is none. */
  readonly value: string | undefined;
  readonly valueSpan: Span;
  /** Without the separators around it. */
  readonly span: Span;
}

/** How a connection string stands in the file around it. */
export interface UriContext {
  /** The driver that the file imports, where it is a single one. */
  readonly driver?: Driver;
  /** An argument in a shell without quotes around it: `&` ends the command there. */
  readonly isShellWord?: boolean;
  /** Prose or a comment: an example more than a setting. */
  readonly isExample?: boolean;
  /** The string goes on in a way that the file does not show: it is put together from several parts. */
  readonly isOpen?: boolean;
  /** It is what the driver gets: nothing more is put in for a part of it. */
  readonly isFinal?: boolean;
}

/** A connection string with the places of its parts. */
export interface ConnectionString extends UriContext {
  readonly kind: 'uri';
  readonly text: string;
  readonly srv: boolean;
  /** As written, not decoded; undefined where it is not known. */
  readonly user?: { readonly text: string | undefined; readonly span: Span };
  readonly password?: { readonly text: string | undefined; readonly span: Span };
  readonly hosts: readonly UriHost[];
  /** Some host is not known, or how many there are. */
  readonly hostsAreUnknown: boolean;
  /** Where the options stand, after the question mark; absent where there is none. */
  readonly query?: Span;
  readonly options: readonly GivenOption[];
  /** All options are here: no placeholder may add any. */
  readonly optionsAreKnown: boolean;
  readonly problems: readonly UriProblem[];
}

const scheme = /^mongodb(\+srv)?:\/\//;

const mustBeEncoded =
  'Percent-encode user name and password: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, [ is %5B, ] is %5D, % is %25.';

/**
 * Reads a connection string. Never throws; what drivers refuse is in `problems`. Sources: mongodb/specifications
 * source/connection-string/connection-string-spec.md; mongodb-connection-string-url.
 */
export function parseConnectionString(text: string, context: UriContext = {}): ConnectionString {
  const isFinal = context.isFinal === true;
  const masked = isFinal ? text : maskPlaceholders(text, placeholdersIn(text));
  const opening = scheme.exec(text);
  const start = opening?.[0].length ?? 0;
  const srv = opening?.[1] !== undefined;
  const questionMark = queryStart(masked, start);
  const end = questionMark < 0 ? text.length : questionMark;
  const authority = readAuthority(masked, start, end);
  const { hostsSpan, userInfo, problems } = authority;
  const hostsText = masked.slice(...hostsSpan);
  const isOpen = context.isOpen === true;
  const hostsAreUnknown =
    isUnknown(masked.slice(start, hostsSpan[1])) || (isOpen && hostsSpan[1] === text.length);
  const hosts = readHosts(hostsText, hostsSpan[0]);
  const options =
    questionMark < 0
      ? { given: [], problems: [] }
      : readOptions(text, masked, { start: questionMark + 1, driver: context.driver });
  const isWhole = !isOpen;
  return {
    kind: 'uri',
    text,
    ...context,
    srv,
    ...(userInfo ? credentials(text, masked, userInfo) : {}),
    hosts,
    hostsAreUnknown,
    ...(questionMark < 0 ? {} : { query: [questionMark + 1, text.length] as const }),
    options: options.given.filter(({ span }) => isWhole || span[1] < text.length),
    optionsAreKnown: isWhole && !isUnknown(masked.slice(hostsSpan[1])),
    problems: [
      ...problems,
      ...(problems.length > 0 || hostsAreUnknown
        ? []
        : hostProblems(hosts, { srv, all: hostsSpan, isFinal })),
      ...options.problems.filter(({ span }) => isWhole || span[1] < text.length),
    ],
  };
}

/** Where the options begin: a question mark in a password, which must be encoded, is followed by an @ before any equals sign. */
function queryStart(masked: string, start: number): number {
  const first = masked.indexOf('?', start);
  if (first < 0) return -1;
  const rest = masked.slice(first + 1);
  const at = rest.indexOf('@');
  const isInUserInfo =
    at >= 0 && !rest.slice(0, at).includes('=') && !masked.slice(start, first).includes('@');
  return isInUserInfo ? masked.indexOf('?', first + 1 + at) : first;
}

interface Authority {
  readonly userInfo?: Span;
  readonly hostsSpan: Span;
  readonly problems: readonly UriProblem[];
}

/** The part with user and hosts. An @ too many is one of the user's: what follows the last one are the hosts. */
function readAuthority(masked: string, start: number, end: number): Authority {
  const at = masked.slice(start, end).lastIndexOf('@');
  const hostsStart = at < 0 ? start : start + at + 1;
  const slash = masked.indexOf('/', hostsStart);
  const hostsSpan: Span = [hostsStart, slash < 0 || slash > end ? end : slash];
  if (at < 0) return { hostsSpan, problems: [] };
  const userInfo: Span = [start, start + at];
  return { userInfo, hostsSpan, problems: userProblems(masked, userInfo) };
}

function userProblems(masked: string, userInfo: Span): UriProblem[] {
  const [start, end] = userInfo;
  const written = masked.slice(start, end);
  const span: Span = start === end ? [start, end + 1] : userInfo;
  if (written === '' || written.startsWith(':'))
    return [
      { code: 'user', span, message: 'There is an @ in the connection string, but no user name before it.' },
    ];
  // what a placeholder stands for may be anything
  if (isUnknown(written)) return [];
  const colon = written.indexOf(':');
  const escapes = [...written.matchAll(/[@/?#[\]]|:|%(?![0-9a-f]{2})/gi)]
    .filter(({ index }) => index !== colon)
    .map(({ index }): Span => [start + index, start + index + 1]);
  if (escapes.length === 0) return written.split(':').every(isUtf8) ? [] : [notUtf8(span)];
  return [
    {
      code: 'escape',
      span,
      message: `User name or password of the connection string holds a character that drivers take for a separator, so they refuse the string. ${mustBeEncoded}`,
      escapes,
    },
  ];
}

function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

function notUtf8(span: Span): UriProblem {
  const message =
    'User name or password of the connection string is percent-encoded, but not as UTF-8, so drivers refuse the string or log in with another text: encode each byte of UTF-8, as in %C3%BC for ü.';
  return { code: 'escape', span, message };
}

function credentials(
  text: string,
  masked: string,
  [start, end]: Span,
): Pick<ConnectionString, 'user' | 'password'> {
  const colon = masked.slice(start, end).indexOf(':');
  const part = (from: number, to: number): { text: string | undefined; span: Span } => ({
    text: isUnknown(masked.slice(from, to)) ? undefined : text.slice(from, to),
    span: [from, to],
  });
  if (colon < 0) return { user: part(start, end) };
  return { user: part(start, start + colon), password: part(start + colon + 1, end) };
}

function readOptions(
  text: string,
  masked: string,
  { start, driver }: { readonly start: number; readonly driver: Driver | undefined },
): { given: GivenOption[]; problems: UriProblem[] } {
  const given: GivenOption[] = [];
  const problems: UriProblem[] = [];
  // PyMongo, the Java and the C# driver take a semicolon as well
  const takesSemicolon = driver !== 'node' && driver !== 'go';
  const separator = masked.includes('&', start) || !takesSemicolon ? /&/ : /[&;]/;
  let at = start;
  for (const pair of masked.slice(start).split(separator)) {
    const span: Span = [at, at + pair.length];
    at = span[1] + 1;
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (isUnknown(name)) continue;
    if (equals <= 0) {
      const message =
        equals < 0
          ? 'An option of the connection string has no value: drivers expect name=value.'
          : 'A value in the connection string has no option name before it.';
      problems.push({ code: 'option', span, message });
      continue;
    }
    const nameSpan: Span = [span[0], span[0] + equals];
    const valueSpan: Span = [nameSpan[1] + 1, span[1]];
    given.push({
      name: decoded(text.slice(...nameSpan)),
      nameSpan,
      value: isUnknown(masked.slice(...valueSpan)) ? undefined : decoded(text.slice(...valueSpan)),
      valueSpan,
      span,
    });
  }
  return { given, problems };
}

/** As drivers decode options: a plus sign is a space. */
function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A percent-encoded text as it is meant; as it is written where it is no such text. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
