import type { Certificate } from '../model/certificate.ts';
import { hasPrefix, isEmptyName, readableName, valuesOf } from '../der/name.ts';
import type { GeneralName } from '../der/general-name.ts';

/**
 * The first name of a certificate that an issuer's name constraints forbid, as OpenSSL judges (crypto/x509/v3_ncons.c), or
 * undefined: the subject, its mail addresses, the alternative names, and without a DNS name among those the common names
 * that look like one. Names of other forms are not judged.
 */
export function violatedConstraint(certificate: Certificate, issuer: Certificate): string | undefined {
  const { nameConstraints } = issuer;
  if (!nameConstraints) return undefined;
  const { permitted, excluded } = nameConstraints;
  for (const name of namesOf(certificate)) {
    const allowed = permitted.filter(({ type }) => type === name.type);
    const refused = excluded.some(
      (constraint) => constraint.type === name.type && isWithin(name, constraint),
    );
    if (refused || (allowed.length > 0 && !allowed.some((constraint) => isWithin(name, constraint)))) {
      return name.type === 'dn' ? 'the subject' : `the name ${name.value}`;
    }
  }
  return undefined;
}

const judged: readonly GeneralName['type'][] = ['dns', 'ip', 'email', 'uri', 'dn'];

function namesOf({ subject, subjectAltNames = [] }: Certificate): GeneralName[] {
  const isDns = subjectAltNames.some(({ type }) => type === 'dns');
  const hosts = isDns ? [] : valuesOf(subject, 'CN').filter(looksLikeHost);
  return [
    ...(isEmptyName(subject) ? [] : [{ type: 'dn' as const, value: readableName(subject), name: subject }]),
    ...valuesOf(subject, 'emailAddress').map((value) => ({ type: 'email' as const, value })),
    ...subjectAltNames.filter(({ type }) => judged.includes(type)),
    ...hosts.map((value) => ({ type: 'dns' as const, value })),
  ];
}

/** Two labels or more, of letters, digits, `_` and inner hyphens. */
function looksLikeHost(text: string): boolean {
  return /^\w+(-+\w+)*(\.\w+(-+\w+)*)+$/.test(text);
}

function isWithin(name: GeneralName, constraint: GeneralName): boolean {
  const value = name.value.toLowerCase();
  const base = constraint.value.toLowerCase();
  switch (name.type) {
    case 'ip':
      return isInRange(name.address, constraint.address);
    case 'dns':
      return base === '' || value === base || value.endsWith(base.startsWith('.') ? base : `.${base}`);
    case 'email': {
      if (base.includes('@')) return value === base;
      return isHostWithin(value.slice(value.lastIndexOf('@') + 1), base);
    }
    case 'uri':
      return isHostWithin(/^[^:]+:\/\/(?:[^@/]*@)?([^:/]*)/.exec(value)?.[1] ?? '', base);
    case 'dn':
      return (
        name.name !== undefined && constraint.name !== undefined && hasPrefix(name.name, constraint.name)
      );
    case 'id':
    case 'other':
      return false;
  }
}

/** A base with a dot before it stands for the hosts below it, any other one for a single host. */
function isHostWithin(host: string, base: string): boolean {
  return base.startsWith('.') ? host.endsWith(base) && host !== base : host === base;
}

function isInRange(address: Uint8Array | undefined, range: Uint8Array | undefined): boolean {
  if (!address || range?.length !== address.length * 2) return false;
  const size = address.length;
  return address.every((byte, index) => {
    const mask = range[size + index] ?? 0;
    return (byte & mask) === ((range[index] ?? 0) & mask);
  });
}
