import type { Span } from '../../text/span.ts';

/** One attribute of a name, such as `O=Example`. */
interface DnAttribute {
  /** As written, without blanks. */
  readonly name: string;
  /** The dotted object identifier the name stands for; undefined for a name that is not known. */
  readonly oid: string | undefined;
  /** With the escapes resolved. */
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

interface DnProblem {
  readonly span: Span;
  readonly message: string;
}

/** A distinguished name as mongod reads it. `problem` is the first thing it would refuse. */
export interface DistinguishedName {
  /** Each RDN with its attributes, in the order written. */
  readonly rdns: readonly (readonly DnAttribute[])[];
  readonly problem?: DnProblem;
}

/** The three attributes that mark a member of a cluster by default (server-behaviour.md X1). */
export const memberAttributeOids: readonly string[] = ['2.5.4.10', '2.5.4.11', '0.9.2342.19200300.100.1.25'];

/**
 * Reads an RFC 4514 name as mongod does (src/mongo/util/net/ssl_manager.cpp, RFC4514Parser and parseDN): blanks around commas are
 * fine, `#hex` values are not, the specials `"`, `;`, `<`, `>` must be escaped, and each name must be known. Spans are offsets
 * into `text`. Never throws; reading stops at the first problem.
 */
export function parseDistinguishedName(text: string): DistinguishedName {
  const rdns: DnAttribute[][] = [[]];
  let at = 0;
  while (at < text.length) {
    at = skipBlanks(text, at);
    const name = readName(text, at);
    if ('problem' in name) return { rdns: filled(rdns), problem: name.problem };
    const value = readValue(text, name.end);
    if ('problem' in value) return { rdns: filled(rdns), problem: value.problem };
    const oid = attributeOid(name.name);
    if (oid === undefined) {
      const message = `"${name.name}" is not the name of an attribute; ${nameHint(name.name)}`;
      return { rdns: filled(rdns), problem: { span: name.span, message } };
    }
    rdns
      .at(-1)
      ?.push({ name: name.name, oid, value: value.value, nameSpan: name.span, valueSpan: value.span });
    at = value.end;
    if (value.terminator === ',') rdns.push([]);
  }
  const names = filled(rdns);
  if (names.length > 0) return { rdns: names };
  return {
    rdns: [],
    problem: { span: [0, text.length], message: 'an empty name has no attribute to compare' },
  };
}

function filled(rdns: readonly (readonly DnAttribute[])[]): (readonly DnAttribute[])[] {
  return rdns.filter((rdn) => rdn.length > 0);
}

function skipBlanks(text: string, at: number): number {
  while (text[at] === ' ') at++;
  return at;
}

interface Failed {
  readonly problem: DnProblem;
}

function fail(span: Span, message: string): Failed {
  return { problem: { span, message } };
}

function readName(text: string, start: number): Failed | { name: string; span: Span; end: number } {
  const first = text[start];
  if (first === undefined) {
    return fail([Math.max(0, start - 1), start], 'after the last comma a further attribute is expected');
  }
  if (!/[A-Za-z0-9]/.test(first)) {
    return fail([start, start + 1], `an attribute name begins with a letter or a digit, not with "${first}"`);
  }
  const allowed = /\d/.test(first) ? /[\d.]/ : /[A-Za-z0-9-]/;
  let name = '';
  let at = start;
  for (; at < text.length && text[at] !== '='; at++) {
    const character = text.charAt(at);
    if (character === ' ') continue;
    if (!allowed.test(character)) {
      return fail(
        [at, at + 1],
        `"${character}" cannot stand in an attribute name; an attribute has the form name=value`,
      );
    }
    name += character;
  }
  const span: Span = [start, start + text.slice(start, at).trimEnd().length];
  // a name at the end of the text has no value that could follow
  if (at >= text.length) return fail(span, `"${name}" has no value; an attribute has the form name=value`);
  return { name, span, end: at + 1 };
}

const mustBeEscaped = '"+,;<>\\';
const mayBeEscaped = ' #=';

function readValue(
  text: string,
  start: number,
): Failed | { value: string; span: Span; end: number; terminator: string | undefined } {
  const begin = skipBlanks(text, start);
  if (begin >= text.length) {
    return fail(
      [start - 1, text.length],
      'the last attribute has no value, and only one before a comma may be empty',
    );
  }
  if (text[begin] === '#') {
    return fail(
      [begin, begin + 1],
      'values as #hex are not supported; a value that begins with # needs a backslash before it',
    );
  }
  let value = '';
  let bytes: number[] = [];
  let at = begin;
  let kept = 0;
  const flush = (): boolean => {
    if (bytes.length === 0) return true;
    const decoded = decodeUtf8(bytes);
    bytes = [];
    value += decoded ?? '';
    kept = value.length;
    return decoded !== undefined;
  };
  for (; at < text.length && text[at] !== ',' && text[at] !== '+'; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      const next = text.charAt(at + 1);
      const hex = text.slice(at + 1, at + 3);
      if (/^[0-9A-Fa-f]{2}$/.test(hex)) {
        bytes.push(Number.parseInt(hex, 16));
        at += 2;
        continue;
      }
      if (next === '' || !(mustBeEscaped + mayBeEscaped).includes(next)) {
        return fail(
          [at, Math.min(at + 2, text.length)],
          'a backslash needs a special character or two hexadecimal digits after it',
        );
      }
      if (!flush()) return invalidUtf8(begin, at);
      value += next;
      kept = value.length;
      at++;
    } else if (mustBeEscaped.includes(character)) {
      return fail([at, at + 1], `"${character}" needs a backslash before it`);
    } else {
      if (!flush()) return invalidUtf8(begin, at);
      value += character;
      if (character !== ' ') kept = value.length;
    }
  }
  if (!flush()) return invalidUtf8(begin, at);
  return { value: value.slice(0, kept), span: [begin, at], end: at + 1, terminator: text[at] };
}

function invalidUtf8(start: number, end: number): Failed {
  return fail([start, end], 'the escaped bytes of this value are not UTF-8 text');
}

function decodeUtf8(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    // decodeURIComponent knows only valid UTF-8
    return undefined;
  }
}

/** The attributes of subjects as OpenSSL names them: short name, long name where it differs, object identifier. */
const attributes = `
CN commonName 2.5.4.3|SN surname 2.5.4.4|serialNumber 2.5.4.5|C countryName 2.5.4.6|L localityName 2.5.4.7
ST stateOrProvinceName 2.5.4.8|street streetAddress 2.5.4.9|O organizationName 2.5.4.10|OU organizationalUnitName 2.5.4.11
title 2.5.4.12|description 2.5.4.13|searchGuide 2.5.4.14|businessCategory 2.5.4.15|postalAddress 2.5.4.16|postalCode 2.5.4.17
postOfficeBox 2.5.4.18|physicalDeliveryOfficeName 2.5.4.19|telephoneNumber 2.5.4.20|telexNumber 2.5.4.21
teletexTerminalIdentifier 2.5.4.22|facsimileTelephoneNumber 2.5.4.23|x121Address 2.5.4.24|internationaliSDNNumber 2.5.4.25
registeredAddress 2.5.4.26|destinationIndicator 2.5.4.27|preferredDeliveryMethod 2.5.4.28|presentationAddress 2.5.4.29
supportedApplicationContext 2.5.4.30|member 2.5.4.31|owner 2.5.4.32|roleOccupant 2.5.4.33|seeAlso 2.5.4.34
userPassword 2.5.4.35|userCertificate 2.5.4.36|cACertificate 2.5.4.37|authorityRevocationList 2.5.4.38
certificateRevocationList 2.5.4.39|crossCertificatePair 2.5.4.40|name 2.5.4.41|GN givenName 2.5.4.42|initials 2.5.4.43
generationQualifier 2.5.4.44|x500UniqueIdentifier 2.5.4.45|dnQualifier 2.5.4.46|enhancedSearchGuide 2.5.4.47
protocolInformation 2.5.4.48|distinguishedName 2.5.4.49|uniqueMember 2.5.4.50|houseIdentifier 2.5.4.51
supportedAlgorithms 2.5.4.52|deltaRevocationList 2.5.4.53|dmdName 2.5.4.54|pseudonym 2.5.4.65|role 2.5.4.72
organizationIdentifier 2.5.4.97|c3 countryCode3c 2.5.4.98|n3 countryCode3n 2.5.4.99|dnsName 2.5.4.100
DC domainComponent 0.9.2342.19200300.100.1.25|UID userId 0.9.2342.19200300.100.1.1
uid uniqueIdentifier 0.9.2342.19200300.100.1.44|mail rfc822Mailbox 0.9.2342.19200300.100.1.3
info 0.9.2342.19200300.100.1.4|host 0.9.2342.19200300.100.1.9|emailAddress 1.2.840.113549.1.9.1
unstructuredName 1.2.840.113549.1.9.2|unstructuredAddress 1.2.840.113549.1.9.8|subjectAltName 2.5.29.17
jurisdictionL jurisdictionLocalityName 1.3.6.1.4.1.311.60.2.1.1
jurisdictionST jurisdictionStateOrProvinceName 1.3.6.1.4.1.311.60.2.1.2
jurisdictionC jurisdictionCountryName 1.3.6.1.4.1.311.60.2.1.3`;

const oids = new Map<string, string>();
for (const entry of attributes.trim().split(/[|\n]/)) {
  const words = entry.split(' ');
  const oid = words.pop() ?? '';
  for (const word of words) oids.set(word, oid);
}

/** The object identifier of an attribute's name, long or short, in exactly this case, or of a dotted identifier itself. */
export function attributeOid(name: string): string | undefined {
  return /^[0-2](\.\d+)+$/.test(name) ? name : oids.get(name);
}

function nameHint(name: string): string {
  const lower = name.toLowerCase();
  const known = [...oids.keys()].find((word) => word.toLowerCase() === lower);
  return known === undefined
    ? 'the server knows names such as CN, O, OU, DC, C, ST and L, and dotted identifiers'
    : `its name is ${known}, and case counts`;
}
