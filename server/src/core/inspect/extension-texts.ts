import { DerError, children, contentOf, oidOf, readDer, sequence, textOf, type Der } from '../pem/der/der.ts';
import { readExtensions, type Extensions, type RawExtension } from '../pem/der/extensions.ts';
import { readGeneralName, readGeneralNames, type GeneralName } from '../pem/der/general-name.ts';
import { readableName } from '../pem/der/name.ts';

/** An extension as text for people. */
export interface ExtensionText {
  readonly oid: string;
  /** `Subject Alternative Name`, or the dotted identifier. */
  readonly name: string;
  readonly critical: boolean;
  /** Several lines; hexadecimal for an unknown one. */
  readonly text: string;
}

/** All extensions of a certificate. One that cannot be read as what it is shown in hexadecimal. */
export function extensionTexts(extensions: readonly RawExtension[]): ExtensionText[] {
  return extensions.map((extension) => {
    const { oid, critical, value } = extension;
    const known = kinds[oid];
    return {
      oid,
      name: known?.name ?? oid,
      critical,
      text: linesOf(extension)?.join('\n') ?? hexRows(value),
    };
  });
}

function linesOf({ oid, critical, value }: RawExtension): readonly string[] | undefined {
  try {
    const element = readDer(value);
    const { extensions } = readExtensions([{ oid, critical, value }]);
    const lines = kinds[oid]?.lines?.(element, extensions);
    if (lines) return lines.length > 0 ? lines : undefined;
    const text = textOf(element);
    return text === undefined ? undefined : [text];
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return undefined;
  }
}

interface Kind {
  readonly name: string;
  /** The lines of one, given as it stands and as our reader takes it; absent where it is shown in hexadecimal. */
  readonly lines?: (element: Der, read: Extensions) => readonly string[] | undefined;
}

const kinds: Readonly<Record<string, Kind>> = {
  '2.5.29.14': { name: 'Subject Key Identifier', lines: (element) => [hexRows(contentOf(element))] },
  '2.5.29.15': { name: 'Key Usage', lines: (_, { keyUsage }) => keyUsage && [keyUsage.join(', ')] },
  '2.5.29.16': { name: 'Private Key Usage Period' },
  '2.5.29.17': {
    name: 'Subject Alternative Name',
    lines: (_, { subjectAltNames }) => subjectAltNames?.map(nameLine),
  },
  '2.5.29.18': {
    name: 'Issuer Alternative Name',
    lines: (element) => readGeneralNames(element).map(nameLine),
  },
  '2.5.29.19': {
    name: 'Basic Constraints',
    lines: (_, { basicConstraints: constraints }) =>
      constraints && [
        `CA: ${String(constraints.ca)}`,
        ...(constraints.pathLength === undefined ? [] : [`Path Length: ${String(constraints.pathLength)}`]),
      ],
  },
  '2.5.29.30': {
    name: 'Name Constraints',
    lines: (_, { nameConstraints }) =>
      nameConstraints && [
        ...nameConstraints.permitted.map((name) => `Permitted ${nameLine(name)}`),
        ...nameConstraints.excluded.map((name) => `Excluded ${nameLine(name)}`),
      ],
  },
  '2.5.29.31': {
    name: 'CRL Distribution Points',
    lines: (element) => sequence(element, 'the distribution points').flatMap(distributionPoint),
  },
  '2.5.29.32': {
    name: 'Certificate Policies',
    lines: (element) =>
      sequence(element, 'the policies').map((policy) => `Policy: ${oidOf(sequence(policy, 'a policy')[0])}`),
  },
  '2.5.29.35': {
    name: 'Authority Key Identifier',
    lines: (element, { authorityKeyIdentifier: { issuer, serialNumber } = {} }) => [
      ...children(element)
        .filter(({ tag }) => tag === 0x80)
        .map((key) => hexRows(contentOf(key))),
      ...(issuer ? [`Issuer: ${readableName(issuer)}`] : []),
      ...(serialNumber === undefined ? [] : [`Serial Number: ${serialNumber}`]),
    ],
  },
  '2.5.29.37': {
    name: 'Extended Key Usage',
    lines: (_, { extendedKeyUsage }) =>
      extendedKeyUsage && [extendedKeyUsage.map(({ name }) => name).join(', ')],
  },
  '1.3.6.1.4.1.311.20.2': { name: 'Certificate Template Name' },
  '1.3.6.1.4.1.311.21.7': { name: 'Certificate Template' },
  '1.3.6.1.4.1.11129.2.4.2': { name: 'Signed Certificate Timestamps' },
  '1.3.6.1.4.1.34601.2.1.1': { name: 'MongoDB Roles', lines: roles },
  '1.3.6.1.4.1.34601.2.1.2': { name: 'MongoDB Cluster Membership' },
  '1.3.6.1.5.5.7.1.1': {
    name: 'Authority Information Access',
    lines: (element) =>
      sequence(element, 'the authority information access').map((entry) => {
        const [method, location] = sequence(entry, 'an access method');
        if (!location) throw new DerError('an access method has no location');
        const oid = oidOf(method);
        return `${accessMethods[oid] ?? oid}: ${readGeneralName(location).value}`;
      }),
  },
  '1.3.6.1.5.5.7.1.24': { name: 'TLS Feature' },
  '2.16.840.1.113730.1.1': { name: 'Netscape Certificate Type' },
  '2.16.840.1.113730.1.13': { name: 'Netscape Comment' },
};

const accessMethods: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.48.1': 'OCSP',
  '1.3.6.1.5.5.7.48.2': 'CA Issuers',
};

const nameTypes: Readonly<Record<GeneralName['type'], string>> = {
  dns: 'DNS',
  ip: 'IP',
  email: 'Email',
  uri: 'URL',
  dn: 'DN',
  id: 'Registered ID',
  other: 'Other Name',
};

function nameLine({ type, value, name }: GeneralName): string {
  return `${nameTypes[type]}: ${name ? readableName(name) : value}`;
}

/** Its full names; a point that has none but a name relative to the issuer says nothing here. */
function distributionPoint(point: Der): string[] {
  return children(point)
    .filter(({ tag }) => tag === 0xa0)
    .flatMap(children)
    .filter(({ tag }) => tag === 0xa0)
    .flatMap(readGeneralNames)
    .map(nameLine);
}

/** A SET of SEQUENCE { role, database }. */
function roles(element: Der): string[] {
  return children(element).map((entry) => {
    const [role, database] = sequence(entry, 'a role').map(textOf);
    return `${role ?? '?'} on ${database ?? '?'}`;
  });
}

/** Bytes in rows of sixteen. */
function hexRows(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const rows: string[] = [];
  for (let at = 0; at < pairs.length; at += 16) rows.push(pairs.slice(at, at + 16).join(' '));
  return rows.join('\n');
}
