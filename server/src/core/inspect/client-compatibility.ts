import { pathProblems, type PathProblem } from '../pem/chain/chain.ts';
import { readableName } from '../pem/der/name.ts';
import { isSelfIssued, type Certificate } from '../pem/model/certificate.ts';
import { validityAt } from '../pem/model/judgements.ts';
import { doubtsOfAll, strictOfChains, type Check, type Place } from './client-demands.ts';
import { clients, type Client } from './client-families.ts';

/** What a family of TLS clients makes of a server certificate, apart from trust and host names. */
export interface ClientVerdict {
  /** `Go`, `Python 3.13` … */
  readonly client: string;
  /** null where it is not known. */
  readonly accepts: boolean | null;
  /** Why not, or what is not known; one phrase each. */
  readonly reasons: readonly string[];
  /** What this family asks for beyond what all do, one phrase each. */
  readonly demands: readonly string[];
  readonly basis: Client['basis'];
}

const pathFaults: Readonly<Record<PathProblem['code'], string>> = {
  'not-a-ca': 'an issuer that may not issue certificates',
  'path-length': 'more CA certificates than an issuer allows below it',
  'name-constraints': 'a name outside of the name constraints of an issuer',
};

/** Why a chain is refused whoever looks, one phrase each (RFC 5280, section 6.1). */
function faultsOfChain(chain: readonly Certificate[], now: number, trustsBlindly: boolean): string[] {
  const anchor = chain.at(-1);
  const isTrusted = (certificate: Certificate | undefined): boolean =>
    trustsBlindly && anchor !== undefined && isSelfIssued(anchor) && certificate === anchor;
  const states = chain.map((certificate) =>
    isTrusted(certificate) ? 'valid' : validityAt(certificate, now),
  );
  const problems = pathProblems(chain).filter(({ code, at }) => code === 'not-a-ca' || !isTrusted(chain[at]));
  return [
    ...(states.includes('expired') ? ['a certificate that has expired'] : []),
    ...(states.includes('not-yet-valid') ? ['a certificate that is not valid yet'] : []),
    ...new Set(problems.map(({ code }) => pathFaults[code])),
  ];
}

/** What a client's checks find along a chain; of what is above the server's certificate the name is added. */
function found(chain: readonly Certificate[], checksAt: (place: Place) => readonly Check[]): string[] {
  return chain.flatMap((certificate, index) => {
    const anchor = index === chain.length - 1 && isSelfIssued(certificate);
    const place = { leaf: index === 0, anchor };
    return checksAt(place).flatMap((check) => {
      const phrase = check(certificate, place);
      if (phrase === undefined) return [];
      return index === 0 ? phrase : `${phrase} ("${readableName(certificate.subject)}")`;
    });
  });
}

/** The keys that make a signature, by what the signature says of itself. */
const signers: Readonly<Record<string, readonly string[]>> = {
  rsa: ['RSA'],
  'rsa-pss': ['RSA', 'RSA-PSS'],
  ecdsa: ['ECDSA'],
  dsa: ['DSA'],
  eddsa: ['Ed25519', 'Ed448'],
};

/** Signatures that the key of their issuer cannot have made. */
function mismatches(chain: readonly Certificate[]): string[] {
  const isOdd = ({ signatureAlgorithm: { scheme } }: Certificate, index: number): boolean => {
    const { algorithm = '' } = chain[index + 1]?.publicKey ?? {};
    return algorithm !== '' && signers[scheme]?.includes(algorithm) === false;
  };
  return chain.some(isOdd) ? ['a signature that the key of its issuer cannot have made'] : [];
}

/**
 * The table of {@link ClientVerdict} for a server certificate. `chain` starts with it and goes upwards as far as the
 * issuers are known. `now` is in milliseconds since the epoch. `otherIssuer` names an issuer that is at hand but did not, by
 * its key identifier or signature, issue the last certificate.
 */
export function clientCompatibility(
  chain: readonly Certificate[],
  now: number,
  otherIssuer?: string,
): ClientVerdict[] {
  const isAlone = chain.length === 1 && chain.every(isSelfIssued);
  const unknown = [
    ...mismatches(chain),
    ...(otherIssuer === undefined
      ? []
      : [`the issuer "${otherIssuer}" is here, but with another key than the one that signed`]),
    ...found(chain, () => doubtsOfAll),
  ];
  return Object.entries(clients).map(([client, { basis, demands: all, doubts, onAnchor }]) => {
    const demands = all.filter((demand) => !(isAlone && strictOfChains.includes(demand)));
    const faults = [
      ...faultsOfChain(chain, now, onAnchor !== undefined),
      ...found(chain, ({ anchor }) => (anchor && onAnchor ? onAnchor : demands).map(({ fault }) => fault)),
    ];
    const reasons = faults.length > 0 ? faults : [...unknown, ...found(chain, () => doubts)];
    const accepts = faults.length > 0 ? false : reasons.length > 0 ? null : true;
    return { client, accepts, reasons, demands: demands.map(({ text }) => text), basis };
  });
}
