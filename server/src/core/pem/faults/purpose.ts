import { isCa, type Certificate } from '../model/certificate.ts';
import { allowsUsage } from '../model/judgements.ts';

/** What the key usage must have one of, where there is any. */
const keyUsages = {
  serverAuth: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  clientAuth: ['digitalSignature', 'keyAgreement'],
};

/**
 * Why OpenSSL refuses a certificate as that of a server or a client of TLS, as a phrase; undefined where it takes it
 * (crypto/x509/v3_purp.c, check_purpose_ssl_server and check_purpose_ssl_client).
 */
export function purposeProblem(
  certificate: Certificate,
  usage: 'serverAuth' | 'clientAuth',
): string | undefined {
  const { extendedKeyUsage = [], keyUsage } = certificate;
  if (!allowsUsage(certificate, usage)) {
    const names = extendedKeyUsage.map(({ name }) => name).join(', ') || 'nothing';
    return `its extended key usage has ${names}, not ${usage}`;
  }
  if (!keyUsage || keyUsage.some((name) => keyUsages[usage].includes(name))) return undefined;
  return `its key usage has ${keyUsage.join(', ') || 'nothing'}, not digitalSignature`;
}

/** Whether a certificate is for clients and not for servers; one for both may well be a member's. */
export function isForClientsOnly(certificate: Certificate): boolean {
  return (
    !isCa(certificate) && allowsUsage(certificate, 'clientAuth') && !allowsUsage(certificate, 'serverAuth')
  );
}
