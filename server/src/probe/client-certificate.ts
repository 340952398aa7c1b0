import { chainOf } from '../core/pem/chain/chain.ts';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { allowsUsage, dateText, validityAt } from '../core/pem/model/judgements.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { isRoot, isSame, issuerOf, subjectOf } from './certificates.ts';
import type { TlsInputs } from './check-files.ts';
import type { DiagnosisCode } from './report.ts';

export interface Refusal {
  readonly code: DiagnosisCode;
  readonly specifics: readonly string[];
}

const none = 'The server asked for a client certificate and got none.';

function usesOf({ extendedKeyUsage }: Certificate): string {
  return extendedKeyUsage === undefined
    ? 'no extended key usage'
    : `the extended key usage ${extendedKeyUsage.map(({ name }) => name).join(', ')}`;
}

/** What a server sees of a client certificate, in one sentence: a refusal by alert does not say what it dislikes. */
export function describeOwn(leaf: Certificate): string {
  return `You sent the certificate ${subjectOf(leaf)}, issued by ${issuerOf(leaf)}, valid from ${dateText(leaf.notBefore)} to ${dateText(leaf.notAfter)}, with ${usesOf(leaf)}.`;
}

/** What is wrong with a client certificate in itself; undefined where only the server knows. */
export function ownFault(leaf: Certificate): Refusal | undefined {
  const subject = subjectOf(leaf);
  const validity = validityAt(leaf, Date.now());
  if (validity === 'expired')
    return {
      code: 'client-certificate-expired',
      specifics: [`Your certificate ${subject} expired on ${dateText(leaf.notAfter)}.`],
    };
  if (validity === 'not-yet-valid')
    return {
      code: 'client-certificate-expired',
      specifics: [`Your certificate ${subject} is valid from ${dateText(leaf.notBefore)} on.`],
    };
  if (!allowsUsage(leaf, 'clientAuth'))
    return {
      code: 'client-certificate-wrong-purpose',
      specifics: [
        `The extended key usage of your certificate ${subject} lacks clientAuth (1.3.6.1.5.5.7.3.2).`,
      ],
    };
  return undefined;
}

/**
 * Why a server may refuse this client certificate, as far as the certificate itself tells. mongod only closes the connection:
 * the reason stands in its log alone.
 */
export function refusalOf({
  clientCertificate: leaf,
  clientChain,
  caCertificates,
  caPath,
}: TlsInputs): Refusal {
  if (!leaf) return { code: 'client-certificate-required', specifics: [none] };
  const fault = ownFault(leaf);
  if (fault) return fault;
  const subject = subjectOf(leaf);
  const log = 'mongod\'s log says which ("SSL peer certificate validation failed").';
  const closed = `The server asked for a client certificate, got ${subject}, and closed the connection without a reason.`;
  if (caPath === undefined)
    return {
      code: 'unknown',
      specifics: [
        `${closed} The certificate is within its dates and fit for clients; without a tlsCAFile, nothing here tells whether the server trusts its issuer ${issuerOf(leaf)}. The server's CAFile may lack that authority, or its CRLFile may revoke the certificate; ${log}`,
      ],
    };
  const { path } = chainOf(leaf, clientChain, nodeCrypto, caCertificates);
  const top = path.at(-1) ?? leaf;
  if (!isRoot(top) || !caCertificates.some((ca) => isSame(ca, top)))
    return {
      code: 'client-certificate-unknown-ca',
      specifics: [
        `Your certificate ${subject} was issued by ${issuerOf(leaf)}, which is not an authority of tlsCAFile; the server most likely trusts only those.`,
      ],
    };
  return {
    code: 'unknown',
    specifics: [
      `${closed} The certificate is within its dates, fit for clients and issued by an authority of tlsCAFile. So the server's own CAFile lacks that authority, or its CRLFile revokes the certificate; ${log}`,
    ],
  };
}
