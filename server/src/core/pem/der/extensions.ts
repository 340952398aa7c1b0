import {
  DerError,
  bitsOf,
  children,
  contentOf,
  expectTag,
  hex,
  oidOf,
  readDer,
  sequence,
  signedHex,
  smallInteger,
  tags,
  type Der,
} from './der.ts';
import { readGeneralName, readGeneralNames, type GeneralName } from './general-name.ts';
import type { DistinguishedName } from './name.ts';

/** An extension as it stands in the certificate. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

interface ExtendedKeyUsage {
  readonly oid: string;
  /** `serverAuth`, or the dotted identifier. */
  readonly name: string;
}

/** Which key signed (RFC 5280, section 4.2.1.1). */
export interface AuthorityKeyIdentifier {
  /** Hexadecimal. */
  readonly keyIdentifier?: string;
  /** Of the issuer's certificate, as `Certificate.serialNumber`. */
  readonly serialNumber?: string;
  /** Who issued the issuer's certificate. */
  readonly issuer?: DistinguishedName;
}

/** The extensions that decide where a certificate can be used; an absent field is an absent extension. */
export interface Extensions {
  readonly subjectAltNames?: readonly GeneralName[];
  readonly keyUsage?: readonly string[];
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly nameConstraints?: {
    readonly permitted: readonly GeneralName[];
    readonly excluded: readonly GeneralName[];
  };
  /** Hexadecimal. */
  readonly subjectKeyIdentifier?: string;
  readonly authorityKeyIdentifier?: AuthorityKeyIdentifier;
  /** Addresses of OCSP responders. */
  readonly ocspUrls?: readonly string[];
  /** The server has to staple an OCSP answer (RFC 7633). */
  readonly mustStaple?: boolean;
}

const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const extendedKeyUsages: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '2.5.29.37.0': 'anyExtendedKeyUsage',
};

/** Reads a list of extensions. Throws DerError. */
export function readRawExtensions(element: Der | undefined): RawExtension[] {
  return sequence(element, 'the extensions').map((extension) => {
    const [type, ...rest] = sequence(extension, 'an extension');
    const [critical, value] = rest.length > 1 ? [rest[0], rest[1]] : [undefined, rest[0]];
    return {
      oid: oidOf(type),
      critical: critical?.tag === tags.boolean && contentOf(critical)[0] !== 0,
      value: contentOf(expectTag(value, tags.octetString, 'the value of an extension')),
    };
  });
}

/**
 * Takes the known extensions apart. One that cannot be read is left out and named in `problems`, so that the rest of the
 * certificate can still be judged.
 */
export function readExtensions(raw: readonly RawExtension[]): { extensions: Extensions; problems: string[] } {
  const problems: string[] = [];
  const found = raw.map(({ oid, value }): Extensions => {
    const reader = readers[oid];
    if (!reader) return {};
    try {
      return reader.read(readDer(value));
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      problems.push(`the extension ${reader.name} cannot be read: ${error.message}`);
      return {};
    }
  });
  return { extensions: Object.assign({}, ...found) as Extensions, problems };
}

const readers: Readonly<Record<string, { name: string; read: (element: Der) => Extensions }>> = {
  '2.5.29.14': {
    name: 'subject key identifier',
    read: (element) => ({ subjectKeyIdentifier: hex(contentOf(element)) }),
  },
  '2.5.29.15': {
    name: 'key usage',
    read: (element) => {
      const bits = bitsOf(element);
      return { keyUsage: keyUsages.filter((_, index) => ((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) };
    },
  },
  '2.5.29.17': {
    name: 'subject alternative name',
    read: (element) => ({ subjectAltNames: readGeneralNames(element) }),
  },
  '2.5.29.19': {
    name: 'basic constraints',
    read: (element) => {
      const parts = sequence(element, 'the basic constraints');
      const flag = parts.find(({ tag }) => tag === tags.boolean);
      const length = parts.find(({ tag }) => tag === tags.integer);
      const ca = flag !== undefined && contentOf(flag)[0] !== 0;
      return { basicConstraints: length ? { ca, pathLength: smallInteger(length) } : { ca } };
    },
  },
  '2.5.29.30': {
    name: 'name constraints',
    read: (element) => {
      const subtrees = (tag: number): GeneralName[] =>
        children(element)
          .filter((part) => part.tag === tag)
          .flatMap((part) =>
            children(part).map((subtree) => {
              const [base] = sequence(subtree, 'a name constraint');
              if (!base) throw new DerError('a name constraint is empty');
              return readGeneralName(base);
            }),
          );
      return { nameConstraints: { permitted: subtrees(0xa0), excluded: subtrees(0xa1) } };
    },
  },
  '2.5.29.35': {
    name: 'authority key identifier',
    read: (element) => {
      const parts = children(element);
      const key = parts.find(({ tag }) => tag === 0x80);
      const names = parts.find(({ tag }) => tag === 0xa1);
      const serial = parts.find(({ tag }) => tag === 0x82);
      const issuer = names && readGeneralNames(names).find(({ type }) => type === 'dn')?.name;
      return {
        authorityKeyIdentifier: {
          ...(key ? { keyIdentifier: hex(contentOf(key)) } : {}),
          ...(serial ? { serialNumber: signedHex({ ...serial, tag: tags.integer }) } : {}),
          ...(issuer ? { issuer } : {}),
        },
      };
    },
  },
  '2.5.29.37': {
    name: 'extended key usage',
    read: (element) => ({
      extendedKeyUsage: sequence(element, 'the extended key usage').map((usage) => {
        const oid = oidOf(usage);
        return { oid, name: extendedKeyUsages[oid] ?? oid };
      }),
    }),
  },
  '1.3.6.1.5.5.7.1.24': {
    name: 'TLS feature',
    // 5 is status_request
    read: (element) => ({
      mustStaple: sequence(element, 'the TLS feature').some((feature) => smallInteger(feature) === 5),
    }),
  },
  '1.3.6.1.5.5.7.1.1': {
    name: 'authority information access',
    read: (element) => ({
      ocspUrls: sequence(element, 'the authority information access').flatMap((entry) => {
        const [method, location] = sequence(entry, 'an access method');
        if (!location || oidOf(method) !== '1.3.6.1.5.5.7.48.1') return [];
        const { type, value } = readGeneralName(location);
        return type === 'uri' ? [value] : [];
      }),
    }),
  },
};
