import { isCa } from '../model/certificate.ts';
import type { CertificateIn, Pem, PrivateKeyIn } from '../model/pem.ts';
import type { Platform } from '../../server/server-kind.ts';
import { hasReached, newestVersion, type ServerVersion } from '../../server/server-version.ts';
import { extensionFaults, issuingFaults, purposeFaults, validityFaults } from './certificate-faults.ts';
import { endedListText, otherKeyText } from './fault-texts.ts';
import { isSelfSigned } from '../chain/chain.ts';
import { count } from '../model/judgements.ts';
import { certificateOfKey, publicHalf } from '../chain/key-match.ts';
import { readableName } from '../der/name.ts';
import { unreadableBlock, unreadableFirst, type Unreadable } from './unreadable.ts';
import type { RoleContext, RoleFault } from './role-fault.ts';

/** What mongod would use of a file given as certificateKeyFile or clusterFile: the first certificate and the first key. */
export function identityIn(pem: Pem): { own?: CertificateIn; key?: PrivateKeyIn } {
  const [own] = pem.certificates;
  const [key] = pem.keys;
  return { ...(own ? { own } : {}), ...(key ? { key } : {}) };
}

/**
 * What is wrong with a file as certificateKeyFile (`server`: it proves who the server is) or clusterFile (`member`: it is
 * shown to other members), by src/mongo/util/net/ssl_manager_openssl.cpp and OpenSSL's PEM reader.
 */
export function identityFaults(pem: Pem, part: 'server' | 'member', context: RoleContext): RoleFault[] {
  const unreadable = unreadableBlock(pem, 'certificate');
  if (unreadable) return refusal(unreadable);
  const { own, key } = identityIn(pem);
  const faults = refusal(own && unreadableFirst(own));
  if (!own) {
    faults.push({
      code: 'no-certificate',
      effect: 'refused',
      message: `The file holds no certificate${contentText(pem)}; the server needs one together with its private key.`,
    });
  }
  if (!key && (own || pem.blocks.length > 0)) {
    const broken = pem.blocks.find(({ content }) => content.type === 'private-key');
    const has = broken ? 'a private key that cannot be read' : 'no private key';
    faults.push({
      code: 'no-key',
      effect: 'refused',
      message: own
        ? `The file holds ${count(pem.certificates.length, 'certificate')} but ${has}; the server needs both in one file.`
        : `The file holds ${has}; the server needs it in one file with its certificate.`,
      ...(broken ? { block: broken } : {}),
    });
  }
  if (key) faults.push(...keyFaults(pem, key, context));
  if (own) {
    const { platform = 'linux', serverVersion = newestVersion } = context;
    const isChecked = part === 'server' || checksClusterFileDates({ platform, serverVersion });
    faults.push(...validityFaults(own, context.now, isChecked ? 'refused' : 'fails'));
    faults.push(...purposeFaults(own, part, serverVersion), ...extensionFaults(own));
  }
  return faults;
}

/** What is wrong with a file as CAFile or clusterCAFile. */
export function trustFaults(pem: Pem, context: RoleContext): RoleFault[] {
  const unreadable = unreadableBlock(pem, 'certificate', 'crl');
  if (unreadable) return refusal(unreadable);
  if (pem.certificates.length === 0) {
    return [
      {
        code: 'no-certificate',
        effect: 'refused',
        message: `The file holds no certificate${contentText(pem)}; the server needs those of the CAs it shall trust.`,
      },
    ];
  }
  const faults = pem.certificates.flatMap((entry): RoleFault[] => {
    const { block, certificate } = entry;
    const name = readableName(certificate.subject);
    const general = [
      ...validityFaults(entry, context.now, 'fails'),
      ...extensionFaults(entry),
      ...issuingFaults(entry),
    ];
    // a self-signed certificate is the anchor of itself, whatever its CA flag says
    if (isCa(certificate) || isSelfSigned(certificate, context.crypto)) return general;
    return [
      {
        code: 'not-a-ca',
        effect: 'hint',
        message: `The certificate "${name}" is no CA certificate, so it makes nothing trusted.`,
        block,
      },
    ];
  });
  if (!pem.certificates.some(({ certificate }) => isSelfSigned(certificate, context.crypto))) {
    const top = pem.certificates.find(({ certificate }) => isCa(certificate)) ?? pem.certificates[0];
    const missing = top ? readableName(top.certificate.issuer) : '';
    faults.push({
      code: 'no-anchor',
      effect: 'fails',
      message: `The file holds no self-signed root certificate: the chain ends at "${missing}", which is missing, and OpenSSL accepts nothing below a root as the end of a chain.`,
      ...(top ? { block: top.block } : {}),
    });
  }
  const [key] = pem.keys;
  if (key) {
    faults.push({
      code: 'holds-key',
      effect: 'hint',
      message:
        'The file holds a private key, which does not belong among trusted certificates: whoever has the key of a CA can issue certificates that everyone here trusts.',
      block: key.block,
    });
  }
  return faults;
}

/** What is wrong with a file as CRLFile. */
export function revocationFaults(pem: Pem, context: RoleContext): RoleFault[] {
  const unreadable = unreadableBlock(pem, 'crl');
  if (unreadable) return refusal(unreadable);
  if (pem.crls.length === 0) {
    return [
      {
        code: 'no-crl',
        effect: 'refused',
        message: `The file holds no certificate revocation list${contentText(pem)}.`,
      },
    ];
  }
  return pem.crls.flatMap(({ block, crl }): RoleFault[] => {
    if (crl.nextUpdate === undefined || crl.nextUpdate >= context.now) return [];
    return [
      {
        code: 'expired',
        effect: 'fails',
        message: `${endedListText(crl, crl.nextUpdate)}.`,
        block,
      },
    ];
  });
}

function refusal(found: Unreadable | undefined): RoleFault[] {
  return found ? [{ code: 'unreadable', effect: 'refused', ...found }] : [];
}

/** What the file holds instead, as the end of a phrase. */
function contentText(pem: Pem): string {
  if (pem.foreign) return pem.foreign.name === 'empty' ? ' (it is empty)' : ` (it is ${pem.foreign.name})`;
  const [stray] = pem.strays;
  if (stray)
    return ' that OpenSSL can see (a BEGIN or END line is misspelled, indented or does not stand alone)';
  const foreign = pem.blocks.find(({ content }) => content.type === 'foreign');
  if (foreign?.content.type === 'foreign') return ` (it is ${foreign.content.format.name})`;
  const labels = [...new Set(pem.blocks.map(({ label }) => label))];
  return labels.length === 0 ? '' : ` (only ${labels.join(', ')})`;
}

function keyFaults(pem: Pem, key: PrivateKeyIn, context: RoleContext): RoleFault[] {
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  const half = publicHalf(pem, key, context);
  if (half.state === 'wrong-passphrase') {
    return [
      {
        code: 'wrong-password',
        effect: 'refused',
        message: 'The private key is encrypted, and the password given for it does not open it.',
        block: key.block,
      },
    ];
  }
  if (half.state === 'locked') {
    return [
      {
        code: 'encrypted-key',
        effect: 'hint',
        message: `The private key is encrypted (${key.key.encryption ?? 'unknown cipher'}), so the server needs its password.`,
        block: key.block,
      },
    ];
  }
  const found = certificateOfKey(half, certificates);
  if (found === undefined || found === 0 || certificates.length === 0) return [];
  return [
    {
      code: 'key-mismatch',
      effect: 'refused',
      message: `${otherKeyText(found, certificates[found])}.`,
      block: key.block,
    },
  ];
}

/**
 * Whether the server looks at the dates of clusterFile when it starts: with OpenSSL since 5.0. Older releases, and those on
 * Windows and macOS, start with an expired one, which other members then refuse (ssl_manager_openssl.cpp).
 */
function checksClusterFileDates({
  platform,
  serverVersion,
}: {
  platform: Platform;
  serverVersion: ServerVersion;
}): boolean {
  return platform === 'linux' && hasReached(serverVersion, '5.0');
}
