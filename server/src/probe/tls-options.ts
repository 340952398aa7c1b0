/** The TLS options of a connection string, as their specification spells them, and `tlsUseSystemCA`, which is mongosh's. */
const tlsOptionNames = [
  'tls',
  'ssl',
  'tlsCAFile',
  'tlsCertificateKeyFile',
  'tlsCertificateKeyFilePassword',
  'tlsCRLFile',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsInsecure',
  'tlsDisableOCSPEndpointCheck',
  'tlsDisableCertificateRevocationCheck',
  'tlsUseSystemCA',
] as const;

export type TlsOptionName = (typeof tlsOptionNames)[number];

const byLowerCase = new Map<string, TlsOptionName>(tlsOptionNames.map((name) => [name.toLowerCase(), name]));

/** The option's name in its official spelling; connection strings do not mind the case. */
export function tlsOptionOf(name: string): TlsOptionName | undefined {
  return byLowerCase.get(name.toLowerCase());
}

const files = new Set<TlsOptionName>(['tlsCAFile', 'tlsCertificateKeyFile', 'tlsCRLFile']);

export function namesFile(name: TlsOptionName): boolean {
  return files.has(name);
}

export function isBoolean(name: TlsOptionName): boolean {
  return !files.has(name) && name !== 'tlsCertificateKeyFilePassword';
}
