import { domainToASCII, domainToUnicode } from 'node:url';

// Stands for the package tr46 in dist/, for whatwg-url, which the driver brings: Node has the same tables (UTS 46).

/** What ends a host in a URL or is not allowed in one: whatwg-url refuses it itself, and Node would cut the host there. */
const notOfHosts = /[\0\s#/:<>?@[\\\]^|%]/;

/** The ASCII form of a domain; null where it has none. */
export function toASCII(domain: string): string | null {
  if (domain === '' || notOfHosts.test(domain)) return domain;
  const ascii = domainToASCII(domain);
  return ascii === '' ? null : ascii;
}

/** The Unicode form of a domain. */
export function toUnicode(domain: string): { domain: string; error: boolean } {
  const unicode = domainToUnicode(domain);
  return { domain: unicode, error: unicode === '' && domain !== '' };
}
