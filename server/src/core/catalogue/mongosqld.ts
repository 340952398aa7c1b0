import data from '../../../../schemas/mongosqld.json';

/** A setting of mongosqld, the SQL gateway of the BI Connector (schemas/mongosqld.json, from its manual). */
export interface GatewaySetting {
  readonly path: string;
  /** With its dashes. */
  readonly cli?: string;
  readonly type: 'bool' | 'int' | 'string' | 'enum' | 'list';
  readonly values?: readonly string[];
  readonly default?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly since?: string;
  readonly secret?: boolean;
  readonly isPath?: boolean;
  /** One text will do for a list. */
  readonly valueOrList?: boolean;
  readonly description: string;
}

/** All documented settings. mongosqld is not public source, so there may be more. */
export const gatewaySettings: readonly GatewaySetting[] = data.settings as readonly GatewaySetting[];

const byPath = new Map(gatewaySettings.map((setting) => [setting.path, setting]));

const sections = new Map<string, Set<string>>([['', new Set()]]);
for (const { path } of gatewaySettings) {
  let section = '';
  for (const name of path.split('.')) {
    const children = sections.get(section) ?? new Set();
    sections.set(section, children.add(name));
    section = section === '' ? name : `${section}.${name}`;
  }
}

/** The setting of mongosqld at a dotted path. */
export function gatewaySettingAt(path: string): GatewaySetting | undefined {
  return byPath.get(path);
}

/** The names directly below a section of mongosqld; the root is the empty path. Undefined for what is no section. */
export function gatewayNamesBelow(section: string): ReadonlySet<string> | undefined {
  return sections.get(section);
}

/** Which of mongosqld's two TLS connections a setting or section is about. */
export function tlsLegOf(path: string): 'clients' | 'server' | undefined {
  if (path === 'mongodb.net.ssl' || path.startsWith('mongodb.net.ssl.')) return 'server';
  return path === 'net.ssl' || path.startsWith('net.ssl.') ? 'clients' : undefined;
}

/** One sentence on what the sections of mongosqld's two TLS connections are for. */
export function explainTlsLeg(leg: 'clients' | 'server'): string {
  return leg === 'clients'
    ? 'net.ssl is the connection from SQL clients to mongosqld; ssl is the current name there, and there is no net.tls. The connection from mongosqld to MongoDB has its own section, mongodb.net.ssl.'
    : 'mongodb.net.ssl is the connection from mongosqld to mongod or mongos; ssl is the current name there, and a switch, enabled, takes the place of a mode. SQL clients are the business of net.ssl.';
}
