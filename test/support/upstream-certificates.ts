import { authority, certificate, keyPem, revocationList } from './certs.ts';

/** What is known of a certificate file of MongoDB's own tests. */
export interface UpstreamCertificate {
  readonly certificates: number;
  readonly privateKeys: readonly string[];
  readonly subject?: string;
  readonly issuer?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly san?: string;
  readonly eku?: string;
}

/** When upstream made its set. */
export const upstreamNow = Date.UTC(2024, 9, 15);

/** The password of its encrypted keys. */
export const upstreamPassword = 'qwerty';

/** The CA that signs all of them here. */
export const upstreamRoot = authority({
  subject: 'O=MongoDB, OU=Kernel, CN=Kernel Test CA',
  from: '2023-01-01T00:00:00Z',
  to: '5192-01-01T00:00:00Z',
});

const titleOid = '2.5.4.12';

/** A file like one of MongoDB's own tests, made anew from what is known of it. */
export function upstreamFile(meta: UpstreamCertificate): string {
  if (meta.certificates === 0) return revocationList(upstreamRoot);
  const own = made(meta);
  const keys = meta.privateKeys.map((label) =>
    label === 'ENCRYPTED PRIVATE KEY'
      ? keyPem(own.key, 'pkcs8', upstreamPassword)
      : keyPem(own.key, label.startsWith('EC') ? 'sec1' : 'pkcs8'),
  );
  return [own.pem, ...(meta.certificates > 1 ? [upstreamRoot.pem] : []), ...keys].join('');
}

function made(meta: UpstreamCertificate) {
  const names = listOf(meta.san?.replace(/^critical /, '')).map((name) =>
    name.replace('IP Address:', 'ip:').replace('DNS:', 'dns:'),
  );
  const usages = listOf(meta.eku).map((usage) => (usage.includes('Server') ? 'serverAuth' : 'clientAuth'));
  const subject = [...(meta.subject ?? '').matchAll(/(?:^|,)(CN|OU|O|L|ST|C|title)=([\w .-]+)/g)]
    .reverse()
    .map(([, type = '', value = '']) => `${type === 'title' ? titleOid : type}=${value}`)
    .join(', ');
  return certificate({
    subject,
    ...(meta.issuer === meta.subject ? {} : { issuer: upstreamRoot }),
    from: new Date(meta.notBefore ?? '2024-06-01').toISOString(),
    to: new Date(meta.notAfter ?? '2026-06-01').toISOString(),
    ...(names.length > 0 ? { names } : {}),
    ...(usages.length > 0 ? { extendedKeyUsage: usages } : {}),
  });
}

const listOf = (text = '') => text.split(', ').filter(Boolean);
