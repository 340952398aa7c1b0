import type { FileFact, Facts } from '../facts/facts.ts';
import { isFatal, keyFileFaults, keysOf } from '../keyfile/key-file-faults.ts';
import { clusterAuth } from '../security/cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { parameter, parameterBoolean } from '../config/parameters.ts';
import { parsePemBytes, type Pem } from '../pem/model/pem.ts';
import type { Key } from '../keyfile/key-text.ts';
import { parseIp } from '../pem/der/general-name.ts';
import { isFilledIn } from '../pem/armour/foreign-format.ts';
import { bareHost, isOwnAddress } from '../pem/model/host-names.ts';
import { platformOf } from '../config/platform.ts';
import { isAbsent } from '../config/presence.ts';
import { disabledProtocols, knowsTls13, tlsProtocols, type TlsProtocol } from '../security/protocols.ts';
import { weakValidation } from '../security/client-validation.ts';
import { readFlag } from '../config/setting.ts';
import { tlsMode } from '../security/tls-mode.ts';
import { usesSystemCa } from '../security/trust.ts';
import { parseKeyFileBytes } from '../keyfile/key-file.ts';
import { readRelaxedJson } from '../yaml/relaxed-json.ts';
import { hasReached } from '../server/server-version.ts';
import type { Known, MemberRule, MemberRules, MemberState } from './member-state.ts';

/** Files that were read before, by their text: members share most of them, and what is one object is judged once. */
export interface FilePool {
  readonly pems: Map<string, Pem>;
  /** The last state read from a configuration and its facts. */
  readonly states: WeakMap<Facts, MemberState>;
}

/** A pool without any file yet. */
export function newPool(): FilePool {
  return { pems: new Map(), states: new WeakMap() };
}

const unknownValue = 'a template, an expansion or a wrong value decides it';

/**
 * The state of a member after its next start with a configuration, whose facts are its own. `name` is how messages call it, `hosts` is where the others
 * reach it.
 */
export function stateOf(
  config: Config,
  facts: Facts,
  { name, hosts, pool = newPool() }: { name: string; hosts: readonly string[]; pool?: FilePool },
): MemberState {
  const known = pool.states.get(facts);
  const isSame = known?.name === name && known.hosts.join() === hosts.join();
  const state = isSame ? known : readState(config, facts, { name, hosts, pool });
  pool.states.set(facts, state);
  return state;
}

function readState(
  config: Config,
  facts: Facts,
  { name, hosts, pool }: { name: string; hosts: readonly string[]; pool: FilePool },
): MemberState {
  const { serverVersion: version } = facts;
  const platform = platformOf(config, facts);
  const pem = (role: string) => pemOf(config, facts, `net.tls.${role}`, pool);
  const protocols = config.get('net.tls.disabledProtocols');
  const program = config.program === 'mongos' ? 'mongos' : 'mongod';
  return {
    name,
    program,
    version,
    platform,
    tlsMode: tlsMode(config).mode,
    protocols: protocolsOf(config, facts),
    protocolsAreDefault: protocols === undefined,
    certificateKeyFile: fromStore(config, 'net.tls.certificateSelector') ?? pem('certificateKeyFile'),
    clusterFile: fromStore(config, 'net.tls.clusterCertificateSelector') ?? pem('clusterFile'),
    caFile: pem('CAFile'),
    clusterCaFile: pem('clusterCAFile'),
    crlFile: pem('CRLFile'),
    usesSystemCa: usesSystemCa(config),
    withholdsCertificate: parameterSwitch(config, 'tlsWithholdClientCertificate'),
    allowsInvalidCertificates: flag(config, 'net.tls.allowInvalidCertificates'),
    allowsInvalidHostnames: flag(config, 'net.tls.allowInvalidHostnames'),
    allowsConnectionsWithoutCertificates: weakFlag(config, facts),
    clusterAuthMode: clusterAuth(config).mode,
    transitionToAuth: flag(config, 'security.transitionToAuth'),
    authorization: authorizationOf(config),
    keys: keysIn(config, facts),
    memberRules: memberRulesOf(config, facts),
    allowlist: program === 'mongos' ? { state: 'absent' } : allowlistOf(config),
    hosts,
    addresses: addressesOf(config, hosts),
  };
}

function protocolsOf(config: Config, facts: Facts): ReadonlySet<TlsProtocol> | undefined {
  const { serverVersion } = facts;
  const platform = platformOf(config, facts);
  const setting = config.get('net.tls.disabledProtocols');
  if (setting ? setting.text === undefined : !isAbsent(config, 'net.tls.disabledProtocols')) return undefined;
  const disabled = disabledProtocols(setting?.text, serverVersion);
  if (!disabled) return undefined;
  // Secure Transport and SChannel before 8.3.7 offer no TLS 1.3; before 4.0.4 a server is not told about it
  const hasTls13 =
    platform === 'linux'
      ? knowsTls13(serverVersion)
      : platform === 'windows' && hasReached(serverVersion, '8.3.7');
  return new Set(
    tlsProtocols.filter((protocol) => !disabled.has(protocol) && (protocol !== 'TLS1_3' || hasTls13)),
  );
}

function fromStore(config: Config, canonical: string): Known<Pem> | undefined {
  if (!config.get(canonical)) return undefined;
  return { state: 'unknown', reason: `${canonical} takes it from the certificate store of that system` };
}

function pemOf(config: Config, facts: Facts, canonical: string, pool: FilePool): Known<Pem> {
  return fileOf(config, facts, canonical, (fact, path) => {
    const read = parsePemBytes(fact.bytes);
    const pem = pool.pems.get(read.text) ?? read;
    pool.pems.set(pem.text, pem);
    const isTemplate =
      pem.blocks.length === 0 ? isFilledIn(pem.text) : pem.blocks.some(({ filledIn }) => filledIn);
    if (isTemplate) return { state: 'unknown', reason: `${path} is filled in by another program` };
    const holds = canonical === 'net.tls.CRLFile' ? pem.crls.length : pem.certificates.length;
    if (holds > 0) return { state: 'read', value: pem };
    return { state: 'unknown', reason: `${path} holds nothing that can be read here` };
  });
}

function keysIn(config: Config, facts: Facts): Known<readonly Key[]> {
  // a server started with x509 never opens the file
  if (clusterAuth(config).mode === 'x509') return { state: 'absent' };
  return fileOf(config, facts, 'security.keyFile', (fact, path) => {
    const file = parseKeyFileBytes(fact.bytes);
    const keys = keysOf(file, facts.serverVersion);
    const isBad = keyFileFaults(file, facts.serverVersion).some(isFatal);
    if (keys.length > 0 && !isBad) return { state: 'read', value: keys };
    return { state: 'unknown', reason: `${path} is not a keyfile that the server accepts` };
  });
}

function fileOf<T>(
  config: Config,
  facts: Facts,
  canonical: string,
  read: (fact: FileFact & { state: 'present' }, path: string) => Known<T>,
): Known<T> {
  const setting = config.get(canonical);
  if (!setting && isAbsent(config, canonical)) return { state: 'absent' };
  const path = setting?.text;
  const name = canonical.slice(canonical.lastIndexOf('.') + 1);
  if (path === undefined || path === '') return { state: 'unknown', reason: `${name}: ${unknownValue}` };
  const fact = facts.files.get(path);
  switch (fact?.state) {
    case 'present':
      return read(fact, path);
    case 'unreadable':
      return { state: 'unknown', reason: `the file ${path} (${name}) cannot be read: ${fact.reason}` };
    case 'missing':
      return { state: 'unknown', reason: `the file ${path} (${name}) is not on this machine` };
    case 'skipped':
    case undefined:
      return { state: 'unknown', reason: `the file ${path} (${name}) was not read` };
  }
}

function flag(config: Config, canonical: string): boolean | undefined {
  if (!config.get(canonical)) return isAbsent(config, canonical) ? false : undefined;
  return config.flag(canonical);
}

function weakFlag(config: Config, { serverVersion }: Facts): boolean | undefined {
  const setting = weakValidation(config, serverVersion);
  if (setting) return readFlag(setting.text, config.format);
  return flag(config, 'net.tls.allowConnectionsWithoutCertificates');
}

function parameterSwitch(config: Config, name: string): boolean | undefined {
  const setting = parameter(config, name);
  if (!setting) return isAbsent(config, `setParameter.${name}`) ? false : undefined;
  return parameterBoolean(setting.text);
}

/** security.authorization by itself; the cluster authentication and transitionToAuth are apart. */
function authorizationOf(config: Config): boolean | undefined {
  if (config.program === 'mongos') return false;
  const setting = config.get('security.authorization');
  if (setting) return setting.text === undefined ? undefined : setting.text === 'enabled';
  return isAbsent(config, 'security.authorization') ? false : undefined;
}

/** security.clusterIpSourceAllowlist: entries may be lists themselves, separated by commas. */
function allowlistOf(config: Config): Known<readonly string[]> {
  const canonical = 'security.clusterIpSourceAllowlist';
  const entries = config.settings.filter(
    (setting) => setting.canonical === canonical || setting.canonical.startsWith(`${canonical}[`),
  );
  if (entries.length === 0) {
    return isAbsent(config, canonical) ? { state: 'absent' } : { state: 'unknown', reason: unknownValue };
  }
  const texts = entries.flatMap(({ value, text }) => {
    if (value.kind === 'list')
      return value.items.map((item) => (item.kind === 'scalar' ? item.text : undefined));
    return [text];
  });
  const known = texts.flatMap((text) => text?.split(',').map((entry) => entry.trim()) ?? []);
  if (texts.includes(undefined) || known.length === 0) return { state: 'unknown', reason: unknownValue };
  return { state: 'read', value: known };
}

/** Addresses a member is known to have: those among its hosts, else those that net.bindIp names. */
function addressesOf(config: Config, hosts: readonly string[]): string[] {
  const named = hosts.map(bareHost).flatMap((host) => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host]));
  const own = named.filter((host) => parseIp(host) !== undefined);
  if (own.length > 0) return [...new Set(own)];
  const bound = (config.textOf('net.bindIp') ?? '').split(',').map((entry) => entry.trim());
  return [...new Set(bound.filter((entry) => parseIp(entry) !== undefined && !isOwnAddress(entry)))];
}

function memberRulesOf(config: Config, facts: Facts): MemberRules {
  // only OpenSSL builds look at them
  const isNew = hasReached(facts.serverVersion, '7.0') && platformOf(config, facts) === 'linux';
  let unknown = false;
  const text = (canonical: string): string | undefined => {
    const setting = config.get(canonical);
    if (setting ? setting.text === undefined : !isAbsent(config, canonical)) unknown = true;
    return setting?.text === '' ? undefined : setting?.text;
  };
  const attributes = isNew ? text('net.tls.clusterAuthX509.attributes') : undefined;
  const extensionValue = isNew ? text('net.tls.clusterAuthX509.extensionValue') : undefined;
  const override = isNew ? parameter(config, 'tlsClusterAuthX509Override') : undefined;
  const added = override?.text === undefined ? undefined : overrideOf(override.text);
  const name = parameter(config, 'tlsX509ClusterAuthDNOverride');
  if ((override && !added) || (name && name.text === undefined)) unknown = true;
  const configured: MemberRule | undefined =
    attributes !== undefined
      ? { kind: 'attributes', text: attributes }
      : extensionValue === undefined
        ? undefined
        : { kind: 'extensionValue', text: extensionValue };
  return {
    ...(configured ? { configured } : {}),
    ...(added ? { added } : {}),
    ...(name?.text ? { name: name.text } : {}),
    ...(unknown ? { unknown } : {}),
  };
}

function overrideOf(text: string): MemberRule | undefined {
  const reading = readRelaxedJson(text);
  if (!('value' in reading) || reading.value.kind !== 'object') return undefined;
  for (const { name, value } of reading.value.fields) {
    if (
      (name === 'attributes' || name === 'extensionValue') &&
      value.kind === 'string' &&
      value.text !== ''
    ) {
      return { kind: name, text: value.text };
    }
  }
  return undefined;
}
