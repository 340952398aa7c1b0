import type { CryptoPort } from '../pem/model/crypto-port.ts';
import type { Certificate } from '../pem/model/certificate.ts';
import type { Pem } from '../pem/model/pem.ts';
import { chainOf } from '../pem/chain/chain.ts';
import { verifyChain, type ChainFault } from '../pem/faults/verify-chain.ts';
import type { Known, MemberState } from './member-state.ts';
import type { PairFault, PairFaultCode } from './pair-fault.ts';
import { checksWholeChain } from './tls-connection.ts';
import type { Verification } from './verification.ts';

/** What judging certificates needs of the world. */
export interface World {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Without it signatures are not verified. */
  readonly crypto?: CryptoPort | undefined;
}

/** A certificate that one member shows to another. */
export interface Shown {
  readonly pem: Pem;
  /** The setting that names its file. */
  readonly setting: string;
  /** The CAs from which OpenSSL completes the chain that is sent, where the file holds the certificate alone. */
  readonly store: Pem | undefined;
}

/** The settings of the two sides of a check. */
interface Sides {
  /** Which of the two shows the certificate. */
  readonly shownBy: PairFault['side'];
  readonly usage: 'serverAuth' | 'clientAuth';
}

/** What a server shows to whoever connects to it: certificateKeyFile. clusterFile is never shown there. */
export function shownAsServer(state: MemberState): Known<Shown> {
  const store = state.clusterCaFile.state === 'absent' ? state.caFile : state.clusterCaFile;
  return shown(state.certificateKeyFile, 'net.tls.certificateKeyFile', store);
}

/**
 * What a member shows when it connects to another: nothing where tlsWithholdClientCertificate is on, else clusterFile, else
 * certificateKeyFile (src/mongo/util/net/ssl_manager_openssl.cpp, initSSLContext).
 */
export function shownAsClient(state: MemberState): Known<Shown> {
  if (state.withholdsCertificate === true) return { state: 'absent' };
  if (state.withholdsCertificate === undefined) {
    return { state: 'unknown', reason: 'it is not known here whether tlsWithholdClientCertificate is on' };
  }
  return state.clusterFile.state === 'absent'
    ? shown(state.certificateKeyFile, 'net.tls.certificateKeyFile', state.caFile)
    : shown(state.clusterFile, 'net.tls.clusterFile', state.caFile);
}

function shown(file: Known<Pem>, setting: string, store: Known<Pem>): Known<Shown> {
  if (file.state !== 'read') return file;
  return {
    state: 'read',
    value: { pem: file.value, setting, store: store.state === 'read' ? store.value : undefined },
  };
}

/** The certificate itself: the first of its file. */
export function ownCertificate(pem: Pem): Certificate | undefined {
  return certificatesIn(pem)[0];
}

/** The obstacles that the verifying member finds in what the other one shows. */
export function certificateFaults(
  certificate: Shown,
  owner: MemberState,
  verifier: MemberState,
  verification: Verification & { kind: 'file' },
  { shownBy, usage }: Sides,
  world: World,
): PairFault[] {
  const verifiedBy = shownBy === 'from' ? 'to' : 'from';
  const untrusted: PairFaultCode =
    usage === 'serverAuth' ? 'server-chain-untrusted' : 'client-chain-untrusted';
  const { crlFile } = verifier;
  // Secure Transport has no revocation lists
  const hasLists = crlFile.state !== 'absent' && verifier.platform !== 'macos';
  const lists = hasLists && crlFile.state === 'read' ? crlFile.value : undefined;
  const faults = chainFaults(certificate, verification.pem, lists, checksWholeChain(verifier), usage, world);
  const { setting } = certificate;
  const what = `The ${setting.replace('net.tls.', '')} of ${owner.name} is refused by ${verifier.name}.`;
  const found = faults.map(({ code, at, message }): PairFault => {
    const onVerifier =
      at === 'trusted' || at === 'revocation' || (code === 'untrusted' && verifiedBy === 'from');
    return {
      code: code === 'dates' ? 'certificate-expired' : code === 'purpose' ? 'wrong-purpose' : untrusted,
      message: `${what} ${message}`,
      side: onVerifier ? verifiedBy : shownBy,
      settings: onVerifier ? [at === 'revocation' ? 'net.tls.CRLFile' : verification.setting] : [setting],
    };
  });
  if (hasLists && crlFile.state === 'unknown') {
    const message = `Whether ${verifier.name} takes the certificate of ${owner.name} for revoked is not known: ${crlFile.reason}.`;
    found.push({ code: untrusted, message, side: verifiedBy, settings: ['net.tls.CRLFile'], unknown: true });
  }
  return found;
}

/** Chains are verified once for each certificate, CA file, lists, use and time: members share most of these. */
const judged = new WeakMap<Pem, WeakMap<Pem, Map<string, Judged>>>();

interface Judged {
  readonly lists: Pem | undefined;
  readonly store: Pem | undefined;
  readonly crypto: CryptoPort | undefined;
  readonly faults: readonly ChainFault[];
}

function chainFaults(
  { pem, store }: Shown,
  trust: Pem,
  lists: Pem | undefined,
  wholeChain: boolean,
  usage: Sides['usage'],
  { now, crypto }: World,
): readonly ChainFault[] {
  const byTrust = judged.get(pem) ?? new WeakMap<Pem, Map<string, Judged>>();
  judged.set(pem, byTrust);
  const known = byTrust.get(trust) ?? new Map<string, Judged>();
  byTrust.set(trust, known);
  const key = `${usage} ${String(wholeChain)} ${now}`;
  const before = known.get(key);
  if (before?.lists === lists && before?.store === store && before?.crypto === crypto && before) {
    return before.faults;
  }
  const faults = verifyShown(pem, store, trust, lists, wholeChain, usage, { now, crypto });
  // the clock of an editor goes on
  if (known.size > 8) known.clear();
  known.set(key, { lists, store, crypto, faults });
  return faults;
}

function verifyShown(
  pem: Pem,
  store: Pem | undefined,
  trust: Pem,
  lists: Pem | undefined,
  wholeChain: boolean,
  usage: Sides['usage'],
  { now, crypto }: World,
): ChainFault[] {
  const certificate = ownCertificate(pem);
  if (!certificate) return [];
  const [, ...extra] = certificatesIn(pem);
  // without further certificates OpenSSL sends what it finds in the member's own CA file (ssl/statem/statem_lib.c, ssl_add_cert_chain)
  const sent =
    extra.length > 0 || !store
      ? extra
      : chainOf(certificate, [], crypto, certificatesIn(store)).path.slice(1);
  const revocation = lists && { lists: lists.crls.map(({ crl }) => crl), wholeChain };
  return verifyChain(
    { certificate, sent, trusted: certificatesIn(trust), usage, now, ...(revocation ? { revocation } : {}) },
    crypto,
  );
}

const certificateLists = new WeakMap<Pem, readonly Certificate[]>();

/** Always the same array for one file: chains are searched with an index by array. */
function certificatesIn(pem: Pem): readonly Certificate[] {
  const known = certificateLists.get(pem);
  if (known) return known;
  const list = pem.certificates.map(({ certificate }) => certificate);
  certificateLists.set(pem, list);
  return list;
}
