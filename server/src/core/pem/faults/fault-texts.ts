import type { Certificate, Crl } from '../model/certificate.ts';
import { count, dateText, daysUntil } from '../model/judgements.ts';
import { readableName } from '../der/name.ts';

/** The words for faults that a file by itself and a file in a role have in common: clauses without a full stop. */

export function expiredText({ subject, notAfter }: Certificate): string {
  return `The certificate "${readableName(subject)}" expired on ${dateText(notAfter)}`;
}

export function notYetValidText({ subject, notBefore }: Certificate): string {
  return `The certificate "${readableName(subject)}" is not valid before ${dateText(notBefore)}`;
}

export function endingText({ subject, notAfter }: Certificate, now: number): string {
  return `The certificate "${readableName(subject)}" expires in ${count(daysUntil(notAfter, now), 'day')}, on ${dateText(notAfter)}`;
}

export function weakText({ subject }: Certificate, weaknesses: readonly string[]): string {
  return `The certificate "${readableName(subject)}" has ${weaknesses.join(' and ')}; OpenSSL at the security level of current Linux distributions, Go and others refuse it`;
}

export function unhandledText({ subject }: Certificate, extensions: readonly string[]): string {
  return `The certificate "${readableName(subject)}" has an extension that is critical and that OpenSSL does not know (${extensions.join(', ')}), so it refuses every chain with it`;
}

/** `place` is that of the certificate that the key belongs to; -1 where it belongs to none. */
export function otherKeyText(place: number, owner: Certificate | undefined): string {
  return owner
    ? `The private key belongs to certificate ${place + 1} of the file, "${readableName(owner.subject)}", but the server pairs it with the first one and refuses the file; put that certificate first`
    : 'The private key belongs to no certificate of this file, so the server refuses it: it is the key of another certificate';
}

export function endedListText({ issuer }: Crl, nextUpdate: number): string {
  return `The revocation list of "${readableName(issuer)}" ran out on ${dateText(nextUpdate)}; a server that uses it refuses every certificate of this CA until there is a newer one`;
}
