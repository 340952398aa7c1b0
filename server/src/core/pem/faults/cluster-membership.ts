import type { Certificate } from '../model/certificate.ts';
import { decoded } from '../der/decoded.ts';
import { readDer, textOf } from '../der/der.ts';

const membership = '1.3.6.1.4.1.34601.2.1.2';

/**
 * The cluster a certificate says it is a member of, in MongoDB's own extension, which holds a string
 * (src/mongo/util/net/ssl_manager.cpp; `net.tls.clusterAuthX509.extensionValue`, 7.0). undefined without one.
 */
export function clusterMembership({ rawExtensions }: Pick<Certificate, 'rawExtensions'>): string | undefined {
  const extension = rawExtensions.find(({ oid }) => oid === membership);
  if (!extension) return undefined;
  const text = decoded(() => textOf(readDer(extension.value)) ?? '');
  return text.ok ? text.value : '';
}
