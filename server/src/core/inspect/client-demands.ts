import { isCa, isSelfIssued, type Certificate } from '../pem/model/certificate.ts';
import { hashText, unhandledExtensions } from '../pem/model/judgements.ts';
import { isEmptyName } from '../pem/der/name.ts';
import { purposeProblem } from '../pem/faults/purpose.ts';
import { namesAHost, type NameReading } from '../pem/model/server-names.ts';

/** Where a certificate stands in the chain that a client judges. */
export interface Place {
  /** It is the certificate of the server. */
  readonly leaf: boolean;
  /** It is trusted by itself. */
  readonly anchor: boolean;
}

/** What is wrong with a certificate in a place, as a phrase. */
export type Check = (certificate: Certificate, place: Place) => string | undefined;

export interface Demand {
  /** Reads on from "asks for": `a subject alternative name`. */
  readonly text: string;
  readonly fault: Check;
}

/** A demand on the certificate of the server only. */
export function ofLeaf(text: string, isBroken: (leaf: Certificate) => boolean, fault: string): Demand {
  return { text, fault: (certificate, { leaf }) => (leaf && isBroken(certificate) ? fault : undefined) };
}

/** A demand on each certificate of the chain. */
export function ofAll(text: string, isBroken: (certificate: Certificate) => boolean, fault: string): Demand {
  return { text, fault: (certificate) => (isBroken(certificate) ? fault : undefined) };
}

/** A name that a client can ask for; without alternative names some go by the common name. */
export function hostName(reading: NameReading): { demand: Demand; doubt: Check } {
  const text = reading.commonName ? 'the name of a host' : 'a subject alternative name';
  return {
    demand: {
      text,
      fault: (certificate, { leaf }) => {
        const found = leaf ? namesAHost(certificate, reading) : 'yes';
        return found === 'yes' || found === 'odd' ? undefined : found;
      },
    },
    doubt: (certificate, { leaf }) =>
      leaf && namesAHost(certificate, reading) === 'odd'
        ? 'no name but wildcards and spellings that clients read differently'
        : undefined,
  };
}

/** A signature with a hash that is not accepted; the one of a self-signed certificate is not looked at. */
export function noHash(text: string, ...hashes: readonly string[]): Demand {
  return {
    text: `no signature with ${text}`,
    fault: (certificate) =>
      hashes.includes(certificate.signatureAlgorithm.hash ?? '') && !isSelfIssued(certificate)
        ? `a signature with ${hashText(certificate)}`
        : undefined,
  };
}

export const noWeakHash = noHash('SHA-1 or MD5', 'sha1', 'md5', 'md2');

export function rsaOf(bits: number): Demand {
  return {
    text: `RSA keys of at least ${bits} bits`,
    fault: ({ publicKey: { algorithm, bits: has = bits } }) =>
      algorithm.startsWith('RSA') && has < bits ? `an RSA key of ${has} bits` : undefined,
  };
}

/** `P-256`, `RSA`, `Ed25519` or the dotted identifier of what nobody here knows. */
function keyKind({ publicKey: { algorithm, curve } }: Certificate): string {
  return curve ?? algorithm;
}

function keyPhrase({ publicKey: { algorithm, curve } }: Certificate): string {
  if (curve !== undefined) return `a key on the curve ${curve}`;
  return `${/^[AERX]/.test(algorithm) ? 'an' : 'a'} ${algorithm} key`;
}

/** What keys a client knows, of servers and of CAs; of others nothing is known. */
interface Keys {
  readonly leaf: readonly string[];
  readonly ca: readonly string[];
  readonly refused?: { readonly leaf: readonly string[]; readonly ca?: readonly string[] };
}

export function keysOf({ leaf, ca, refused }: Keys): { demands: readonly Demand[]; doubt: Check } {
  const refusedAt = (place: Place): readonly string[] => (place.leaf ? refused?.leaf : refused?.ca) ?? [];
  return {
    demands: refused
      ? [
          {
            text: `no key of a server that is ${refused.leaf.join(' or ')}`,
            fault: (certificate, place) =>
              refusedAt(place).includes(keyKind(certificate)) ? keyPhrase(certificate) : undefined,
          },
        ]
      : [],
    doubt: (certificate, place) => {
      const kind = keyKind(certificate);
      const known = [...(place.leaf ? leaf : ca), ...refusedAt(place)];
      return known.includes(kind) ? undefined : `${keyPhrase(certificate)}, of which nothing is known here`;
    },
  };
}

/** What nobody here can judge, whoever the client is. */
export const doubtsOfAll: readonly Check[] = [
  ({ signatureAlgorithm: { scheme, hash, name } }) =>
    scheme === 'unknown' || hash === 'unknown'
      ? `a signature of an algorithm unknown here (${name})`
      : undefined,
  ({ problems }) => problems[0],
  ({ rawExtensions }) =>
    new Set(rawExtensions.map(({ oid }) => oid)).size < rawExtensions.length
      ? 'an extension that is there twice'
      : undefined,
  ({ serialNumber }) => (/^00./.test(serialNumber) ? 'a serial number with needless zeros' : undefined),
  ({ version }) => (version > 3 ? `an X.509 version ${version}` : undefined),
];

/** Critical extensions that a family does not name in its sources, or in ours. */
export function criticalBeyond(known: readonly string[]): Check {
  return ({ rawExtensions }) => {
    const found = rawExtensions.find(({ oid, critical }) => critical && !known.includes(oid));
    return found && `the critical extension ${found.oid}, of which nothing is known here`;
  };
}

/** RFC 5280 has every client refuse these. */
export const noUnknownCritical: Demand = {
  text: 'no critical extension that it does not know',
  fault: (certificate) => {
    const found = unhandledExtensions(certificate);
    return found.length > 0 ? `the critical extension ${found.join(', ')}` : undefined;
  },
};

const isV3Ca = (certificate: Certificate): boolean => certificate.version === 3 && isCa(certificate);

export const criticalName = ofLeaf(
  'a critical alternative name where the subject is empty',
  (leaf) => isEmptyName(leaf.subject) && !isCritical(leaf, '2.5.29.17'),
  'an empty subject without a critical alternative name',
);

export const versionThreeExtensions = ofAll(
  'extensions in version 3 only',
  ({ version, rawExtensions }) => version < 3 && rawExtensions.length > 0,
  'extensions in a certificate below version 3',
);

/** crypto/x509/v3_purp.c, X509_check_ca: what OpenSSL takes for a CA without being told so by basic constraints. */
const halfCa = ofAll(
  'basic constraints in whatever may issue certificates',
  (certificate) =>
    !certificate.basicConstraints &&
    (certificate.keyUsage?.includes('keyCertSign') === true ||
      (certificate.version === 1 && isSelfIssued(certificate))),
  'no basic constraints, although it counts as a CA',
);

/**
 * OpenSSL's X509_V_FLAG_X509_STRICT (crypto/x509/x509_vfy.c, check_extensions), which Python turned on in 3.13. A
 * certificate that is trusted and shown itself is spared all but the last.
 */
export const strictOfChains: readonly Demand[] = [
  ofAll(
    'an authority key identifier',
    (certificate) =>
      certificate.version === 3 &&
      !isSelfIssued(certificate) &&
      certificate.authorityKeyIdentifier?.keyIdentifier === undefined,
    'no authority key identifier',
  ),
  ofAll(
    'a subject key identifier and key usage in CA certificates',
    (certificate) =>
      isV3Ca(certificate) && !(certificate.subjectKeyIdentifier && certificate.keyUsage?.length),
    'a CA certificate without subject key identifier or key usage',
  ),
  ofAll(
    'critical basic constraints in CA certificates',
    (certificate) => isV3Ca(certificate) && !isCritical(certificate, '2.5.29.19'),
    'a CA certificate whose basic constraints are not critical',
  ),
  criticalName,
  versionThreeExtensions,
  ofAll(
    'keyCertSign and a path length in CA certificates only',
    ({ basicConstraints, keyUsage }) =>
      basicConstraints !== undefined &&
      (basicConstraints.ca
        ? basicConstraints.pathLength !== undefined && !keyUsage?.includes('keyCertSign')
        : basicConstraints.pathLength !== undefined || keyUsage?.includes('keyCertSign') === true),
    'keyCertSign or a path length in a certificate that is no CA',
  ),
  ofAll(
    'alternative names that are not empty',
    ({ subjectAltNames }) => subjectAltNames?.length === 0,
    'an empty list of alternative names',
  ),
];
export const strict: readonly Demand[] = [...strictOfChains, halfCa];

/** OpenSSL's old names of serverAuth: Microsoft's and Netscape's "server gated cryptography". */
export const serverGated = ['1.3.6.1.4.1.311.10.3.3', '2.16.840.1.113730.4.1'];

/** Whether an extended key usage admits servers; `also` are identifiers that a family counts too. */
export function admitsServers({ extendedKeyUsage }: Certificate, also: readonly string[]): boolean {
  return extendedKeyUsage?.some(({ oid, name }) => name === 'serverAuth' || also.includes(oid)) ?? true;
}

export const anyUsage = '2.5.29.37.0';

/** serverAuth in the extended key usage of each certificate that has one. */
export function serverUsage(also: readonly string[], spared: 'none' | 'anchor' = 'none'): Demand {
  return {
    text: 'serverAuth in the extended key usage of each certificate that has one',
    fault: (certificate, { leaf, anchor }) => {
      if ((spared === 'anchor' && anchor && !leaf) || admitsServers(certificate, also)) return undefined;
      return leaf
        ? 'an extended key usage without serverAuth'
        : 'a CA certificate whose extended key usage lacks serverAuth';
    },
  };
}

/** OpenSSL's purpose of a server (crypto/x509/v3_purp.c, check_purpose_ssl_server). */
export const opensslPurpose: readonly Demand[] = [
  serverUsage(serverGated),
  ofLeaf(
    'digitalSignature in the key usage of the server, or keyEncipherment',
    (leaf) =>
      purposeProblem({ ...leaf, extendedKeyUsage: [{ oid: '', name: 'serverAuth' }] }, 'serverAuth') !==
      undefined,
    'a key usage without digitalSignature',
  ),
  ofLeaf(
    'no Netscape type but that of a server',
    isOfOtherNetscapeType,
    'a Netscape type that is not that of a server',
  ),
];

export const digitalSignature = ofLeaf(
  'digitalSignature in the key usage of the server, if it has one',
  ({ keyUsage }) => keyUsage?.includes('digitalSignature') === false,
  'a key usage without digitalSignature',
);

/** The extension nsCertType of the last century, without the bit of an SSL server. */
export function isOfOtherNetscapeType({ rawExtensions }: Certificate): boolean {
  const found = rawExtensions.find(({ oid }) => oid === '2.16.840.1.113730.1.1');
  // a BIT STRING: tag, length, unused bits, bits
  return found !== undefined && ((found.value[3] ?? 0) & 0x40) === 0;
}

function isCritical({ rawExtensions }: Certificate, oid: string): boolean {
  return rawExtensions.some((extension) => extension.oid === oid && extension.critical);
}

/** Bytes of the serial number. */
export function serialBytes({ serialNumber }: Certificate): number {
  return serialNumber.replace('-', '').length / 2;
}
