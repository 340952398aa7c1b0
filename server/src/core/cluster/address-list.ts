import { parseIp } from '../pem/der/general-name.ts';
import { demandsLogin } from './credentials.ts';
import type { MemberState } from './member-state.ts';
import { inferred, type PairFault } from './pair-fault.ts';

const settings = ['security.clusterIpSourceAllowlist'];

/**
 * Members may log in as __system from the networks of the accepting member's list only
 * (src/mongo/db/auth/address_restriction.h, authorization_manager_impl.cpp).
 */
export function addressFaults(from: MemberState, to: MemberState): PairFault[] {
  const { allowlist } = to;
  if (allowlist.state === 'absent' || demandsLogin(to) === false) return [];
  const base = { code: 'address-not-allowed', side: 'to', settings } as const;
  if (allowlist.state === 'unknown') {
    const message = `From which addresses members may log in at ${to.name} is not known: ${allowlist.reason}.`;
    return [{ ...base, message, unknown: true }];
  }
  if (from.addresses.length === 0) {
    const message = `${to.name} allows logins of members only from ${allowlist.value.join(', ')}, and which address ${from.name} connects from is not known here.`;
    return [{ ...base, message, unknown: true }];
  }
  if (from.addresses.some((address) => isAllowed(address, allowlist.value))) return [];
  const message = `${to.name} does not allow ${from.addresses.join(' or ')}, the address of ${from.name}, so it refuses the login of that member. Add the address or its network.`;
  return [{ ...base, message: inferred(message) }];
}

/** Whether an address is in one of some networks, written as single addresses or with the length of a prefix. */
function isAllowed(address: string, networks: readonly string[]): boolean {
  const bytes = parseIp(address);
  return bytes !== undefined && networks.some((network) => isWithin(bytes, network));
}

function isWithin(bytes: Uint8Array, network: string): boolean {
  const [base = '', length] = network.split('/');
  const start = parseIp(base.trim());
  if (start?.length !== bytes.length) return false;
  const bits = length === undefined ? bytes.length * 8 : Number(length);
  return bytes.every((byte, index) => {
    const counted = Math.min(Math.max(bits - index * 8, 0), 8);
    const mask = (0xff << (8 - counted)) & 0xff;
    return (byte & mask) === ((start[index] ?? 0) & mask);
  });
}
