import { rootCertificates } from 'node:tls';
import type { ClientName } from '../core/client-options/client-names.ts';
import { checkFiles, noInputs, type TlsInputs } from './check-files.ts';
import type { Connection } from './connection-string.ts';
import type { TlsSettings } from './dial.ts';
import { isAtlas, type Facts } from './facts.ts';
import { type Failure, found } from './failure.ts';
import type { ProbeRequest } from './request.ts';
import type { Resolver } from './resolve.ts';
import { systemCertificates } from './trust-store.ts';
import type { WirePlan } from './wire-plan.ts';

/** The store that a client trusts without a CA file, or, with mongosh and Compass, beside it. */
function storeOf(
  client: ClientName | undefined,
  hasCaFile: boolean,
): 'bundled' | 'system' | 'both' | undefined {
  if (client === 'mongosh' || client === 'compass') return 'both';
  if (hasCaFile) return undefined;
  return client === 'pymongo' || client === 'go' || client === 'csharp' || client === 'tools'
    ? 'system'
    : undefined;
}

/** How each host is dialled: the TLS settings of the options, with what the client trusts. */
export async function planOf(
  connection: Connection,
  inputs: TlsInputs,
  resolver: Resolver,
  { driver: client, details = false, live }: ProbeRequest,
): Promise<WirePlan> {
  const on = (name: Parameters<typeof connection.tlsOptions.get>[0]): boolean =>
    connection.tlsOptions.get(name) === 'true';
  const allowInvalidHostnames = on('tlsAllowInvalidHostnames') || on('tlsInsecure');
  const own = inputs.ca === undefined ? [] : [inputs.ca];
  const store = on('tlsUseSystemCA') ? 'both' : storeOf(client, inputs.ca !== undefined);
  const ca = [
    ...own,
    ...(store === 'both' ? rootCertificates : []),
    ...(store === undefined ? [] : await systemCertificates()),
  ];
  const settings: TlsSettings = {
    ...(ca.length > 0 ? { ca } : {}),
    ...(inputs.certificateKey === undefined
      ? {}
      : { cert: inputs.certificateKey, key: inputs.certificateKey }),
    ...(inputs.passphrase === undefined ? {} : { passphrase: inputs.passphrase }),
    ...(inputs.crl === undefined ? {} : { crl: inputs.crl }),
    ...(allowInvalidHostnames ? { checkServerIdentity: () => undefined } : {}),
  };
  const { connectTimeoutMS = 0, proxy } = connection;
  return {
    tls: connection.tls,
    inputs,
    settings,
    store,
    allowInvalidCertificates: on('tlsAllowInvalidCertificates') || on('tlsInsecure'),
    allowInvalidHostnames,
    loadBalanced: connection.loadBalanced,
    // 0 is no limit
    ...(connectTimeoutMS > 0 ? { connectTimeoutMS } : {}),
    ...(proxy ? { proxy } : {}),
    resolver,
    details,
    ...(live ? { live } : {}),
  };
}

/** What a login by certificate needs, before anything is dialled. */
export function x509Problem({ mechanism, tls }: Connection, inputs: TlsInputs): Failure | undefined {
  if (mechanism !== 'MONGODB-X509') return undefined;
  if (!tls)
    return found(
      'options',
      'conflicting-options',
      'authMechanism=MONGODB-X509 logs in with the certificate of the TLS connection, and this connection has no TLS.',
      { fixes: ['Add tls=true, tlsCAFile and tlsCertificateKeyFile.'], only: true },
    );
  if (inputs.clientCertificate) return undefined;
  return found(
    'options',
    'client-certificate-required',
    'authMechanism=MONGODB-X509 logs in with a certificate, and no tlsCertificateKeyFile is given.',
    { sides: ['client-certificate'] },
  );
}

/** The files of the options. Without TLS no driver reads them; they serve to judge what TLS would meet. */
export async function inputsOf(connection: Connection, folder: string) {
  const checked = await checkFiles(connection.tlsOptions, folder);
  if (connection.tls || !('failure' in checked)) return checked;
  return { inputs: noInputs, notes: [] };
}

/** What the connection string says, before anything is dialled. */
export function factsOf(connection: Connection, inputs: TlsInputs): Facts {
  return {
    tlsAsked: connection.tls,
    caFileGiven: inputs.ca !== undefined,
    clientCertificateGiven: inputs.clientCertificate !== undefined,
    srv: connection.srv,
    atlas: connection.hosts.some(({ host }) => isAtlas(host)),
    userGiven: connection.user !== undefined,
  };
}
