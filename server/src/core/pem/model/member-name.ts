import { memberAttributeOids } from './distinguished-name.ts';
import { hasReached, type ServerVersion } from '../../server/server-version.ts';

interface Attribute {
  readonly oid?: string | undefined;
  readonly value: string;
}

/** What the subject of a certificate and a name written in a configuration have in common. */
interface Name<A extends Attribute = Attribute> {
  readonly rdns: readonly (readonly A[])[];
}

const marksMember = ({ oid }: Attribute): boolean => memberAttributeOids.includes(oid ?? '');

/**
 * Whether names are compared part by part: 8.0 does, 5.0 does not, and the change came with clusterAuthX509
 * (src/mongo/util/net/ssl_manager.cpp, isClusterMember).
 */
function comparesParts(version: ServerVersion): boolean {
  return hasReached(version, '7.0');
}

/**
 * Whether a server whose own certificate is for `own` takes one for `peer` as that of a member, by O, OU and DC (server-behaviour.md X1).
 * Newer servers look for each part of the own name, reduced to these three, as a whole part of the other one, which may have
 * more; older ones want the same attributes in both, however they are joined. Without any in the own name nobody is a member.
 */
export function countsAsMember(own: Name, peer: Name, version: ServerVersion): boolean {
  const reduced = own.rdns.map((rdn) => rdn.filter(marksMember)).filter((rdn) => rdn.length > 0);
  if (reduced.length === 0) return false;
  return comparesParts(version)
    ? reduced.every((rdn) => hasPart(peer, rdn))
    : keyOf(reduced.flat()) === keyOf(peer.rdns.flat().filter(marksMember));
}

/** The attributes of `wanted` that stand in no part of their own, as wanted, in `name`. */
export function attributesLacking<A extends Attribute>(name: Name, wanted: Name<A>): A[] {
  return wanted.rdns.filter((rdn) => !hasPart(name, rdn)).flat();
}

/** Whether O, OU or DC is joined to another attribute, so that a server of this version finds it in no other name. */
export function hidesMemberAttributes(name: Name, version: ServerVersion): boolean {
  return comparesParts(version) && name.rdns.some((rdn) => rdn.some(marksMember) && !rdn.every(marksMember));
}

function hasPart(name: Name, wanted: readonly Attribute[]): boolean {
  return name.rdns.some((rdn) => keyOf(rdn) === keyOf(wanted));
}

function keyOf(attributes: readonly Attribute[]): string {
  return JSON.stringify(attributes.map(({ oid, value }) => `${oid ?? ''}=${value}`).sort());
}
