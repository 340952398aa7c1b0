/** A name that older drivers, shells or tools had for what a connection string calls otherwise today. */
export interface FormerOption {
  readonly name: string;
  /** The present name in a connection string. */
  readonly now: string;
  /** Where the old name comes from. */
  readonly of: string;
  /** The value means the opposite: `ssl_match_hostname=false` is `tlsAllowInvalidHostnames=true`. */
  readonly inverted?: true;
  /** Certificate and private key were two files and are one now. */
  readonly merged?: true;
}

const pymongo = 'PyMongo before 4';
const node = 'the Node.js driver before 5';
const go = 'older Go, Ruby and tools';
const shell = 'the mongo shell and the database tools';

/**
 * Sources: the migration guide to PyMongo 4; the upgrade notes of the Node.js driver 4 and 5 (`sslCA` and the like);
 * mongodb/specifications source/uri-options/uri-options.md; src/mongo/util/net/ssl_options_client.idl.
 */
export const formerOptions: readonly FormerOption[] = [
  { name: 'ssl_ca_certs', now: 'tlsCAFile', of: pymongo },
  { name: 'ssl_certfile', now: 'tlsCertificateKeyFile', of: pymongo, merged: true },
  { name: 'ssl_keyfile', now: 'tlsCertificateKeyFile', of: pymongo, merged: true },
  { name: 'ssl_pem_passphrase', now: 'tlsCertificateKeyFilePassword', of: pymongo },
  { name: 'ssl_crlfile', now: 'tlsCRLFile', of: pymongo },
  { name: 'ssl_match_hostname', now: 'tlsAllowInvalidHostnames', of: pymongo, inverted: true },
  { name: 'ssl_cert_reqs', now: 'tlsAllowInvalidCertificates', of: pymongo, inverted: true },

  { name: 'sslCA', now: 'tlsCAFile', of: node },
  { name: 'sslCert', now: 'tlsCertificateKeyFile', of: node, merged: true },
  { name: 'sslKey', now: 'tlsCertificateKeyFile', of: node, merged: true },
  { name: 'sslPass', now: 'tlsCertificateKeyFilePassword', of: node },
  { name: 'sslCRL', now: 'tlsCRLFile', of: node },
  { name: 'sslValidate', now: 'tlsAllowInvalidCertificates', of: node, inverted: true },
  {
    name: 'checkServerIdentity',
    now: 'tlsAllowInvalidHostnames',
    of: 'the Node.js driver before 4',
    inverted: true,
  },

  { name: 'sslCertificateAuthorityFile', now: 'tlsCAFile', of: go },
  { name: 'sslClientCertificateKeyFile', now: 'tlsCertificateKeyFile', of: go },
  { name: 'sslClientCertificateKeyPassword', now: 'tlsCertificateKeyFilePassword', of: go },
  { name: 'sslInsecure', now: 'tlsInsecure', of: go },
  { name: 'sslVerifyCertificate', now: 'tlsInsecure', of: 'older C# drivers', inverted: true },
  { name: 'sslInvalidHostNameAllowed', now: 'tlsAllowInvalidHostnames', of: 'older Java drivers' },

  { name: 'sslCAFile', now: 'tlsCAFile', of: shell },
  { name: 'sslPEMKeyFile', now: 'tlsCertificateKeyFile', of: shell },
  { name: 'sslPEMKeyPassword', now: 'tlsCertificateKeyFilePassword', of: shell },
  { name: 'sslCRLFile', now: 'tlsCRLFile', of: shell },
  { name: 'sslAllowInvalidCertificates', now: 'tlsAllowInvalidCertificates', of: shell },
  { name: 'sslAllowInvalidHostnames', now: 'tlsAllowInvalidHostnames', of: shell },

  { name: 'tls_ca_certs', now: 'tlsCAFile', of: 'other programs' },
  { name: 'tlsCertificateFile', now: 'tlsCertificateKeyFile', of: 'the Node.js driver 4', merged: true },

  { name: 'j', now: 'journal', of: 'older drivers' },
  { name: 'wtimeout', now: 'wTimeoutMS', of: 'older drivers' },
];

const byLowerCase = new Map(formerOptions.map((entry) => [entry.name.toLowerCase(), entry]));

/** What an old name of an option stands for, in any case. */
export function formerOptionNamed(name: string): FormerOption | undefined {
  return byLowerCase.get(name.toLowerCase());
}
