import type { Facts } from '../facts/facts.ts';
import { allowsX509, clusterAuth } from '../security/cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { parameterFlag } from '../config/parameters.ts';
import { parsePemBytes, type Pem, type PemBlock } from '../pem/model/pem.ts';
import { isFilledIn } from '../pem/armour/foreign-format.ts';
import { platformOf } from '../config/platform.ts';
import type { Setting } from '../config/setting.ts';
import { tlsIsOn, tlsMode } from '../security/tls-mode.ts';
import { identityFaults, revocationFaults, trustFaults } from '../pem/faults/role-faults.ts';
import type { Report, Severity } from '../findings/finding.ts';
import type { RoleContext, RoleFault, RoleFaultCode } from '../pem/faults/role-fault.ts';

/** The settings of `net.tls` that name a PEM file. */
export type FileRole = 'certificateKeyFile' | 'clusterFile' | 'CAFile' | 'clusterCAFile' | 'CRLFile';

export const identityRoles = ['certificateKeyFile', 'clusterFile'] as const satisfies readonly FileRole[];
export const trustRoles = ['CAFile', 'clusterCAFile'] as const satisfies readonly FileRole[];
export const fileRoles: readonly FileRole[] = [...identityRoles, ...trustRoles, 'CRLFile'];

/** The setting with the password of the private key in a file. */
export function passwordSetting(role: 'certificateKeyFile' | 'clusterFile'): string {
  return role === 'clusterFile' ? 'net.tls.clusterPassword' : 'net.tls.certificateKeyFilePassword';
}

/** A file that the server reads for TLS, with what is in it. */
export interface RoleFile {
  readonly role: FileRole;
  readonly setting: Setting;
  /** Where it was found on this machine. */
  readonly location: string;
  readonly pem: Pem;
}

/**
 * The file of a role, where the server reads it (TLS is on: src/mongo/util/net/ssl_manager.cpp) and this machine has it;
 * undefined otherwise.
 */
export function roleFile(config: Config, facts: Facts, role: FileRole): RoleFile | undefined {
  if (tlsIsOn(config) !== true) return undefined;
  const setting = config.get(`net.tls.${role}`);
  if (setting?.text === undefined) return undefined;
  const fact = facts.files.get(setting.text);
  if (fact?.state !== 'present') return undefined;
  // native TLS of Windows and macOS takes PKCS#12 too, of which we cannot look inside
  const pem = parsePemBytes(fact.bytes);
  const isTemplate =
    pem.blocks.length === 0 ? isFilledIn(pem.text) : pem.blocks.some((block) => block.filledIn);
  if (isTemplate) return undefined;
  if (platformOf(config, facts) !== 'linux' && pem.foreign) return undefined;
  return { role, setting, location: fact.location, pem };
}

/** What is wrong with a file in its role; the password is taken from the configuration. */
function faultsOf({ role, pem }: RoleFile, config: Config, facts: Facts): RoleFault[] {
  const context: RoleContext = {
    now: facts.now,
    serverVersion: facts.serverVersion,
    platform: platformOf(config, facts),
    ...(facts.crypto ? { crypto: facts.crypto } : {}),
  };
  switch (role) {
    case 'certificateKeyFile':
    case 'clusterFile': {
      const password = config.textOf(passwordSetting(role));
      const opened = password ? { passphrase: password, passphraseIsWritten: true } : {};
      return identityFaults(pem, role === 'clusterFile' ? 'member' : 'server', { ...context, ...opened });
    }
    case 'CAFile':
    case 'clusterCAFile':
      return trustFaults(pem, context);
    case 'CRLFile':
      return revocationFaults(pem, context);
  }
}

/** The faults of some kinds in the files of some roles, each with its file. */
export function* faultsIn(
  config: Config,
  facts: Facts,
  roles: readonly FileRole[],
  ...codes: readonly RoleFaultCode[]
): Iterable<{ readonly file: RoleFile; readonly fault: RoleFault }> {
  for (const role of roles) {
    const file = roleFile(config, facts, role);
    if (!file) continue;
    for (const fault of faultsOf(file, config, facts)) {
      if (codes.includes(fault.code)) yield { file, fault };
    }
  }
}

/** A report on the path of a file, with the block it is about as related information. */
export function fileReport(
  { setting, location }: RoleFile,
  message: string,
  options: { readonly block?: PemBlock | undefined; readonly severity?: Severity } = {},
): Report {
  const { block, severity } = options;
  return {
    span: setting.valueSpan,
    message,
    ...(severity ? { severity } : {}),
    ...(block ? { related: [{ span: block.begin, message: `The block ${block.label}`, location }] } : {}),
  };
}

/** Reports of {@link faultsIn} with the faults' own messages. */
export function* faultReports(
  config: Config,
  facts: Facts,
  roles: readonly FileRole[],
  ...codes: readonly RoleFaultCode[]
): Iterable<Report> {
  for (const { file, fault } of faultsIn(config, facts, roles, ...codes)) {
    yield fileReport(file, fault.message, { block: fault.block });
  }
}

/** Whether the server takes part in a replica set or a sharded cluster, so that it connects to other members. */
export function isClusterMember(config: Config): boolean {
  const names = ['replication.replSetName', 'replication.replSet', 'sharding.clusterRole'];
  return config.program === 'mongos' || names.some((name) => config.get(name) !== undefined);
}

/**
 * The role whose file the server shows to other members when it connects to them: clusterFile, else certificateKeyFile.
 * undefined where it shows none: alone, without TLS to the outside, or told to withhold it (tlsWithholdClientCertificate).
 */
export function roleShownToMembers(config: Config): 'certificateKeyFile' | 'clusterFile' | undefined {
  const { mode } = tlsMode(config);
  if (!isClusterMember(config) || (mode !== 'preferTLS' && mode !== 'requireTLS')) return undefined;
  if (parameterFlag(config, 'tlsWithholdClientCertificate') === true) return undefined;
  return config.get('net.tls.clusterFile') ? 'clusterFile' : 'certificateKeyFile';
}

/** Whether members know each other by O, OU and DC of their certificates: x.509 is allowed and nothing else replaces the rule. */
export function usesMemberAttributes(config: Config): boolean {
  const { mode } = clusterAuth(config);
  if (!isClusterMember(config) || !allowsX509(mode)) return false;
  return ['net.tls.clusterAuthX509.attributes', 'net.tls.clusterAuthX509.extensionValue'].every(
    (name) => config.get(name) === undefined,
  );
}
