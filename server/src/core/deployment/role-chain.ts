import type { Facts } from '../facts/facts.ts';
import { chainOf, type Chain } from '../pem/chain/chain.ts';
import { identityIn } from '../pem/faults/role-faults.ts';
import type { RoleFile } from './role-files.ts';

/**
 * The chain of the certificate in a file, as a peer builds it: with the CAs in its own CA file first, then with what the file
 * sends along. undefined where the file holds no certificate.
 */
export function chainToTrust(file: RoleFile, trust: RoleFile, { crypto }: Facts): Chain | undefined {
  const { own } = identityIn(file.pem);
  if (!own) return undefined;
  const [sent, anchors] = [file, trust].map(({ pem }) => pem.certificates.map((entry) => entry.certificate));
  return chainOf(own.certificate, sent ?? [], crypto, anchors);
}
