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
  const ids = new KeyIdentities();
  const settings = new Map(states.map((state) => [state, settingsKey(state)]));
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
  const before = lastJudged.get(state);
  const known =
    before?.now === world.now ? before : { now: world.now, by: new WeakMap<MemberState, string>() };
  lastJudged.set(state, known);
  const verdict = known.by.get(other) ?? judge(state, other, world);
  known.by.set(other, verdict);
  return verdict;
}

/** An editor asks again at each change, of which most states know nothing. */
const lastJudged = new WeakMap<MemberState, { now: number; by: WeakMap<MemberState, string> }>();

function judge(state: MemberState, other: MemberState, world: World): string {
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

const settingsKeys = new WeakMap<MemberState, string>();

/** All of a state that has to do with what it does to others, but for its own certificates, keys and names. */
function settingsKey(state: MemberState): string {
  const known = settingsKeys.get(state);
  if (known !== undefined) return known;
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
  const key = JSON.stringify([
    state.program,
    state.version,
    state.platform,
    state.tlsMode,
    protocols && [...protocols].sort(),
    state.protocolsAreDefault,
    [state.usesSystemCa, state.withholdsCertificate, state.allowsInvalidCertificates].map(String),
    [state.allowsInvalidHostnames, state.allowsConnectionsWithoutCertificates].map(String),
    [state.clusterAuthMode, state.transitionToAuth, state.authorization].map(String),
    [certificateKeyFile.state, clusterFile.state, ...[caFile, clusterCaFile, crlFile].map(idOfFile)],
    certificateKeyFile.state === 'read' ? memberParts(certificateKeyFile.value) : [],
    memberRules,
    allowlist.state === 'read' ? allowlist.value : allowlist.state,
  ]);
  settingsKeys.set(state, key);
  return key;
}

const fileNumbers = new WeakMap<Pem, number>();
let lastFile = 0;

/** A number for each file: one that was read once has the same in all states. */
function idOfFile(file: Known<Pem>): string {
  if (file.state !== 'read') return file.state;
  const number = fileNumbers.get(file.value) ?? ++lastFile;
  fileNumbers.set(file.value, number);
  return String(number);
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

/** Numbers for keys: equal ones have the same. */
class KeyIdentities {
  readonly #keys: (readonly Key[])[] = [];

  ofKeys(keys: Known<readonly Key[]>): string {
    if (keys.state !== 'read') return keys.state;
    const { value } = keys;
    const isSame = (known: readonly Key[]) =>
      known.length === value.length && known.every((key, index) => value[index]?.equals(key));
    const index = this.#keys.findIndex(isSame);
    return String(index >= 0 ? index : this.#keys.push(value) - 1);
  }
}
