import type { CryptoPort } from '../model/crypto-port.ts';
import type { Certificate, Crl } from '../model/certificate.ts';
import { chainOf, hasIssued, isOfSameIssuer, pathProblems, type Chain } from '../chain/chain.ts';
import { sameBytes } from '../der/der.ts';
import { allowsUsage, dateText, unhandledExtensions, validityAt } from '../model/judgements.ts';
import { readableName } from '../der/name.ts';
import { purposeProblem } from './purpose.ts';

/** What a peer shows and what the verifying side has. */
export interface ChainToVerify {
  readonly certificate: Certificate;
  /** Further certificates that the peer sends. */
  readonly sent: readonly Certificate[];
  /** What the CA file holds. */
  readonly trusted: readonly Certificate[];
  readonly usage: 'serverAuth' | 'clientAuth';
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Absent where no revocation list is set. `wholeChain`: every certificate needs a list, not only the peer's own. */
  readonly revocation?: { readonly lists: readonly Crl[]; readonly wholeChain: boolean };
}

/** Why OpenSSL refuses a chain. */
export interface ChainFault {
  /** `untrusted`: it leads to no CA of the verifying side. `path`: a certificate of it forbids it. */
  readonly code: 'untrusted' | 'path' | 'dates' | 'purpose' | 'revoked' | 'no-crl';
  /** Whose file is at fault: the peer's certificate, what it sends along, or the CA file of the verifying side. */
  readonly at: 'certificate' | 'sent' | 'trusted' | 'revocation';
  /** A full sentence. */
  readonly message: string;
}

/**
 * Judges a chain as OpenSSL does for a server that verifies a peer (X509_verify_cert without X509_V_FLAG_PARTIAL_CHAIN, which
 * the server does not set): up to a self-signed certificate of the CA file, all dates, purposes, CA flags, path lengths, name
 * constraints and revocation lists. No fault: it is accepted.
 */
export function verifyChain(what: ChainToVerify, crypto: CryptoPort | undefined): ChainFault[] {
  const { path, missing } = pathOf(what, crypto);
  const last = path.at(-1) ?? what.certificate;
  const isTrusted = (step: Certificate) => what.trusted.some((anchor) => sameBytes(anchor.der, step.der));
  if (missing) {
    const top = path.length === 1 ? 'It' : `Its chain, up to "${readableName(last.subject)}",`;
    const isIncomplete = isTrusted(last)
      ? 'whose own certificate is missing there; OpenSSL accepts only a self-signed root as the end of a chain'
      : 'which the CA file does not hold';
    return [
      fault('untrusted', 'certificate', `${top} was issued by "${readableName(missing)}", ${isIncomplete}.`),
    ];
  }
  if (!isTrusted(last)) {
    const what =
      path.length === 1
        ? 'It is self-signed and'
        : `Its chain ends at "${readableName(last.subject)}", which`;
    return [fault('untrusted', 'certificate', `${what} is not in the CA file.`)];
  }
  const placeOf = (at: number): ChainFault['at'] => {
    if (at === 0) return 'certificate';
    const step = path[at];
    return step && isTrusted(step) ? 'trusted' : 'sent';
  };
  return [
    ...path.flatMap((step, at) => stepFaults(step, at, placeOf(at), what)),
    ...pathProblems(path).flatMap(({ at, message, toleratedByOpenSsl }) =>
      toleratedByOpenSsl ? [] : [fault('path', placeOf(at), message)],
    ),
    ...revocationFaults(path, what, crypto),
  ];
}

/** The path OpenSSL takes: of several issuers of one name one that is valid now goes first. */
function pathOf({ certificate, sent, trusted, now }: ChainToVerify, crypto: CryptoPort | undefined): Chain {
  const isValid = (step: Certificate) => validityAt(step, now) === 'valid';
  const valid = chainOf(certificate, sent.filter(isValid), crypto, trusted.filter(isValid));
  if (!valid.missing) return valid;
  return chainOf(certificate, sent, crypto, trusted);
}

function stepFaults(
  step: Certificate,
  at: number,
  place: ChainFault['at'],
  { now, usage }: ChainToVerify,
): ChainFault[] {
  const faults: ChainFault[] = [];
  const name = readableName(step.subject);
  const state = validityAt(step, now);
  const what = at === 0 ? 'It' : `The CA "${name}" in its chain`;
  if (state === 'expired')
    faults.push(fault('dates', place, `${what} expired on ${dateText(step.notAfter)}.`));
  if (state === 'not-yet-valid')
    faults.push(fault('dates', place, `${what} is not valid before ${dateText(step.notBefore)}.`));
  const unfit = at === 0 ? purposeProblem(step, usage) : caPurposeProblem(step, usage);
  if (unfit !== undefined) {
    const side = usage === 'serverAuth' ? 'a server' : 'a client';
    faults.push(fault('purpose', place, `${what} may not be used for ${side} of TLS: ${unfit}.`));
  }
  const unhandled = unhandledExtensions(step);
  if (unhandled.length > 0) {
    const list = unhandled.join(', ');
    faults.push(
      fault('path', place, `${what} has a critical extension that OpenSSL does not know (${list}).`),
    );
  }
  return faults;
}

/** OpenSSL asks for the usage all the way up (crypto/x509/v3_purp.c, xku_reject). */
function caPurposeProblem(step: Certificate, usage: ChainToVerify['usage']): string | undefined {
  if (allowsUsage(step, usage)) return undefined;
  const names = step.extendedKeyUsage?.map(({ name }) => name).join(', ') ?? '';
  return `its extended key usage has ${names === '' ? 'nothing' : names}, not ${usage}`;
}

function revocationFaults(
  path: readonly Certificate[],
  { revocation, now }: ChainToVerify,
  crypto: CryptoPort | undefined,
): ChainFault[] {
  if (!revocation) return [];
  const checked = revocation.wholeChain ? path : path.slice(0, 1);
  return checked.flatMap((step, at): ChainFault[] => {
    const issuer = path[at + 1] ?? step;
    const name = readableName(issuer.subject);
    const lists = revocation.lists.filter(
      (list) => isOfSameIssuer(list, step) && hasIssued(issuer, list, crypto),
    );
    const current = lists.filter(
      ({ thisUpdate, nextUpdate }) => thisUpdate <= now && (nextUpdate === undefined || now <= nextUpdate),
    );
    const [list] = lists;
    if (!list) return [fault('no-crl', 'revocation', `CRLFile has no revocation list of "${name}".`)];
    if (current.length === 0) {
      return [fault('no-crl', 'revocation', `The revocation list of "${name}" in CRLFile is out of date.`)];
    }
    if (issuer.keyUsage && !issuer.keyUsage.includes('cRLSign')) {
      return [
        fault(
          'no-crl',
          'revocation',
          `"${name}" may not sign revocation lists (its key usage lacks cRLSign).`,
        ),
      ];
    }
    if (!current.some((entry) => entry.revokes(step.serialNumber))) return [];
    return [
      fault(
        'revoked',
        at === 0 ? 'certificate' : 'sent',
        `"${readableName(step.subject)}" is revoked by the list in CRLFile.`,
      ),
    ];
  });
}

function fault(code: ChainFault['code'], at: ChainFault['at'], message: string): ChainFault {
  return { code, at, message };
}
