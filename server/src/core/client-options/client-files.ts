import { purposeProblem } from '../pem/faults/purpose.ts';
import type { RoleContext, RoleFault, RoleFaultCode } from '../pem/faults/role-fault.ts';
import { identityFaults, revocationFaults, trustFaults } from '../pem/faults/role-faults.ts';
import { readableName } from '../pem/der/name.ts';
import type { Pem } from '../pem/model/pem.ts';
import type { Severity } from '../findings/finding.ts';
import type { GivenOption } from './connection-string.ts';
import { formerOptionNamed } from './former-options.ts';
import { uriOptionNamed } from './uri-options.ts';

/** An option that names a file, with the option that drivers call it by today. */
export interface NamedClientFile {
  readonly option: GivenOption;
  /** As written, decoded. */
  readonly path: string;
  readonly now: string;
}

/** The files that options name, where the path is known. */
export function clientFiles(options: readonly GivenOption[]): NamedClientFile[] {
  return options.flatMap((option): NamedClientFile[] => {
    const { name, value: path } = option;
    const former = formerOptionNamed(name);
    // a certificate without its key, or a key without its certificate
    const now = former?.merged ? undefined : (former?.now ?? uriOptionNamed(name)?.name);
    if (now === undefined || path === undefined || path === '') return [];
    return uriOptionNamed(now)?.type === 'path' ? [{ option, path, now }] : [];
  });
}

export interface ClientFileFault {
  readonly severity: Severity;
  readonly message: string;
  readonly fault?: RoleFault;
}

/** What is wrong with a file for a client, by the option that names it. */
export function clientFileFaults(now: string, pem: Pem, context: RoleContext): ClientFileFault[] {
  switch (now) {
    case 'tlsCAFile':
      return bundleFaults(pem, context);
    case 'tlsCertificateKeyFile':
      return identity(pem, context);
    case 'tlsCRLFile':
      return revocationFaults(pem, context).map((fault) => told('error', fault));
    default:
      return [];
  }
}

function told(severity: Severity, fault: RoleFault, message = fault.message): ClientFileFault {
  return { severity, message, fault };
}

function bundleFaults(pem: Pem, context: RoleContext): ClientFileFault[] {
  const faults = trustFaults(pem, context);
  const expired = faults.filter(({ code }) => code === 'expired' || code === 'not-yet-valid');
  const allExpired = expired.length === pem.certificates.length;
  return faults.flatMap((fault): ClientFileFault[] => {
    switch (fault.code) {
      case 'unreadable':
        return [told('error', fault)];
      case 'no-certificate':
        return [
          told(
            'error',
            fault,
            'The file holds no certificate: tlsCAFile names the CAs that the client trusts, in PEM.',
          ),
        ];
      case 'expired':
      case 'not-yet-valid':
        return [
          told(
            allExpired ? 'error' : 'warning',
            fault,
            `${fault.message} The client refuses servers whose chain ends there.`,
          ),
        ];
      case 'no-anchor':
        return [told('warning', fault)];
      case 'holds-key':
      case 'not-a-ca':
        return [told('info', fault)];
      // none of a bundle that a client trusts
      case 'no-key':
      case 'key-mismatch':
      case 'encrypted-key':
      case 'wrong-password':
      case 'no-server-auth':
      case 'no-client-auth':
      case 'no-alternative-name':
      case 'no-member-attributes':
      case 'weak':
      case 'unhandled-extension':
      case 'no-certificate-signing':
      case 'no-crl':
        return [];
    }
  });
}

const identityCodes: Readonly<Partial<Record<RoleFaultCode, string | true>>> = {
  unreadable: true,
  'no-certificate':
    'The file holds no certificate: tlsCertificateKeyFile names a file with the certificate of the client and its private key, in PEM.',
  'no-key':
    'The file holds no private key: tlsCertificateKeyFile names a file with the certificate of the client and its private key, in PEM.',
  'key-mismatch': true,
  'wrong-password': true,
  expired: true,
  'not-yet-valid': true,
};

function identity(pem: Pem, context: RoleContext): ClientFileFault[] {
  const faults = identityFaults(pem, 'member', context).flatMap((fault): ClientFileFault[] => {
    if (fault.code === 'encrypted-key')
      return [
        told(
          'info',
          fault,
          'The private key is encrypted, and tlsCertificateKeyFilePassword is not given beside it: the program must give the password in another way.',
        ),
      ];
    const message = identityCodes[fault.code];
    if (message === undefined) return [];
    return [told('error', fault, message === true ? fault.message : message)];
  });
  const [own] = pem.certificates;
  const problem = own && purposeProblem(own.certificate, 'clientAuth');
  if (own && problem !== undefined)
    faults.push({
      severity: 'error',
      message: `The certificate "${readableName(own.certificate.subject)}" may not be used for a client (${problem}), so servers refuse it.`,
    });
  return faults;
}
