import { parseConfig } from '../config/config.ts';
import type { Program } from '../server/server-kind.ts';

/** What a text becomes where it is written to, or mounted as, a file of a name. */
export type TargetKind = 'config' | 'keyfile' | 'pem';

const configName =
  /(?:^|[-_./])mongo(?:d|s|db)?(?:[-_][\w-]{1,100})?\.(?:conf|cfg|ya?ml)(?:\.(?:j2|erb|tpl|tmpl|template))?$/i;
const gatewayName = /(?:^|[-_./])mongosqld\.(?:conf|ya?ml)$/i;
const keyFileName = /(?:^|[-_./])(?:mongo[\w.-]*[-_.]?)?(?:key-?file|keyfile\.txt|mongo\w*[-_.]key)$/i;
const pemName = /\.pem$/i;

/** What the name of a file says of its text; undefined where it says nothing. */
export function kindOfTarget(name: string): TargetKind | undefined {
  if (configName.test(name) || gatewayName.test(name)) return 'config';
  if (keyFileName.test(name)) return 'keyfile';
  return pemName.test(name) ? 'pem' : undefined;
}

/** Whose configuration a file of a name is; undefined where the name does not say. */
export function programOfTarget(name: string): Program | undefined {
  const program = /mongo(?:sqld|d|s)(?![a-z])/i.exec(name)?.[0].toLowerCase();
  return program as Program | undefined;
}

const anySection =
  /^[ \t]*["']?(?:net|storage|systemLog|processManagement|security|replication|sharding|operationProfiling|setParameter)["']?[.:\w]*[ \t]*:/m;
const anyName =
  /^[ \t]*(?:dbpath|logpath|replSet|configdb|bind_ip|keyFile|logappend|pidfilepath|noauth|nojournal|shardsvr|configsvr|clusterAuthMode|sslPEMKeyFile|sslMode|tlsCertificateKeyFile|tlsMode)[ \t]*=/m;

const script = /^#!|<<[-~]?["']?[A-Za-z_]/;
/** A key of a hash in Puppet or Ruby. */
const hashKey = /^[ \t]*[\w"':]{1,100}[ \t]*=>/m;

/**
 * Whether a text can be nothing but a configuration of a server: so many of its settings are known by their full names, or at least
 * `enough` of them where something else points to MongoDB.
 */
export function isConfiguration(text: string, enough = 2): boolean {
  // a script that writes one is none, and neither are the parameters of a module for it
  if (script.test(text) || hashKey.test(text) || (!anySection.test(text) && !anyName.test(text)))
    return false;
  const { settings, program } = parseConfig(text);
  if (program === 'mongosqld') return false;
  const known = settings.filter(({ option, iniOnly }) => option !== undefined || iniOnly !== undefined);
  return known.length >= enough && known.length * 2 >= settings.length;
}

/** Whether a text may be meant for the server at all: settings, a comment or nothing yet, but no name of a file and no prose. */
export function mayBeConfiguration(text: string): boolean {
  return text.trim() === '' || /^[ \t]*(?:["']?[\w.]+["']?[ \t]*[:=]|\{)/m.test(text);
}
