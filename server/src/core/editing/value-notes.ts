const modeNotes = {
  disabled: 'No TLS at all; a client that tries it is refused.',
  allow: 'Takes connections with and without TLS; speaks to other members without it.',
  prefer: 'Takes connections with and without TLS; speaks to other members with it.',
  require: 'Takes and makes connections with TLS only.',
};

/** What single values mean, by canonical path; the values themselves are the catalogue's. */
const notes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'net.tls.mode': {
    disabled: modeNotes.disabled,
    allowTLS: modeNotes.allow,
    preferTLS: modeNotes.prefer,
    requireTLS: modeNotes.require,
  },
  'net.ssl.mode': {
    disabled: modeNotes.disabled,
    allowSSL: modeNotes.allow,
    preferSSL: modeNotes.prefer,
    requireSSL: modeNotes.require,
  },
  'net.tls.disabledProtocols': {
    TLS1_0: 'Refuses TLS 1.0.',
    TLS1_1: 'Refuses TLS 1.1.',
    TLS1_2: 'Refuses TLS 1.2.',
    TLS1_3: 'Refuses TLS 1.3.',
    none: 'Refuses no protocol; stands alone.',
  },
  'security.authorization': {
    enabled: 'Users must log in and may do what their roles allow.',
    disabled: 'Whoever connects may do everything.',
  },
  'security.clusterAuthMode': {
    keyFile: 'Members send the key file and accept only it.',
    sendKeyFile: 'Members send the key file and accept certificates too: the first step to certificates.',
    sendX509: 'Members send their certificate and accept key files too: the second step to certificates.',
    x509: 'Members send their certificate and accept only certificates.',
  },
  'setParameter.authenticationMechanisms': {
    'SCRAM-SHA-1': 'Passwords, kept as salted SHA-1 hashes.',
    'SCRAM-SHA-256': 'Passwords, kept as salted SHA-256 hashes.',
    'MONGODB-X509': 'Client certificates, and members by certificate.',
    GSSAPI: 'Kerberos; MongoDB Enterprise.',
    PLAIN: 'LDAP, the password as plain text inside of TLS; MongoDB Enterprise.',
    'MONGODB-OIDC': 'Tokens of an identity provider; MongoDB Enterprise.',
  },
  'systemLog.destination': {
    file: 'To the file at systemLog.path.',
    syslog: 'To the syslog of the system.',
  },
  'sharding.clusterRole': {
    configsvr: 'A config server; listens on 27019 unless net.port is set.',
    shardsvr: 'A member of a shard; listens on 27018 unless net.port is set.',
  },
};

/** What a value of an option means, in one sentence, where that is not plain. */
export function valueNote(canonical: string, value: string): string | undefined {
  const known = Object.hasOwn(notes, canonical) ? notes[canonical] : undefined;
  return known && Object.hasOwn(known, value) ? known[value] : undefined;
}
