import type { Certificate } from './certificate.ts';
import { sameBytes } from '../der/der.ts';
import { parseIp } from '../der/general-name.ts';
import { valuesOf } from '../der/name.ts';

/** A host as written in a list of members, without port, brackets and the root's dot: `db1:27017` is `db1`. */
export function bareHost(host: string): string {
  const inBrackets = /^\[([^\]]*)\]/.exec(host)?.[1];
  if (inBrackets !== undefined) return inBrackets;
  const colons = host.split(':').length - 1;
  return (colons === 1 ? host.replace(/:.*/s, '') : host).replace(/\.$/, '');
}

/**
 * Whether TLS clients take a certificate for a host (src/mongo/util/net/ssl_manager.cpp; RFC 6125): a DNS entry, `*` standing
 * for the first label, or for an address an entry of type IP. The common name counts only without any alternative name.
 */
export function coversHost(certificate: Certificate, host: string): boolean {
  const names = certificate.subjectAltNames;
  const address = parseIp(host);
  if (!names) return valuesOf(certificate.subject, 'CN').some((name) => matches(name, host));
  if (address)
    return names.some((name) => name.type === 'ip' && name.address && sameBytes(name.address, address));
  return names.some((name) => name.type === 'dns' && matches(name.value, host));
}

function matches(pattern: string, host: string): boolean {
  const wanted = host.toLowerCase();
  const given = pattern.toLowerCase().replace(/\.$/, '');
  if (!given.startsWith('*.')) return given === wanted;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === given.slice(1);
}

/** Whether a host is this machine only, or an address that stands for all: nobody else connects to it. */
export function isOwnAddress(host: string): boolean {
  return host === 'localhost' || /^(127\.|0\.0\.0\.0$|fe80:)/i.test(host) || /^[0:]*:0*[01]?$/.test(host);
}

/** The hosts a certificate is for, as people read them: the alternative names, else the common name. */
export function hostsOf(certificate: Certificate): string[] {
  const names = certificate.subjectAltNames;
  if (!names) return valuesOf(certificate.subject, 'CN');
  return names.filter(({ type }) => type === 'dns' || type === 'ip').map(({ value }) => value);
}
