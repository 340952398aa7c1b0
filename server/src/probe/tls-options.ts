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

/** What a name that no current driver knows in a connection string should be. Sources: the upgrade guides of the Node.js, Python and Go drivers. */
const replaced: Readonly<Record<string, string>> = {
  sslca: 'tlsCAFile',
  sslcafile: 'tlsCAFile',
  ssl_ca_certs: 'tlsCAFile',
  tls_ca_certs: 'tlsCAFile',
  sslcertificateauthorityfile: 'tlsCAFile',
  sslcert: 'tlsCertificateKeyFile',
  sslkey: 'tlsCertificateKeyFile',
  sslpemkeyfile: 'tlsCertificateKeyFile',
  ssl_certfile: 'tlsCertificateKeyFile',
  ssl_keyfile: 'tlsCertificateKeyFile',
  sslclientcertificatekeyfile: 'tlsCertificateKeyFile',
  tlscertificatefile: 'tlsCertificateKeyFile',
  sslpass: 'tlsCertificateKeyFilePassword',
  sslpemkeypassword: 'tlsCertificateKeyFilePassword',
  ssl_pem_passphrase: 'tlsCertificateKeyFilePassword',
  sslclientcertificatekeypassword: 'tlsCertificateKeyFilePassword',
  sslcrl: 'tlsCRLFile',
  sslcrlfile: 'tlsCRLFile',
  ssl_crlfile: 'tlsCRLFile',
  sslvalidate: 'tlsAllowInvalidCertificates (with the opposite value)',
  ssl_cert_reqs: 'tlsAllowInvalidCertificates',
  sslverifycertificate: 'tlsAllowInvalidCertificates (with the opposite value)',
  sslallowinvalidcertificates: 'tlsAllowInvalidCertificates',
  ssl_match_hostname: 'tlsAllowInvalidHostnames (with the opposite value)',
  sslallowinvalidhostnames: 'tlsAllowInvalidHostnames',
  sslinsecure: 'tlsInsecure',
};

/** The current name of an option of older drivers. */
export function currentNameOf(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(replaced, key) ? replaced[key] : undefined;
}
