import { memberAttributeOids } from '../pem/model/distinguished-name.ts';
import type { Key } from '../keyfile/key-text.ts';
import type { Pem } from '../pem/model/pem.ts';
import { addressFaults } from './address-list.ts';
import { groupBy } from './group-by.ts';
import { chainFaultsAsClient, clientCertificateFaults, serverCertificateFaults } from './handshake.ts';
import type { Known, MemberState } from './member-state.ts';
import { membershipOf } from './membership.ts';
import type { PairFault } from './pair-fault.ts';
import { ownCertificate, shownAsClient, type World } from './peer-certificates.ts';
import { verificationOfClients } from './verification.ts';

/**
 * Sorts states into classes so that the verdict on a pair, but for the names in its messages, follows from the classes of the two:
 * a million pairs are judged by a few. Answers with the number of the class of each state, from 0 on without gaps.
 */
export function classesOf(states: readonly MemberState[], world: World): number[] {
  const ids = new Identities();
  const settings = new Map(states.map((state) => [state, settingsKey(state, ids)]));
  // one state of each kind stands for all in judging what the others show
  const kinds = [...groupBy(states, (state) => settings.get(state)).values()].flatMap(
    ([first]) => first ?? [],
  );
  const numbers = new Map<string, number>();
  return states.map((state) => {
    const parts = kinds.map((other) => judgedBy(state, other, world));
    const key = [settings.get(state), ids.ofKeys(state.keys), ...parts].join('\n');
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** What a member with these settings makes of the certificates and addresses of another one. */
function judgedBy(state: MemberState, other: MemberState, world: World): string {
  const verification = verificationOfClients(other);
  const shown = shownAsClient(state);
  const certificate = shown.state === 'read' ? ownCertificate(shown.value.pem) : undefined;
  return [
    codes(serverCertificateFaults(other, state, world)),
    codes(clientCertificateFaults(state, other, world)),
    verification.kind === 'none' ? '' : codes(chainFaultsAsClient(state, other, verification, world)),
    certificate ? membershipOf(certificate, other).is : shown.state,
    codes(addressFaults(state, other)),
  ].join(' ');
}

function codes(faults: readonly PairFault[]): string {
  return faults.map(({ code, unknown }) => (unknown ? `${code}?` : code)).join(',');
}

/** All of a state that has to do with what it does to others, but for its own certificates, keys and names. */
function settingsKey(state: MemberState, ids: Identities): string {
  const {
    certificateKeyFile,
    clusterFile,
    caFile,
    clusterCaFile,
    crlFile,
    protocols,
    memberRules,
    allowlist,
  } = state;
  return JSON.stringify([
    state.program,
    state.version,
    state.platform,
    state.tlsMode,
    protocols && [...protocols].sort(),
    state.protocolsAreDefault,
    [state.usesSystemCa, state.withholdsCertificate, state.allowsInvalidCertificates].map(String),
    [state.allowsInvalidHostnames, state.allowsConnectionsWithoutCertificates].map(String),
    [state.clusterAuthMode, state.transitionToAuth, state.authorization].map(String),
    [
      certificateKeyFile.state,
      clusterFile.state,
      ...[caFile, clusterCaFile, crlFile].map((file) => ids.ofFile(file)),
    ],
    certificateKeyFile.state === 'read' ? memberParts(certificateKeyFile.value) : [],
    memberRules,
    allowlist.state === 'read' ? allowlist.value : allowlist.state,
  ]);
}

/** What of a certificate's subject others must share to be members. */
function memberParts(pem: Pem): unknown {
  const rdns = ownCertificate(pem)?.subject.rdns ?? [];
  return rdns
    .map((rdn) =>
      rdn.filter(({ oid }) => memberAttributeOids.includes(oid)).map(({ oid, value }) => [oid, value]),
    )
    .filter((rdn) => rdn.length > 0);
}

/** Numbers for files and keys: equal ones have the same. */
class Identities {
  readonly #files = new Map<Pem, number>();
  readonly #keys: (readonly Key[])[] = [];

  ofFile(file: Known<Pem>): string {
    if (file.state !== 'read') return file.state;
    const number = this.#files.get(file.value) ?? this.#files.size;
    this.#files.set(file.value, number);
    return String(number);
  }

  ofKeys(keys: Known<readonly Key[]>): string {
    if (keys.state !== 'read') return keys.state;
    const { value } = keys;
    const isSame = (known: readonly Key[]) =>
      known.length === value.length && known.every((key, index) => value[index]?.equals(key));
    const index = this.#keys.findIndex(isSame);
    return String(index >= 0 ? index : this.#keys.push(value) - 1);
  }
}
