import { catalogue, type Option } from '../catalogue/catalogue.ts';
import { accessControl } from '../security/cluster-auth.ts';
import type { Config } from '../config/config.ts';
import { parameter } from '../config/parameters.ts';
import { gatewaySettings } from '../catalogue/mongosqld.ts';
import { inRange } from '../server/server-version.ts';
import { vocabularyOf, type Target } from '../catalogue/vocabulary.ts';

/** What holds for a setting that a file leaves out. */
export interface DefaultSetting {
  readonly path: readonly string[];
  /** Absent where only `note` says what it is. */
  readonly text?: string;
  readonly note: string;
}

/** The defaults of the settings that a file leaves out, as the server takes them with the rest of the file. */
export function* defaultsOf(config: Config, target: Target): Iterable<DefaultSetting> {
  if (config.program === 'mongosqld') {
    for (const { path, default: value, secret } of gatewaySettings) {
      if (value === undefined || secret === true || config.get(path)) continue;
      yield { path: path.split('.'), text: String(value), note: 'default' };
    }
    return;
  }
  const { paths, offered } = vocabularyOf(target);
  for (const [path, { option }] of paths) {
    const parts = path.split('.');
    const isOffered = offered.get(parts.slice(0, -1).join('.'))?.has(parts.at(-1) ?? '') === true;
    if (!isOffered || isSet(config, option) || !isOfInterest(option, config, target)) continue;
    const found = implied(option, config) ?? ownDefault(option);
    if (found) yield { path: parts, ...found };
  }
  for (const { name, default: value, atStartup, since, platforms } of catalogue.parameters) {
    if (value === undefined || atStartup !== true || !inRange(target.serverVersion, since)) continue;
    if (platforms?.includes(target.platform) === false || parameter(config, name)) continue;
    yield { path: ['setParameter', name], text: String(value), note: 'default' };
  }
}

/** `net.ssl.mode` and `net.tls.mode` are two options with one meaning. */
function isSet(config: Config, { path }: Option): boolean {
  return (
    config.get(path) !== undefined || (path === 'net.tls.mode' && config.get('net.ssl.mode') !== undefined)
  );
}

/** The verbosity of every component, another storage engine and what only Enterprise has would bury the rest. */
function isOfInterest({ path, edition }: Option, config: Config, target: Target): boolean {
  if (path.startsWith('systemLog.component.')) return false;
  if (edition === 'enterprise' && target.edition !== 'enterprise') return false;
  const engine = /^storage\.(wiredTiger|inMemory)\./.exec(path)?.[1];
  return engine === undefined || engine === (config.textOf('storage.engine') ?? 'wiredTiger');
}

function ownDefault({ default: value, defaultNote }: Option): Omit<DefaultSetting, 'path'> | undefined {
  if (value === undefined) return defaultNote === undefined ? undefined : { note: `default: ${defaultNote}` };
  return { text: String(value), note: 'default' };
}

/** Defaults that other settings decide (src/mongo/db/server_options_server_helpers.cpp, mongod_options.cpp). */
function implied({ path }: Option, config: Config): Omit<DefaultSetting, 'path'> | undefined {
  if (path === 'net.port') {
    const role = config.textOf('sharding.clusterRole');
    const port = role === 'shardsvr' ? '27018' : role === 'configsvr' ? '27019' : undefined;
    return port === undefined ? undefined : { text: port, note: `default of clusterRole ${role ?? ''}` };
  }
  if (path === 'net.bindIp' && config.flag('net.bindIpAll') === true) {
    return { text: '*', note: 'because bindIpAll is true' };
  }
  if (path === 'security.authorization' && accessControl(config) === true) {
    return { text: 'enabled', note: 'because members authenticate to each other' };
  }
  return path === 'security.clusterAuthMode' && config.get('security.keyFile')
    ? { text: 'keyFile', note: 'because keyFile is set' }
    : undefined;
}
