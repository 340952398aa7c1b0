import { isCa, type Certificate } from './certificate.ts';
import type { PemBlock } from './pem.ts';
import { count, dateText, daysUntil, validityAt } from './judgements.ts';
import { readableName, valuesOf, type DistinguishedName } from '../der/name.ts';
import type { PrivateKey } from '../armour/private-key.ts';

/** A block in a few words. */
export interface BlockTitle {
  readonly name: string;
  readonly detail: string;
}

/** What people would call a block: a certificate by its common name, anything else by what it is. Holds no secret. */
export function titleOf(block: PemBlock): BlockTitle {
  const { content, label } = block;
  if (isDamaged(block)) return { name: label, detail: 'damaged' };
  switch (content.type) {
    case 'certificate': {
      if (!content.decoded.ok) break;
      const { value } = content.decoded;
      const kind = isCa(value) ? 'CA certificate' : 'certificate';
      return { name: certificateName(value), detail: `${kind}, until ${dateText(value.notAfter)}` };
    }
    case 'certificate-request':
      if (!content.decoded.ok) break;
      return { name: certificateName(content.decoded.value), detail: 'certificate request' };
    case 'crl': {
      if (!content.decoded.ok) break;
      const { issuer, revokedCount } = content.decoded.value;
      const name = `Revocation list of ${shortName(issuer)}`;
      return { name, detail: count(revokedCount, 'revoked certificate') };
    }
    case 'private-key':
      if (!content.decoded.ok) break;
      return { name: 'Private key', detail: privateKeyText(content.decoded.value) };
    case 'foreign':
      return { name: label, detail: content.format.name };
    case 'other':
      return { name: label, detail: content.purpose };
    case 'unknown':
      break;
  }
  return { name: label, detail: '' };
}

/** Whether OpenSSL cannot make anything of a block. */
export function isDamaged({ problems, content }: PemBlock): boolean {
  return problems.length > 0 || ('decoded' in content && !content.decoded.ok);
}

/** A key as people name it: `RSA 2048 bits`, `ECDSA P-256`. */
export function keyText({
  algorithm,
  bits,
  curve,
}: {
  readonly algorithm: string;
  readonly bits?: number | undefined;
  readonly curve?: string | undefined;
}): string {
  if (curve !== undefined) return `${algorithm} ${curve}`;
  return bits === undefined || algorithm.startsWith('Ed') ? algorithm : `${algorithm} ${bits} bits`;
}

/** Kind and size of a private key, and how it is encrypted. */
function privateKeyText({ algorithm, bits, curve, encryption }: PrivateKey): string {
  const kind = algorithm === undefined ? '' : keyText({ algorithm, bits, curve });
  return [kind, encryption === undefined ? '' : `encrypted with ${encryption}`]
    .filter((part) => part !== '')
    .join(', ');
}

/** Where a certificate stands in its time: `403 days left`, `expired 2 days ago`. */
export function validityText(certificate: Pick<Certificate, 'notBefore' | 'notAfter'>, now: number): string {
  if (validityAt(certificate, now) === 'not-yet-valid') {
    return `not valid before ${dateText(certificate.notBefore)}`;
  }
  return untilText(certificate.notAfter, now);
}

/** How far away an end is: `403 days left`, `expired 2 days ago`. */
export function untilText(end: number, now: number): string {
  const days = daysUntil(end, now);
  return days < 0 ? `expired ${count(-days, 'day')} ago` : `${count(days, 'day')} left`;
}

function certificateName({
  subject,
  subjectAltNames = [],
}: Pick<Certificate, 'subject' | 'subjectAltNames'>): string {
  return subject.rdns.length > 0 ? shortName(subject) : (subjectAltNames[0]?.value ?? shortName(subject));
}

/** The last common name, else the name of the unit or organization, else all of it. */
function shortName(name: DistinguishedName): string {
  for (const type of ['CN', 'OU', 'O']) {
    const value = valuesOf(name, type).at(-1);
    if (value !== undefined && value !== '') return value;
  }
  return readableName(name);
}
