import { children, hex, oidOf, sequence, tags, textOf, wholeOf, expectTag, type Der } from './der.ts';

/** One attribute of a distinguished name. */
interface NameAttribute {
  readonly oid: string;
  /** The short name (`CN`), or the dotted identifier where there is none. */
  readonly type: string;
  /** The text, or `#` and the hexadecimal DER of a value that is no text. */
  readonly value: string;
}

/** A relative distinguished name: one attribute, seldom several joined by `+`. */
type Rdn = readonly NameAttribute[];

/** A distinguished name in the order of the certificate, country first. */
export interface DistinguishedName {
  readonly rdns: readonly Rdn[];
  readonly der: Uint8Array;
  /** As OpenSSL compares names: case and runs of blanks do not matter. */
  readonly comparable: string;
}

/** Short names of attribute types as OpenSSL prints them. */
const shortNames: Readonly<Record<string, string>> = {
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.45': 'x500UniqueIdentifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.72': 'role',
  '2.5.4.97': 'organizationIdentifier',
};

/** The short name of an attribute type, or its dotted identifier. */
function attributeType(oid: string): string {
  return shortNames[oid] ?? oid;
}

/** Reads a Name. Throws DerError. */
export function readName(element: Der | undefined): DistinguishedName {
  const rdns = sequence(element, 'a name').map((set) =>
    children(expectTag(set, tags.set, 'a part of a name')).map((pair): NameAttribute => {
      const [type, value] = sequence(pair, 'an attribute of a name');
      const oid = oidOf(type);
      const text = value && textOf(value);
      return { oid, type: attributeType(oid), value: text ?? (value ? `#${hex(wholeOf(value))}` : '') };
    }),
  );
  return {
    rdns,
    der: element ? wholeOf(element) : new Uint8Array(),
    comparable: JSON.stringify(
      rdns.map((rdn) =>
        rdn.map(({ oid, value }) => `${oid}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`).sort(),
      ),
    ),
  };
}

/** Whether a name has no attribute at all. */
export function isEmptyName(name: DistinguishedName): boolean {
  return name.rdns.length === 0;
}

/** Whether the first parts of a name are those of another one. */
export function hasPrefix(name: DistinguishedName, prefix: DistinguishedName): boolean {
  if (isEmptyName(prefix)) return true;
  // both are lists in JSON; the shorter one is looked for without its closing bracket
  const start = prefix.comparable.slice(0, -1);
  return name.comparable.startsWith(start) && /[,\]]/.test(name.comparable.charAt(start.length));
}

/**
 * The name as MongoDB writes it for `$external` users: RFC 2253, last part first, special characters and all bytes above
 * 127 escaped (src/mongo/util/net/ssl_manager.cpp, escapeRfc2253).
 */
export function rfc2253(name: DistinguishedName): string {
  return joined(name, (value) => [...utf8.encode(escapeValue(value))].map(escapeByte).join(''));
}

/** The name in the same order for people: letters of all scripts as they are. */
export function readableName(name: DistinguishedName): string {
  return isEmptyName(name) ? '(no name)' : joined(name, escapeValue);
}

const utf8 = new TextEncoder();

function joined(name: DistinguishedName, escape: (value: string) => string): string {
  return [...name.rdns]
    .reverse()
    .map((rdn) =>
      [...rdn]
        .reverse()
        .map(
          ({ type, value, oid }) =>
            `${type}=${type === oid && value.startsWith('#') ? value : escape(value)}`,
        )
        .join('+'),
    )
    .join(',');
}

function escapeValue(value: string): string {
  return value.replace(/[,+"\\<>;]|^[ #]| $/g, '\\$&');
}

function escapeByte(byte: number): string {
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte);
  return `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** All values of an attribute type, such as the common names (`CN`). */
export function valuesOf(name: DistinguishedName, type: string): string[] {
  return name.rdns.flatMap((rdn) =>
    rdn.filter((attribute) => attribute.type === type).map(({ value }) => value),
  );
}
