import type { DistinguishedName } from './name.ts';

const memberTypes = ['O', 'OU', 'DC'];

/** Whether an O, OU or DC stands in one part of the name with another attribute, which 8.0 never matches. */
export function sharesRdn(name: DistinguishedName): boolean {
  return name.rdns.some(
    (rdn) =>
      rdn.some(({ type }) => memberTypes.includes(type)) &&
      rdn.some(({ type }) => !memberTypes.includes(type)),
  );
}
