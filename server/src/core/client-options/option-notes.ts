/** What an option of a connection string does. */
export interface OptionNote {
  /** A full sentence, or several. */
  readonly does: string;
  /** What holds without it, as the end of a sentence that begins with "Default:". */
  readonly default?: string;
}

const note = (does: string, byDefault?: string): OptionNote => ({
  does,
  ...(byDefault === undefined ? {} : { default: byDefault }),
});

const ofBson = 'How the driver reads and writes BSON; it has nothing to do with the connection.';

/**
 * Sources: mongodb/specifications source/uri-options/uri-options.md; the option tables and manuals of the drivers named in
 * uri-options.ts.
 */
const notes: Readonly<Record<string, OptionNote>> = {
  tls: note(
    'Connects with TLS: the server must show a certificate that the client trusts, under the name that the client connects to.',
    'false with mongodb://, true with mongodb+srv://',
  ),
  ssl: note(
    'The older name of tls. Both may be given if their values are equal.',
    'false with mongodb://, true with mongodb+srv://',
  ),
  tlsCAFile: note(
    "A PEM file with the certificates of the authorities that the client trusts. The server's chain must end at one of them.",
    'the certificates of the system, or those that the driver brings along',
  ),
  tlsCertificateKeyFile: note(
    'A PEM file with the certificate of the client and its private key, one after the other. Servers ask for it where net.tls.CAFile is set, and MONGODB-X509 logs in with it.',
    'the client shows no certificate',
  ),
  tlsCertificateKeyFilePassword: note(
    'The password of the private key in tlsCertificateKeyFile, where the key is encrypted.',
    'none: the key must not be encrypted',
  ),
  tlsCRLFile: note(
    'A PEM file with revocation lists: the client refuses a server whose certificate is on one of them. The list must be current.',
    'no certificate is looked up',
  ),
  tlsAllowInvalidCertificates: note(
    'Accepts any certificate of the server: expired, self-signed, or of an unknown authority. Whoever is between client and server can read and change everything.',
    'false',
  ),
  tlsAllowInvalidHostnames: note(
    'Accepts a trusted certificate under any host name. Whoever has any certificate of that authority can pose as the server.',
    'false',
  ),
  tlsInsecure: note(
    "Relaxes the checks of the server's certificate as far as the driver can: the certificate and the host name. It excludes the options that relax single checks.",
    'false',
  ),
  tlsDisableOCSPEndpointCheck: note(
    "Does not ask the certificate's OCSP responder whether it was revoked. An answer that the server staples still counts.",
    'false',
  ),
  tlsDisableCertificateRevocationCheck: note(
    "Does not check whether the server's certificate was revoked, neither by list nor by OCSP.",
    'false; true in the C# driver',
  ),
  servername: note(
    'The name that the client sends in the TLS handshake (SNI) and checks the certificate for.',
    'the host of the connection string',
  ),

  authMechanism: note(
    'How the user logs in. MONGODB-X509 needs tlsCertificateKeyFile, and no password.',
    'SCRAM-SHA-256, or SCRAM-SHA-1 for users that only have it',
  ),
  authMechanismProperties: note(
    'Properties of the mechanism, as name:value, parted by commas: SERVICE_NAME and CANONICALIZE_HOST_NAME of GSSAPI, AWS_SESSION_TOKEN of MONGODB-AWS, ENVIRONMENT of MONGODB-OIDC.',
    'none',
  ),
  authSource: note(
    'The database in which the user is defined. It is $external for MONGODB-X509, MONGODB-AWS, GSSAPI and MONGODB-OIDC.',
    'the database of the connection string, else admin',
  ),
  auth: note('Credentials; a connection string has them before the @.'),
  gssapiServiceName: note('The older name of SERVICE_NAME in authMechanismProperties.', 'mongodb'),
  canonicalizeHostname: note('The older name of CANONICALIZE_HOST_NAME in authMechanismProperties.', 'false'),

  replicaSet: note(
    'The name of the replica set: the client finds its other members by itself, connects to them under the names in their configuration, and refuses servers of another set.',
    'a single host is connected to as it is, or its set is found',
  ),
  directConnection: note(
    'Connects to this one host only, and does not look for other members of its set.',
    'false, in drivers of today',
  ),
  connect: note('The older way to say directConnection: direct, or automatic.', 'automatic'),
  loadBalanced: note('The host is a load balancer before several mongos.', 'false'),
  srvServiceName: note('The service in the name of the SRV records of mongodb+srv://.', 'mongodb'),
  srvMaxHosts: note('How many of the hosts in the SRV records are used, chosen at random.', '0: all'),
  srvAllowedHostsSuffix: note(
    'The domain in which the hosts of the SRV records must be.',
    'that of the name in the connection string',
  ),
  proxyHost: note('The SOCKS5 proxy through which the client connects.', 'none'),
  proxyPort: note('The port of the SOCKS5 proxy.', '1080'),
  proxyUsername: note('The user name for the SOCKS5 proxy.', 'none'),
  proxyPassword: note('The password for the SOCKS5 proxy.', 'none'),
  family: note('The version of IP, 4 or 6.', 'both'),
  ipv6: note('Whether host names are looked up for IPv6.', 'false'),
  autoSelectFamily: note('Whether addresses of IPv4 and IPv6 are tried by turns.', 'true'),
  autoSelectFamilyAttemptTimeout: note('Milliseconds before the next address is tried.', 'that of Node.js'),
  noDelay: note('Whether packets are sent at once (TCP_NODELAY).', 'true'),

  appName: note('A name that the server writes in its log and its profiler for this client.', 'none'),
  connectTimeoutMS: note(
    'Milliseconds for one connection, with the TLS handshake and the first answer. 0 is no limit.',
    '10000; 20000 in PyMongo, 30000 in the Node.js, Go and C# drivers',
  ),
  serverSelectionTimeoutMS: note(
    'Milliseconds for finding a server at all. A client that cannot connect reports its error only then.',
    '30000',
  ),
  serverSelectionTryOnce: note(
    'Gives up after the first look for a server; for drivers with a single thread.',
    'true in the drivers for C and PHP',
  ),
  socketTimeoutMS: note('Milliseconds of silence after which a connection is given up.', 'no limit'),
  socketCheckIntervalMS: note(
    'Milliseconds after which an idle connection is checked before its use; for drivers with a single thread.',
    '5000',
  ),
  timeoutMS: note(
    'Milliseconds for a whole operation, with server selection and connection.',
    'no limit; the older timeouts count',
  ),
  heartbeatFrequencyMS: note('Milliseconds between two looks at each server.', '10000'),
  heartbeatIntervalMS: note('An older name of heartbeatFrequencyMS.', '10000'),
  heartbeatTimeoutMS: note('Milliseconds for one look at a server.', 'connectTimeoutMS'),
  minHeartbeatFrequencyMS: note('The least number of milliseconds between two looks at a server.', '500'),
  serverMonitoringMode: note(
    'Whether servers send changes by themselves (stream) or are asked (poll).',
    'auto: poll in functions of a cloud, else stream',
  ),
  localThresholdMS: note(
    'Servers that answer within so many milliseconds of the fastest one are used as well.',
    '15',
  ),
  secondaryAcceptableLatencyMS: note('An older name of localThresholdMS.', '15'),

  maxPoolSize: note('The most connections to each server.', '100'),
  minPoolSize: note('The connections to each server that are kept open.', '0'),
  maxConnecting: note('How many connections to one server are opened at the same time.', '2'),
  maxIdleTimeMS: note('Milliseconds after which an unused connection is closed.', 'no limit'),
  maxLifeTimeMS: note('Milliseconds after which a connection is closed.', 'no limit; 30 minutes in C#'),
  waitQueueTimeoutMS: note('Milliseconds that an operation waits for a free connection.', 'no limit'),
  waitQueueMultiple: note('How many operations may wait for a connection, for each one of the pool.', '5'),
  waitQueueSize: note('How many operations may wait for a connection.', '500'),

  compressors: note('How messages are compressed, the best one first; the server must allow it.', 'none'),
  zlibCompressionLevel: note('The level of zlib: -1 is its default, 0 none, 9 the best.', '-1'),
  zstdCompressionLevel: note('The level of zstd.', '6'),

  readPreference: note(
    'Which members of a replica set are read from. All but primary may give older data.',
    'primary',
  ),
  readPreferenceTags: note(
    'Tags of the members that are read from, as name:value, parted by commas. It may be repeated, in the order of preference.',
    'any member',
  ),
  maxStalenessSeconds: note(
    'How far behind a secondary may be that is read from; at least 90, and -1 is no limit.',
    '-1',
  ),
  maxStaleness: note('An older name of maxStalenessSeconds.', 'no limit'),
  streamType: note('How the Java driver before 4 opens sockets: netty or nio2.', 'nio2'),
  slaveOk: note('The older way to say readPreference=secondaryPreferred.', 'false'),
  readConcernLevel: note('What reads may see: what a majority has, or what one member has.', 'local'),
  retryReads: note('Repeats a read once when the connection is lost.', 'true'),
  retryWrites: note('Repeats a write once when the connection is lost.', 'true'),
  w: note(
    'How many members must have a write before it is reported: a number, majority, or a tag.',
    'majority',
  ),
  wTimeoutMS: note('Milliseconds that a write waits for the members of w.', 'no limit'),
  wtimeout: note('An older name of wTimeoutMS.', 'no limit'),
  journal: note(
    'Whether a write must be in the journal before it is reported.',
    'as the server is configured',
  ),
  j: note('An older name of journal.', 'as the server is configured'),
  fsync: note('Deprecated: no write concern of today.', 'false'),
  safe: note('The older way to say w=1 (true) or w=0 (false).', 'true'),
  maxAdaptiveRetries: note('How often an operation is repeated that an overloaded server refused.', '2'),
  enableOverloadRetargeting: note(
    'Whether an operation that an overloaded server refused is repeated at another one.',
    'false',
  ),
  monitorCommands: note('Whether the program is told of each command.', 'false'),
  dbName: note('The database that is used where the program names none.', 'test'),

  tlsCertificateFile: note("The client's certificate alone; tlsPrivateKeyFile names its key.", 'none'),
  tlsPrivateKeyFile: note("The client's private key; tlsCertificateFile names the certificate.", 'none'),

  uuidRepresentation: note('How UUIDs are written in BSON.', 'unspecified'),
  datetime_conversion: note('What dates outside the range of Python become.', 'datetime'),
  tz_aware: note('Whether dates are read with a time zone.', 'false'),
  unicode_decode_error_handler: note('What happens with texts that are no UTF-8.', 'strict'),
  server_api: note("The version of the server's stable API.", 'none'),
  bsonRegExp: note(ofBson, 'false'),
  checkKeys: note(ofBson, 'false'),
  enableUtf8Validation: note(ofBson, 'true'),
  fieldsAsRaw: note(ofBson, 'none'),
  forceServerObjectId: note('Whether the server makes the _id of a document that has none.', 'false'),
  ignoreUndefined: note(ofBson, 'false'),
  minInternalBufferSize: note(ofBson),
  promoteBuffers: note(ofBson, 'false'),
  promoteLongs: note(ofBson, 'true'),
  promoteValues: note(ofBson, 'true'),
  raw: note(ofBson, 'false'),
  serializeFunctions: note(ofBson, 'false'),
  useBigInt64: note(ofBson, 'false'),
};

const byLowerCase = new Map(Object.entries(notes).map(([name, entry]) => [name.toLowerCase(), entry]));

/** What is known of an option, by any case of its name; those that are only older names of others have none of their own. */
export function optionNote(name: string): OptionNote | undefined {
  return byLowerCase.get(name.toLowerCase());
}
