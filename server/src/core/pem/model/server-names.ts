import type { Certificate } from './certificate.ts';
import { valuesOf } from '../der/name.ts';

/** How a family of clients looks for the name of a host. */
export interface NameReading {
  /** Goes by the common name where there is no alternative DNS name. */
  readonly commonName: boolean;
  /** Asks for no host whose name has an underscore. */
  readonly noUnderscore?: boolean;
}

/**
 * Whether a certificate names a host that a client could ask for: `yes`; `odd` where clients read the names it has
 * differently (wildcards but that of a first label, a dot at the end, letters beyond ASCII); else what is wrong, as a phrase.
 */
export function namesAHost(
  { subject, subjectAltNames = [] }: Certificate,
  { commonName, noUnderscore = false }: NameReading,
): string {
  const dns = subjectAltNames.flatMap(({ type, value }) => (type === 'dns' ? [value] : []));
  if (subjectAltNames.some(({ type, address }) => type === 'ip' && isAddressLength(address))) return 'yes';
  const common = valuesOf(subject, 'CN');
  const names = dns.length > 0 || !commonName ? dns : common;
  const kinds = names.map((name) => kindOf(name, noUnderscore));
  if (kinds.includes('host')) return 'yes';
  if (kinds.includes('odd')) return 'odd';
  if (kinds.includes('address')) {
    return dns.length > 0
      ? 'an IP address as a DNS name, which counts only as an IP address'
      : 'an IP address as common name, which counts only as an alternative name';
  }
  if (dns.length > 0) return 'no name that a host can have';
  if (!commonName) return 'no subject alternative name, and the common name does not count';
  return common.length > 0 ? 'a common name that is not the name of a host' : 'no name of a host at all';
}

function isAddressLength(address: Uint8Array | undefined): boolean {
  return address?.length === 4 || address?.length === 16;
}

/** Whether the common name is an IP address and no alternative name tells more. */
export function isAddressOnly({ subject, subjectAltNames = [] }: Certificate): boolean {
  if (subjectAltNames.some(({ type }) => type === 'dns' || type === 'ip')) return false;
  const common = valuesOf(subject, 'CN');
  return common.length > 0 && common.every(looksLikeAddress);
}

function looksLikeAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || /^[\da-f]*:[\d.A-F]*:[\d.:A-F]*$/i.test(text);
}

const label = '[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?';
const host = new RegExp(`^${label}(?:\\.${label})*$`, 'i');
/** Some clients let a wildcard stand for the only label before a top-level domain. */
const wildcard = new RegExp(`^\\*(?:\\.${label}){2,}$`, 'i');
const almost = /^[-\w*.\u0080-\uffff]+$/;

function kindOf(name: string, noUnderscore: boolean): 'host' | 'odd' | 'address' | 'other' {
  if (looksLikeAddress(name)) return 'address';
  if (name.length > 253) return 'odd';
  if (host.test(name) || wildcard.test(name)) return noUnderscore && name.includes('_') ? 'other' : 'host';
  return almost.test(name) && /\w/.test(name) ? 'odd' : 'other';
}
