import { isCa } from '../model/certificate.ts';
import type { CertificateIn } from '../model/pem.ts';
import { hasReached, type ServerVersion } from '../../server/server-version.ts';
import { memberAttributes, unhandledExtensions, validityAt, weaknesses } from '../model/judgements.ts';
import { expiredText, notYetValidText, unhandledText, weakText } from './fault-texts.ts';
import { readableName, valuesOf } from '../der/name.ts';
import { isAddressOnly } from '../model/server-names.ts';
import { purposeProblem } from './purpose.ts';
import type { RoleFault } from './role-fault.ts';

/** What is wrong with the dates of a certificate; `effect` is what the server makes of it. */
export function validityFaults(
  { block, certificate }: CertificateIn,
  now: number,
  effect: RoleFault['effect'],
): RoleFault[] {
  const state = validityAt(certificate, now);
  if (state === 'valid') return [];
  const text = state === 'expired' ? expiredText(certificate) : notYetValidText(certificate);
  return [{ code: state, effect, message: `${text}.`, block }];
}

/** The critical extensions for which OpenSSL refuses a certificate in any chain. */
export function extensionFaults({ block, certificate }: CertificateIn): RoleFault[] {
  const unhandled = unhandledExtensions(certificate);
  if (unhandled.length === 0) return [];
  const message = `${unhandledText(certificate, unhandled)}.`;
  return [{ code: 'unhandled-extension', effect: 'fails', message, block }];
}

/** A CA whose key usage does not let it issue (RFC 5280, section 4.2.1.3). */
export function issuingFaults({ block, certificate }: CertificateIn): RoleFault[] {
  const { keyUsage, subject } = certificate;
  if (!isCa(certificate) || !keyUsage || keyUsage.includes('keyCertSign')) return [];
  const message = `The key usage of the CA "${readableName(subject)}" does not let it issue certificates (keyCertSign is missing), so every certificate below it is refused.`;
  return [{ code: 'no-certificate-signing', effect: 'fails', message, block }];
}

/** What a certificate lacks to prove who a server (`server`) or a member of a cluster (`member`) is. */
export function purposeFaults(
  { block, certificate }: CertificateIn,
  part: 'server' | 'member',
  serverVersion: ServerVersion,
): RoleFault[] {
  const faults: RoleFault[] = [];
  const name = readableName(certificate.subject);
  const noServer = part === 'server' ? purposeProblem(certificate, 'serverAuth') : undefined;
  if (noServer !== undefined) {
    faults.push({
      code: 'no-server-auth',
      effect: 'fails',
      message: `The certificate "${name}" may not be used for a server (${noServer}), so clients refuse it.`,
      block,
    });
  }
  const noClient = purposeProblem(certificate, 'clientAuth');
  if (noClient !== undefined) {
    faults.push({
      code: 'no-client-auth',
      effect: 'fails',
      message: `The certificate "${name}" may not be used by a client (${noClient}), so other members refuse it when this server connects to them${part === 'server' ? ' without a clusterFile' : ''}.`,
      block,
    });
  }
  if (part === 'server' && !certificate.subjectAltNames) {
    const [cn] = valuesOf(certificate.subject, 'CN');
    const warns = hasReached(serverVersion, '5.0') ? 'the server warns at start, and ' : '';
    const [has, refusing] = isAddressOnly(certificate)
      ? [
          ', only an IP address as common name',
          'every current client refuses it (Node.js, Python, Java, Go and others)',
        ]
      : [cn === undefined ? '' : ', only a common name', 'Go, Rust and other current clients refuse it'];
    faults.push({
      code: 'no-alternative-name',
      effect: 'hint',
      message: `The certificate "${name}" has no subject alternative name${has}; ${warns}${refusing}.`,
      block,
    });
  }
  if (memberAttributes(certificate.subject).length === 0) {
    faults.push({
      code: 'no-member-attributes',
      effect: 'hint',
      message: `The subject of the certificate, "${name}", has no O, OU or DC, so it cannot prove membership of a cluster by x.509.`,
      block,
    });
  }
  const weak = weaknesses(certificate);
  if (weak.length > 0) {
    faults.push({ code: 'weak', effect: 'hint', message: `${weakText(certificate, weak)}.`, block });
  }
  return faults;
}
