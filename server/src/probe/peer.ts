import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import {
  chainOf,
  day,
  describe,
  isSelfSigned,
  purposes,
  refusedByBoringSsl,
  rfc2253,
} from './certificates.ts';
import { rawErrorOf, type Failure, type RawError } from './failure.ts';
import { codeOf } from './codes.ts';
import type { PeerCertificate } from './report.ts';
import type { Spot } from './second-look.ts';
import { otherClients } from './second-look.ts';
import type { WirePlan } from './wire-plan.ts';

export interface Peer {
  readonly chain: readonly PeerCertificate[];
  readonly failure?: Failure;
  readonly notes: readonly string[];
}

/** The chain as the client could build it: sent by the server, then from the trusted certificates. */
function chainOfPeer(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  // without a certificate the object is empty, at the end of an incomplete chain it is absent
  let current: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  while (current?.raw) {
    const certificate = new X509Certificate(current.raw);
    // the self-signed end is its own issuer
    if (chain.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256)) break;
    chain.push(certificate);
    current = current.issuerCertificate;
  }
  return chain;
}

function missingIssuer(chain: readonly X509Certificate[], plan: WirePlan): string[] {
  const last = chain.at(-1);
  if (!last) return [];
  const given = plan.inputs.ca !== undefined;
  const trusted = given
    ? `tlsCAFile holds ${plan.inputs.caCertificates.map(({ subject }) => rfc2253(subject)).join('; ')}.`
    : 'No tlsCAFile was given, so only the public certificate authorities that Node.js ships are trusted.';
  if (isSelfSigned(last)) {
    const sent = `The server's chain ends at the root ${rfc2253(last.subject)}, which is not among the trusted certificates.`;
    return [sent, trusted];
  }
  const namesake = plan.inputs.caCertificates.find(
    (ca) => ca.subject === last.issuer && !last.verify(ca.publicKey),
  );
  if (namesake)
    return [
      `tlsCAFile holds a certificate named ${rfc2253(namesake.subject)}, but with another key than the one that signed ${rfc2253(last.subject)}: it is an older or a newer certificate of that authority.`,
    ];
  const inFile = plan.inputs.caCertificates.some((ca) => ca.raw.equals(last.raw));
  const missing = `The issuer ${rfc2253(last.issuer)} of ${rfc2253(last.subject)} is missing: the server did not send it, and it is not among the trusted certificates.`;
  if (inFile)
    return [
      missing,
      `tlsCAFile holds ${rfc2253(last.subject)}, but a driver follows the chain up to a root, which must be there too.`,
    ];
  return [missing, trusted];
}

function wrongName(leaf: X509Certificate, host: string): string[] {
  const presented = leaf.subjectAltName ?? `${rfc2253(leaf.subject)} and no subject alternative name`;
  const sentences = [`You connect to ${host}. The certificate is made out for ${presented}.`];
  if (isIP(host) !== 0)
    sentences.push(
      `${host} is an IP address: only a subject alternative name of the type IP Address counts, not a DNS name that looks like one.`,
    );
  return sentences;
}

function specificsOf(
  code: string,
  chain: readonly X509Certificate[],
  plan: WirePlan,
  { target }: Spot,
): string[] {
  const [leaf] = chain;
  if (!leaf) return [];
  const now = new Date();
  const expired = chain.find(({ validTo }) => new Date(validTo) < now) ?? leaf;
  const early = chain.find(({ validFrom }) => new Date(validFrom) > now) ?? leaf;
  switch (code) {
    case 'unknown-ca':
      return missingIssuer(chain, plan);
    case 'self-signed-certificate':
      return [
        `The server's certificate ${rfc2253(leaf.subject)} is signed by itself, not by a certificate authority.`,
      ];
    case 'server-certificate-expired':
      return [
        `${rfc2253(expired.subject)} was valid from ${day(expired.validFrom)} to ${day(expired.validTo)}.`,
      ];
    case 'server-certificate-not-yet-valid':
      return [
        `${rfc2253(early.subject)} is valid from ${day(early.validFrom)} on; this machine's clock says ${now.toISOString().slice(0, 10)}.`,
      ];
    case 'hostname-mismatch':
      return wrongName(leaf, target.host);
    case 'server-certificate-wrong-purpose':
      return [
        `The extended key usage of ${rfc2253(leaf.subject)} is ${purposes(leaf)?.join(', ') ?? 'absent'}; a server needs 1.3.6.1.5.5.7.3.1 (serverAuth).`,
      ];
    case 'server-certificate-revoked':
      return [
        `${rfc2253(leaf.subject)}, serial number ${leaf.serialNumber}, is on the revocation list in tlsCRLFile.`,
      ];
    case 'crl-wrong-issuer':
      return [
        `The chain needs revocation lists of ${chain
          .map(({ issuer }) => rfc2253(issuer))
          .filter((name, index, all) => all.indexOf(name) === index)
          .join('; ')}.`,
      ];
    default:
      return [`The server's certificate is ${rfc2253(leaf.subject)}.`];
  }
}

/** The words of OpenSSL for a code of a check, near enough to search for. */
function wordsOf(code: string): string {
  return code
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/\bcert\b/g, 'certificate');
}

function verdictOf(socket: TLSSocket, host: string): RawError | undefined {
  if (socket.authorized) return undefined;
  // typed as an Error, but at runtime the code alone
  const error = socket.authorizationError as Error | string | undefined;
  if (error instanceof Error) return rawErrorOf(error);
  const code = error ?? 'UNKNOWN';
  const mismatch = checkServerIdentity(host, socket.getPeerCertificate());
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' && mismatch
    ? rawErrorOf(mismatch)
    : { code, message: wordsOf(code), names: [] };
}

function withTrust(chain: X509Certificate[], plan: WirePlan): X509Certificate[] {
  const [leaf] = chain;
  return leaf ? chainOf(leaf, [...chain, ...plan.inputs.caCertificates]) : [];
}

/** The server's chain, and why a driver with these options refuses it. */
export async function peerOf(socket: TLSSocket, plan: WirePlan, spot: Spot): Promise<Peer> {
  const chain = withTrust(chainOfPeer(socket), plan);
  const [leaf] = chain;
  const notes: string[] = [];
  const odd = leaf ? refusedByBoringSsl(leaf) : undefined;
  if (odd !== undefined)
    notes.push(
      `The server's certificate has ${odd}: Compass and VS Code on the desktop (Electron, BoringSSL) may refuse it while Node.js, mongosh and openssl take it.`,
    );
  const described = chain.map(describe);
  const verdict = verdictOf(socket, spot.target.host);
  if (!verdict) {
    if (plan.allowInvalidHostnames && checkServerIdentity(spot.target.host, socket.getPeerCertificate()))
      notes.push(
        `tlsAllowInvalidHostnames (or tlsInsecure) is on: without it, the connection would fail, since the certificate is made out for ${leaf?.subjectAltName ?? 'another name'}.`,
      );
    return { chain: described, notes };
  }
  const code = codeOf({ stage: 'tls', raw: verdict });
  if (plan.allowInvalidCertificates) {
    notes.push(
      `tlsAllowInvalidCertificates (or tlsInsecure) is on: without it, the connection would fail (${verdict.code}).`,
    );
    return { chain: described, notes };
  }
  if (code === 'unknown-ca' || code === 'self-signed-certificate')
    notes.push(await otherClients(spot, plan.settings, plan.inputs.ca));
  return {
    chain: described,
    notes,
    failure: {
      stage: 'tls',
      code,
      raw: verdict,
      specifics: specificsOf(code, chain, plan, spot),
    },
  };
}
