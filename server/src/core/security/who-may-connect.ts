import { accessControl } from './cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { isComplete } from '../config/presence.ts';
import { tlsMode, type TlsMode } from './tls-mode.ts';
import { chainOfTrustRequired, usesSystemCa } from './trust.ts';
import { hasReached, type ServerVersion } from '../server/server-version.ts';
import type { Platform } from '../server/server-kind.ts';

/** Who knocks at the server's port. A valid certificate is in date, not revoked and issued by the authority that counts. */
export type Caller = 'plain' | 'no-certificate' | 'valid-certificate' | 'invalid-certificate';

/** `warned`: let in with a warning in the server's log. `unknown`: a template, an expansion or a wrong value decides it. */
export type Admission = 'yes' | 'warned' | 'no' | 'unknown';

interface AccessRow {
  readonly caller: Caller;
  readonly admission: Admission;
  /** One sentence. */
  readonly why: string;
}

/** `ignored`: the server does not look at certificates of clients. `none`: no TLS is spoken. */
type ClientCertificate = 'required' | 'optional' | 'ignored' | 'none' | 'unknown';

/** Who may open a connection to the server of a configuration. What a connection may do is another matter. */
export interface Access {
  readonly mode: TlsMode | undefined;
  /** Why this server version does not start at all with these settings; the rows then say nothing. */
  readonly refusal?: string;
  readonly clientCertificate: ClientCertificate;
  readonly rows: readonly AccessRow[];
  /** Whether users must log in after connecting; undefined where that cannot be known. */
  readonly mustLogIn: boolean | undefined;
}

/** What of a configuration decides about TLS connections; undefined where it cannot be known. */
interface Inputs {
  readonly mode: TlsMode | undefined;
  /** Whether certificates of clients are checked against an authority. */
  readonly verifies: boolean | undefined;
  /** The authority, for a sentence. */
  readonly authority: string;
  readonly withoutCertificate: boolean | undefined;
  readonly invalidCertificate: boolean | undefined;
}

/**
 * The truth table of `mode`, `CAFile`, `allowConnectionsWithoutCertificates` and `allowInvalidCertificates` as a file has them
 * (ssl_manager_openssl.cpp, parseAndValidatePeerCertificate; server-behaviour.md T8 to T10, T30, W3, W10, W11).
 */
export function accessOf(
  config: Config,
  target: { readonly serverVersion: ServerVersion; readonly platform: Platform },
): Access {
  const { mode } = tlsMode(config);
  const known = mode === 'disabled' && !isComplete(config) && !config.get('net.tls.mode') ? undefined : mode;
  const trust = trustOf(config, target.serverVersion, target.platform);
  const inputs: Inputs = {
    mode: known,
    ...trust,
    withoutCertificate: flag(config, 'net.tls.allowConnectionsWithoutCertificates'),
    invalidCertificate: flag(config, 'net.tls.allowInvalidCertificates'),
  };
  return {
    mode: known,
    ...(trust.refusal !== undefined && known !== 'disabled' && known !== undefined
      ? { refusal: trust.refusal }
      : {}),
    clientCertificate: clientCertificate(inputs),
    rows: [plain(inputs), withoutCertificate(inputs), validCertificate(inputs), invalidCertificate(inputs)],
    mustLogIn: accessControl(config),
  };
}

function trustOf(
  config: Config,
  version: ServerVersion,
  platform: Platform,
): Pick<Inputs, 'verifies' | 'authority'> & { refusal?: string } {
  const caFile = given(config, 'net.tls.CAFile');
  const clusterCaFile = given(config, 'net.tls.clusterCAFile');
  const authority = clusterCaFile ? 'clusterCAFile' : 'CAFile';
  if (!hasReached(version, chainOfTrustRequired)) {
    if (caFile === true || clusterCaFile === true) return { verifies: true, authority };
    // what Windows and macOS then do was not established
    const isOpen = caFile === undefined || clusterCaFile === undefined || platform !== 'linux';
    return { verifies: isOpen ? undefined : false, authority };
  }
  const system = usesSystemCa(config);
  const refusal = refusalOf(caFile, clusterCaFile, system);
  if (refusal !== undefined) return { verifies: undefined, authority, refusal };
  if (caFile === true) return { verifies: true, authority };
  return { verifies: system === true ? true : undefined, authority: 'the certificate store of the system' };
}

function refusalOf(
  caFile: boolean | undefined,
  clusterCaFile: boolean | undefined,
  system: boolean | undefined,
): string | undefined {
  if (caFile === false && clusterCaFile === true) return 'clusterCAFile needs CAFile beside it.';
  if (caFile === false && system === false) {
    return 'TLS is on without CAFile or setParameter.tlsUseSystemCA, so there is no chain of trust.';
  }
  return caFile === true && system === true
    ? 'CAFile and setParameter.tlsUseSystemCA exclude each other.'
    : undefined;
}

function clientCertificate(inputs: Inputs): ClientCertificate {
  const { mode, verifies, withoutCertificate: mayLack } = inputs;
  if (mode === 'disabled') return 'none';
  if (mode === undefined || verifies === undefined) return 'unknown';
  if (!verifies) return 'ignored';
  return mayLack === undefined ? 'unknown' : mayLack ? 'optional' : 'required';
}

function plain({ mode }: Inputs): AccessRow {
  const caller = 'plain';
  if (mode === undefined) return { caller, admission: 'unknown', why: openMode };
  if (mode === 'requireTLS') return { caller, admission: 'no', why: 'mode is requireTLS.' };
  const why = mode === 'disabled' ? 'TLS is off.' : `mode ${mode} takes connections with and without TLS.`;
  return { caller, admission: 'yes', why };
}

function withoutCertificate(inputs: Inputs): AccessRow {
  return overTls('no-certificate', inputs, (authority) => {
    switch (inputs.withoutCertificate) {
      case true:
        return ['warned', 'allowConnectionsWithoutCertificates is true.'];
      case false:
        return [
          'no',
          `A certificate of ${authority} is required: allowConnectionsWithoutCertificates is not true.`,
        ];
      case undefined:
        return ['unknown', 'It is not known here what allowConnectionsWithoutCertificates will be.'];
    }
  });
}

function validCertificate(inputs: Inputs): AccessRow {
  return overTls('valid-certificate', inputs, (authority) => ['yes', `It is checked against ${authority}.`]);
}

function invalidCertificate(inputs: Inputs): AccessRow {
  return overTls('invalid-certificate', inputs, (authority) => {
    switch (inputs.invalidCertificate) {
      case true:
        return [
          'warned',
          'allowInvalidCertificates is true; such a certificate cannot be used to log in by X.509.',
        ];
      case false:
        return ['no', `It fails the check against ${authority}.`];
      case undefined:
        return ['unknown', 'It is not known here what allowInvalidCertificates will be.'];
    }
  });
}

const openMode = 'The TLS mode is not known here.';

function overTls(
  caller: Caller,
  { mode, verifies, authority }: Inputs,
  checked: (authority: string) => [Admission, string],
): AccessRow {
  if (mode === 'disabled') return { caller, admission: 'no', why: 'TLS is off.' };
  if (mode === undefined) return { caller, admission: 'unknown', why: openMode };
  if (verifies === undefined && caller !== 'valid-certificate') {
    return {
      caller,
      admission: 'unknown',
      why: 'It is not known here what certificates are checked against.',
    };
  }
  if (verifies === false) {
    return {
      caller,
      admission: 'yes',
      why: 'Without CAFile this version does not look at certificates of clients.',
    };
  }
  const [admission, why] = checked(authority);
  return { caller, admission, why };
}

/** Whether a setting has a value; what a template fills in is taken as one. */
function given(config: Config, canonical: string): boolean | undefined {
  const setting = config.get(canonical);
  if (!setting) return isComplete(config) ? false : undefined;
  return setting.text !== '';
}

function flag(config: Config, canonical: string): boolean | undefined {
  if (!config.get(canonical)) return isComplete(config) ? false : undefined;
  return config.flag(canonical);
}
