import type { Driver } from './uri-options.ts';

/**
 * Options that may not stand together, whatever their values are. Source: MongoDB specification "URI options", conflicting TLS
 * options.
 */
const exclusiveTlsOptions: readonly (readonly [string, string])[] = [
  ['tlsInsecure', 'tlsAllowInvalidCertificates'],
  ['tlsInsecure', 'tlsAllowInvalidHostnames'],
  ['tlsInsecure', 'tlsDisableOCSPEndpointCheck'],
  ['tlsInsecure', 'tlsDisableCertificateRevocationCheck'],
  ['tlsAllowInvalidCertificates', 'tlsDisableOCSPEndpointCheck'],
  ['tlsAllowInvalidCertificates', 'tlsDisableCertificateRevocationCheck'],
  ['tlsDisableOCSPEndpointCheck', 'tlsDisableCertificateRevocationCheck'],
];

/** The options of a connection string as a question: what is written, in any case. */
export interface GivenOptions {
  /** Whether the option is there at all. */
  readonly has: (name: string) => boolean;
  /** Its value, of several the last; undefined where it is not there. */
  readonly get: (name: string) => string | undefined;
  /** Every value of an option that may be repeated. */
  readonly all: (name: string) => readonly string[];
  readonly srv: boolean;
  readonly hostCount: number;
}

/** Two options that drivers refuse together; a single one where it does not fit the kind of connection string. */
export interface OptionConflict {
  readonly options: readonly string[];
  /** A full sentence. */
  readonly message: string;
}

/**
 * Every conflict among the options. Sources: MongoDB specifications "URI options", "Load balancers" (URI validation) and
 * "Initial DNS seedlist discovery" (URI validation).
 */
export function optionConflicts({ has, get, all, srv, hostCount }: GivenOptions): OptionConflict[] {
  const on = (name: string): boolean => get(name) === 'true';
  const found: OptionConflict[] = exclusiveTlsOptions
    .filter(([a, b]) => has(a) && has(b))
    .map(([a, b]) => ({
      options: [a, b],
      message: `${a} and ${b} must not be given together, whatever their values are: drivers refuse it.`,
    }));
  const add = (options: readonly string[], message: string): void => {
    found.push({ options, message });
  };
  if (new Set([...all('tls'), ...all('ssl')]).size > 1)
    add(['tls', 'ssl'], 'tls and ssl are the same option, and here they have different values.');
  if (on('directConnection')) {
    if (srv) add(['directConnection'], 'directConnection=true cannot be used with mongodb+srv://.');
    else if (hostCount > 1)
      add(
        ['directConnection'],
        'directConnection=true needs a single host, and the connection string names several.',
      );
  }
  if (on('loadBalanced')) {
    if (hostCount > 1)
      add(
        ['loadBalanced'],
        'loadBalanced=true needs a single host, and the connection string names several.',
      );
    if ((get('replicaSet') ?? '') !== '')
      add(['loadBalanced', 'replicaSet'], 'loadBalanced=true and replicaSet must not be given together.');
    if (on('directConnection'))
      add(
        ['loadBalanced', 'directConnection'],
        'loadBalanced=true and directConnection=true must not be given together.',
      );
  }
  for (const name of ['srvMaxHosts', 'srvServiceName', 'srvAllowedHostsSuffix'])
    if (has(name) && !srv) add([name], `${name} needs a connection string that starts with mongodb+srv://.`);
  if (srv && Number(get('srvMaxHosts') ?? 0) > 0) {
    if ((get('replicaSet') ?? '') !== '')
      add(['srvMaxHosts', 'replicaSet'], 'srvMaxHosts and replicaSet must not be given together.');
    if (on('loadBalanced'))
      add(['srvMaxHosts', 'loadBalanced'], 'srvMaxHosts and loadBalanced=true must not be given together.');
  }
  return found;
}

/** What PyMongo refuses beyond the specification. Source: pymongo/client_options.py and uri_parser_shared.py. */
export function pymongoConflicts({ has, get }: GivenOptions): OptionConflict[] {
  const found: OptionConflict[] = [];
  for (const name of ['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsDisableOCSPEndpointCheck'])
    if (has('tlsCRLFile') && get(name) === 'true')
      found.push({
        options: ['tlsCRLFile', name],
        message: `PyMongo refuses tlsCRLFile together with ${name}=true.`,
      });
  const off = (get('tls') ?? get('ssl')) === 'false';
  const because = implicitTls('pymongo', { has, get });
  if (off && because !== undefined)
    found.push({
      options: ['tls', because],
      message: `PyMongo refuses ${because} together with tls=false.`,
    });
  return found;
}

const needTls: readonly string[] = ['tlsCertificateKeyFile', 'tlsCAFile'];
const needTlsInPymongo: readonly string[] = [...needTls, 'tlsCertificateKeyFilePassword', 'tlsCRLFile'];
const needTlsWhenFalse: readonly string[] = [
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsDisableOCSPEndpointCheck',
];

/** The option for which a driver turns TLS on by itself; the other drivers do not. Sources: pymongo/client_options.py, connstring.go. */
export function implicitTls(
  driver: Driver,
  { has, get }: Pick<GivenOptions, 'has' | 'get'>,
): string | undefined {
  if (driver === 'go') return [...needTls, 'tlsDisableOCSPEndpointCheck'].find(has);
  if (driver !== 'pymongo') return undefined;
  return needTlsInPymongo.find(has) ?? needTlsWhenFalse.find((name) => get(name) === 'false');
}
