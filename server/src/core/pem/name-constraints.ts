import type { Certificate } from '../models/certificate.ts';
import type { GeneralName } from './general-name.ts';

/**
 * The first name of a certificate that an issuer's name constraints forbid, or undefined. DNS names, addresses, mail
 * addresses are compared (RFC 5280, section 4.2.1.10); other forms are not judged.
 */
export function violatedConstraint(certificate: Certificate, issuer: Certificate): string | undefined {
  const { nameConstraints } = issuer;
  if (!nameConstraints) return undefined;
  const { permitted, excluded } = nameConstraints;
  for (const name of certificate.subjectAltNames ?? []) {
    if (!['dns', 'ip', 'email'].includes(name.type)) continue;
    const allowed = permitted.filter(({ type }) => type === name.type);
    const refused = excluded.some(
      (constraint) => constraint.type === name.type && isWithin(name, constraint),
    );
    if (refused || (allowed.length > 0 && !allowed.some((constraint) => isWithin(name, constraint)))) {
      return `the name ${name.value}`;
    }
  }
  return undefined;
}

function isWithin(name: GeneralName, constraint: GeneralName): boolean {
  const value = name.value.toLowerCase();
  const base = constraint.value.toLowerCase();
  if (name.type === 'ip') return isInRange(name.address, constraint.address);
  if (name.type === 'dns') {
    return (
      base === '' ||
      value === base.replace(/^\./, '') ||
      value.endsWith(base.startsWith('.') ? base : `.${base}`)
    );
  }
  if (base.includes('@')) return value === base;
  const host = value.slice(value.lastIndexOf('@') + 1);
  return base.startsWith('.') ? host.endsWith(base) : host === base;
}

function isInRange(address: Uint8Array | undefined, range: Uint8Array | undefined): boolean {
  if (!address || range?.length !== address.length * 2) return false;
  const size = address.length;
  return address.every((byte, index) => {
    const mask = range[size + index] ?? 0;
    return (byte & mask) === ((range[index] ?? 0) & mask);
  });
}
