/** Options that may not stand together, whatever their values are. Source: MongoDB specification "URI options", conflicting TLS options. */
const exclusive: readonly (readonly [string, string])[] = [
  ['tlsInsecure', 'tlsAllowInvalidCertificates'],
  ['tlsInsecure', 'tlsAllowInvalidHostnames'],
  ['tlsInsecure', 'tlsDisableOCSPEndpointCheck'],
  ['tlsInsecure', 'tlsDisableCertificateRevocationCheck'],
  ['tlsAllowInvalidCertificates', 'tlsDisableOCSPEndpointCheck'],
  ['tlsAllowInvalidCertificates', 'tlsDisableCertificateRevocationCheck'],
  ['tlsDisableOCSPEndpointCheck', 'tlsDisableCertificateRevocationCheck'],
];

export interface Seeds {
  readonly srv: boolean;
  readonly hostCount: number;
}

/**
 * Why these options cannot stand together, or undefined.
 * @param has whether an option is given, by its name in any case
 * @param on whether it is given as `true`
 */
export function conflictOf(
  has: (name: string) => boolean,
  on: (name: string) => boolean,
  { srv, hostCount }: Seeds,
): string | undefined {
  for (const [a, b] of exclusive) {
    if (has(a) && has(b))
      return `${a} and ${b} must not be given together, whatever their values are: drivers refuse it.`;
  }
  if (on('directConnection') && srv) return 'directConnection=true cannot be used with mongodb+srv://.';
  if (on('directConnection') && hostCount > 1)
    return 'directConnection=true needs a single host, and the connection string names several.';
  if (on('loadBalanced')) {
    if (hostCount > 1)
      return 'loadBalanced=true needs a single host, and the connection string names several.';
    if (has('replicaSet')) return 'loadBalanced=true and replicaSet must not be given together.';
    if (on('directConnection'))
      return 'loadBalanced=true and directConnection=true must not be given together.';
  }
  for (const name of ['srvMaxHosts', 'srvServiceName']) {
    if (has(name) && !srv) return `${name} needs a connection string that starts with mongodb+srv://.`;
  }
  return undefined;
}
