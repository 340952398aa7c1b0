import type { Severity } from '../../findings/finding.ts';
import { chainOf, pathProblems } from '../chain/chain.ts';
import { certificateOfKey, publicHalf, type KeyContext } from '../chain/key-match.ts';
import { leafPaths, type LeafPath } from '../chain/leaf-paths.ts';
import { readableName } from '../der/name.ts';
import type { CryptoPort } from '../model/crypto-port.ts';
import { isCa, isSelfIssued, type Certificate } from '../model/certificate.ts';
import {
  count,
  dateText,
  endsSoon,
  unhandledExtensions,
  validityAt,
  weaknesses,
} from '../model/judgements.ts';
import type { CertificateIn, Pem, PemBlock, PrivateKeyIn } from '../model/pem.ts';
import { untilOpened } from '../model/until-opened.ts';
import {
  endedListText,
  endingText,
  expiredText,
  notYetValidText,
  otherKeyText,
  unhandledText,
  weakText,
} from './fault-texts.ts';

/** Something wrong with a PEM file whatever it is for, as findings and the inspection tell it alike. */
export interface FileFault {
  readonly code: FileFaultCode;
  readonly severity: Severity;
  /** A sentence that can stand alone. */
  readonly message: string;
  readonly block: PemBlock;
  readonly related?: readonly { readonly block: PemBlock; readonly message: string }[];
  /** Of a chain in another order: its certificates, the leaf first. */
  readonly path?: readonly CertificateIn[];
}

/** By the ids of the rules that report them. */
const severities = {
  'expired-certificate': 'warning',
  'certificate-not-yet-valid': 'warning',
  'certificate-expires-soon': 'warning',
  'weak-certificate': 'warning',
  'unhandled-critical-extension': 'warning',
  'several-private-keys': 'warning',
  'key-without-certificate': 'warning',
  'encrypted-private-key': 'info',
  'certificate-chain-order': 'warning',
  'invalid-certificate-path': 'warning',
  'expired-crl': 'warning',
  'crl-not-yet-valid': 'warning',
} as const satisfies Record<string, Severity>;

export type FileFaultCode = keyof typeof severities;

/** How bad a fault is where nothing else is known of the file. */
export function severityOf(code: FileFaultCode): Severity {
  return severities[code];
}

export interface FileContext extends KeyContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How many days before its end a certificate is worth a warning; 30 unless given. */
  readonly expiryWarningDays?: number;
}

type Found = Omit<FileFault, 'code' | 'severity'>;

const finders: Readonly<Record<FileFaultCode, (pem: Pem, context: FileContext) => Iterable<Found>>> = {
  'expired-certificate': ({ certificates }, { now }) =>
    certificates
      .filter(({ certificate }) => validityAt(certificate, now) === 'expired')
      .map(({ block, certificate }) => ({
        block,
        message: `${expiredText(certificate)}; MongoDB refuses it.`,
      })),
  'certificate-not-yet-valid': ({ certificates }, { now }) =>
    certificates
      .filter(({ certificate }) => validityAt(certificate, now) === 'not-yet-valid')
      .map(({ block, certificate }) => ({
        block,
        message: `${notYetValidText(certificate)}; MongoDB refuses it until then.`,
      })),
  'certificate-expires-soon': ({ certificates }, { now, expiryWarningDays = 30 }) =>
    certificates
      .filter(
        ({ certificate }) =>
          validityAt(certificate, now) === 'valid' && endsSoon(certificate, now, expiryWarningDays),
      )
      .map(({ block, certificate }) => ({ block, message: `${endingText(certificate, now)}.` })),
  'weak-certificate': ({ certificates }) =>
    certificates.flatMap(({ block, certificate }) => {
      const found = weaknesses(certificate);
      return found.length === 0 ? [] : [{ block, message: `${weakText(certificate, found)}.` }];
    }),
  'unhandled-critical-extension': ({ certificates }) =>
    certificates.flatMap(({ block, certificate }) => {
      const found = unhandledExtensions(certificate);
      return found.length === 0 ? [] : [{ block, message: `${unhandledText(certificate, found)}.` }];
    }),
  'several-private-keys': ({ keys: [first, ...others] }) =>
    first
      ? others.map(({ block }) => ({
          block,
          message: `The file holds ${count(others.length + 1, 'private key')}; the server takes the first one and passes that of block ${block.index + 1} over.`,
          related: [{ block: first.block, message: 'The key that is taken' }],
        }))
      : [],
  'key-without-certificate': keyOfOther,
  'encrypted-private-key': (pem, context) =>
    pem.keys.flatMap((key) => encryptedKey(key, publicHalf(pem, key, context).state === 'locked')),
  'certificate-chain-order': outOfOrder,
  'invalid-certificate-path': invalidPaths,
  'expired-crl': ({ crls }, { now }) =>
    crls.flatMap(({ block, crl }) =>
      crl.nextUpdate === undefined || crl.nextUpdate >= now
        ? []
        : [{ block, message: `${endedListText(crl, crl.nextUpdate)}.` }],
    ),
  'crl-not-yet-valid': ({ crls }, { now }) =>
    crls
      .filter(({ crl }) => crl.thisUpdate > now)
      .map(({ block, crl }) => ({
        block,
        message: `The revocation list of "${readableName(crl.issuer)}" is not valid before ${dateText(crl.thisUpdate)}; until then a server that uses it refuses every certificate of this CA.`,
      })),
};

const allCodes = Object.keys(severities) as FileFaultCode[];

/** What is wrong with a PEM file, by itself: all of it, or the faults of one kind. */
export function fileFaults(
  pem: Pem,
  context: FileContext,
  codes: readonly FileFaultCode[] = allCodes,
): FileFault[] {
  return codes.flatMap((code) =>
    [...finders[code](pem, context)].map((found) => ({ code, severity: severities[code], ...found })),
  );
}

function* keyOfOther(pem: Pem, context: FileContext): Iterable<Found> {
  const [first] = pem.certificates;
  const [key] = pem.keys;
  if (!first || !key) return;
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  const place = certificateOfKey(publicHalf(pem, key, context), certificates);
  if (place === undefined || place === 0) return;
  const owner = pem.certificates[place];
  yield {
    block: key.block,
    message: `${otherKeyText(place, owner?.certificate)}.`,
    related: [
      owner
        ? { block: owner.block, message: 'The certificate of the key' }
        : {
            block: first.block,
            message: `"${readableName(first.certificate.subject)}" has another key`,
          },
    ],
  };
}

function encryptedKey({ block, key }: PrivateKeyIn, isLocked: boolean): Found[] {
  if (key.encryption === undefined) return [];
  const whose = isLocked ? ` Whether it belongs to the certificate is ${untilOpened}.` : '';
  const message = key.isLegacyEncryption
    ? `The private key is encrypted (${key.encryption}), in an old way that OpenSSL 3 does not open even with the right password; make it anew with "openssl pkcs8 -topk8".`
    : `The private key is encrypted (${key.encryption}); the server needs certificateKeyFilePassword, and started as a service it cannot ask for it.`;
  return [{ block, message: message + whose }];
}

function* outOfOrder(pem: Pem, { crypto }: FileContext): Iterable<Found> {
  for (const { entries } of leafPaths(pem, crypto)) {
    for (const [index, { block, certificate }] of entries.entries()) {
      const below = entries[index - 1];
      if (!below || block.index > below.block.index) continue;
      yield {
        block,
        message: `The chain is out of order: "${readableName(certificate.subject)}" issued the certificate of block ${below.block.index + 1} and must stand behind it, because servers take the first certificate for their own and send the others in this order.`,
        related: [{ block: below.block, message: `"${readableName(below.certificate.subject)}"` }],
        path: entries,
      };
      break;
    }
  }
}

function* invalidPaths(pem: Pem, { crypto }: FileContext): Iterable<Found> {
  const reported = new Set<string>();
  const blockOf = new Map(pem.certificates.map(({ block, certificate }) => [certificate, block]));
  for (const { path, toBeExtended } of pathsIn(pem, crypto)) {
    for (const { at, message } of pathProblems(path, toBeExtended)) {
      const issuer = path[at];
      const block = issuer && blockOf.get(issuer);
      if (!block || reported.has(message)) continue;
      reported.add(message);
      yield { block, message };
    }
  }
}

interface Path {
  readonly path: readonly Certificate[];
  readonly toBeExtended: boolean;
}

/** The paths of leaf certificates; in a file of CAs only those of the lowest CAs. */
function pathsIn(pem: Pem, crypto: CryptoPort | undefined): Path[] {
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  if (certificates.every(isCa)) {
    const issued = certificates.filter((certificate) => !isSelfIssued(certificate));
    const issuers = new Set(issued.map(({ issuer }) => issuer.comparable));
    return issued
      .filter(({ subject }) => !issuers.has(subject.comparable))
      .map((certificate) => ({ path: chainOf(certificate, certificates, crypto).path, toBeExtended: true }));
  }
  return leafPaths(pem, crypto).map(({ entries }: LeafPath) => ({
    path: entries.map(({ certificate }) => certificate),
    toBeExtended: false,
  }));
}
