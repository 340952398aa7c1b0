import { parseDistinguishedName } from '../pem/model/distinguished-name.ts';
import type { Certificate } from '../pem/model/certificate.ts';
import { clusterMembership } from '../pem/faults/cluster-membership.ts';
import { memberAttributes } from '../pem/model/judgements.ts';
import { attributesLacking, countsAsMember } from '../pem/model/member-name.ts';
import type { MemberRule, MemberState } from './member-state.ts';
import { ownCertificate } from './peer-certificates.ts';

/** Whether a server takes a certificate for that of a member. `unknown` with the reason, as a phrase. */
export type Membership =
  | { readonly is: 'member' }
  /** `wanted`: what the certificate would have to have, as a phrase. */
  | { readonly is: 'stranger'; readonly wanted: string }
  | { readonly is: 'unknown'; readonly reason: string; readonly settings: readonly string[] };

/** By O, OU and DC, by net.tls.clusterAuthX509 and by the two overrides (src/mongo/util/net/ssl_manager.cpp, isClusterMember). */
export function membershipOf(peer: Certificate, server: MemberState): Membership {
  const { configured, added, name, unknown } = server.memberRules;
  const wanted: string[] = [];
  for (const rule of [configured, added]) {
    if (!rule) continue;
    if (fits(peer, rule)) return { is: 'member' };
    wanted.push(wantedBy(rule));
  }
  if (name !== undefined) {
    if (countsAsMember(parseDistinguishedName(name), peer.subject, server.version)) return { is: 'member' };
    wanted.push(`the O, OU and DC of ${name}`);
  }
  if (unknown) {
    const settings = [
      'net.tls.clusterAuthX509.attributes',
      'net.tls.clusterAuthX509.extensionValue',
      'setParameter',
    ];
    return { is: 'unknown', reason: 'it is not known here by which rule it knows members', settings };
  }
  if (configured) return { is: 'stranger', wanted: wanted.join(' or ') };
  const { certificateKeyFile } = server;
  if (certificateKeyFile.state !== 'read') {
    const reason =
      certificateKeyFile.state === 'unknown' ? certificateKeyFile.reason : 'it has no certificate of its own';
    return { is: 'unknown', reason, settings: ['net.tls.certificateKeyFile'] };
  }
  const own = ownCertificate(certificateKeyFile.value);
  if (own && countsAsMember(own.subject, peer.subject, server.version)) return { is: 'member' };
  const attributes = own ? memberAttributes(own.subject) : [];
  wanted.push(
    attributes.length === 0
      ? 'what its own certificate has none of (O, OU or DC), so nobody is a member'
      : `${attributes.join(', ')} as its own certificate has`,
  );
  return { is: 'stranger', wanted: wanted.join(' or ') };
}

function fits(peer: Certificate, rule: MemberRule): boolean {
  if (rule.kind === 'extensionValue') return clusterMembership(peer) === rule.text;
  const wanted = parseDistinguishedName(rule.text);
  return !wanted.problem && attributesLacking(peer.subject, wanted).length === 0;
}

function wantedBy({ kind, text }: MemberRule): string {
  return kind === 'attributes' ? `the attributes ${text}` : `the extension value "${text}"`;
}
