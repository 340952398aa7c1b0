/** Drivers whose options were read from their sources, by the names that `connect --driver` gives them. */
export type Driver = 'node' | 'pymongo' | 'java' | 'go' | 'csharp';

type UriOptionType =
  'boolean' | 'integer' | 'number' | 'text' | 'path' | 'secret' | 'list' | 'properties' | 'enum';

/** An option of a connection string. */
export interface UriOption {
  /** As the specification or the driver spells it; case does not matter in a connection string. */
  readonly name: string;
  readonly type: UriOptionType;
  /** Of the type `enum`, and those of a list where they are fixed. */
  readonly values?: readonly string[];
  /** The drivers whose current release knows it. */
  readonly drivers: readonly Driver[];
  /** Whether the specification "URI options" has it. */
  readonly specified: boolean;
}

const all: readonly Driver[] = ['node', 'pymongo', 'java', 'go', 'csharp'];

function option(
  name: string,
  type: UriOptionType,
  drivers: readonly Driver[],
  values?: readonly string[],
): UriOption {
  return { name, type, drivers, specified: true, ...(values ? { values } : {}) };
}

function own(
  name: string,
  type: UriOptionType,
  drivers: readonly Driver[],
  values?: readonly string[],
): UriOption {
  return { ...option(name, type, drivers, values), specified: false };
}

/**
 * Sources: mongodb/specifications source/uri-options/uri-options.md; the option tables of the Node.js driver 7.9
 * (connection_string.ts), PyMongo 3.11 and 4 (common.py), and the parsers of the Java driver (ConnectionString.java), the Go
 * driver (connstring.go) and the C# driver (ConnectionString.cs).
 */
export const uriOptions: readonly UriOption[] = [
  option('appName', 'text', all),
  option('authMechanism', 'enum', all, [
    'SCRAM-SHA-1',
    'SCRAM-SHA-256',
    'MONGODB-X509',
    'MONGODB-AWS',
    'MONGODB-OIDC',
    'GSSAPI',
    'PLAIN',
  ]),
  option('authMechanismProperties', 'properties', all),
  option('authSource', 'text', all),
  option('compressors', 'list', all, ['snappy', 'zlib', 'zstd']),
  option('connectTimeoutMS', 'integer', all),
  option('directConnection', 'boolean', all),
  option('heartbeatFrequencyMS', 'integer', all),
  option('journal', 'boolean', all),
  option('loadBalanced', 'boolean', all),
  option('localThresholdMS', 'integer', all),
  option('maxIdleTimeMS', 'integer', all),
  option('maxPoolSize', 'integer', all),
  option('maxConnecting', 'integer', all),
  option('maxStalenessSeconds', 'integer', all),
  option('minPoolSize', 'integer', all),
  option('proxyHost', 'text', ['node', 'java', 'csharp']),
  option('proxyPort', 'integer', ['node', 'java', 'csharp']),
  option('proxyUsername', 'text', ['node', 'java', 'csharp']),
  option('proxyPassword', 'secret', ['node', 'java', 'csharp']),
  option('readConcernLevel', 'enum', all, ['local', 'majority', 'linearizable', 'available', 'snapshot']),
  option('readPreference', 'enum', all, [
    'primary',
    'primaryPreferred',
    'secondary',
    'secondaryPreferred',
    'nearest',
  ]),
  option('readPreferenceTags', 'properties', all),
  option('replicaSet', 'text', all),
  option('retryReads', 'boolean', all),
  option('retryWrites', 'boolean', all),
  option('serverMonitoringMode', 'enum', all, ['stream', 'poll', 'auto']),
  option('serverSelectionTimeoutMS', 'integer', all),
  // for drivers with a single thread, such as those of C and PHP
  option('serverSelectionTryOnce', 'boolean', []),
  option('socketCheckIntervalMS', 'integer', []),
  option('socketTimeoutMS', 'integer', all),
  option('srvMaxHosts', 'integer', all),
  option('srvServiceName', 'text', all),
  option('ssl', 'boolean', all),
  option('timeoutMS', 'integer', ['node', 'pymongo', 'java', 'go']),
  option('tls', 'boolean', all),
  option('tlsAllowInvalidCertificates', 'boolean', ['node', 'pymongo']),
  option('tlsAllowInvalidHostnames', 'boolean', ['node', 'pymongo', 'java']),
  option('tlsCAFile', 'path', ['node', 'pymongo', 'go']),
  option('tlsCertificateKeyFile', 'path', ['node', 'pymongo', 'go']),
  option('tlsCertificateKeyFilePassword', 'secret', ['node', 'pymongo', 'go']),
  option('tlsDisableCertificateRevocationCheck', 'boolean', ['csharp']),
  option('tlsDisableOCSPEndpointCheck', 'boolean', ['pymongo', 'go']),
  option('tlsInsecure', 'boolean', all),
  option('w', 'text', all),
  option('waitQueueTimeoutMS', 'integer', ['node', 'pymongo', 'java', 'csharp']),
  option('wTimeoutMS', 'integer', all),
  option('zlibCompressionLevel', 'integer', all),

  own('auth', 'text', ['node']),
  own('autoSelectFamily', 'boolean', ['node']),
  own('autoSelectFamilyAttemptTimeout', 'integer', ['node']),
  own('bsonRegExp', 'boolean', ['node']),
  own('checkKeys', 'boolean', ['node']),
  own('connect', 'text', ['pymongo', 'go', 'csharp']),
  own('dbName', 'text', ['node']),
  own('enableOverloadRetargeting', 'boolean', ['node', 'csharp']),
  own('enableUtf8Validation', 'boolean', ['node']),
  own('family', 'integer', ['node']),
  own('fieldsAsRaw', 'properties', ['node']),
  own('forceServerObjectId', 'boolean', ['node']),
  own('fsync', 'boolean', ['node', 'pymongo', 'csharp']),
  own('ignoreUndefined', 'boolean', ['node']),
  own('j', 'boolean', ['node', 'pymongo', 'csharp']),
  own('maxAdaptiveRetries', 'integer', ['node', 'csharp']),
  own('minHeartbeatFrequencyMS', 'integer', ['node']),
  own('minInternalBufferSize', 'integer', ['node']),
  own('monitorCommands', 'boolean', ['node']),
  own('noDelay', 'boolean', ['node']),
  own('promoteBuffers', 'boolean', ['node']),
  own('promoteLongs', 'boolean', ['node']),
  own('promoteValues', 'boolean', ['node']),
  own('raw', 'boolean', ['node']),
  own('serializeFunctions', 'boolean', ['node']),
  own('servername', 'text', ['node']),
  own('srvAllowedHostsSuffix', 'text', ['node', 'csharp']),
  own('tlsCRLFile', 'path', ['node', 'pymongo']),
  own('useBigInt64', 'boolean', ['node']),
  own('wtimeout', 'integer', ['node', 'pymongo', 'go', 'csharp']),

  own('datetime_conversion', 'text', ['pymongo']),
  own('server_api', 'text', ['pymongo']),
  own('tz_aware', 'boolean', ['pymongo']),
  own('unicode_decode_error_handler', 'text', ['pymongo']),
  own(
    'uuidRepresentation',
    'enum',
    ['pymongo', 'java'],
    ['unspecified', 'standard', 'pythonLegacy', 'javaLegacy', 'csharpLegacy'],
  ),

  own('maxLifeTimeMS', 'integer', ['java', 'csharp']),
  own('safe', 'boolean', ['java', 'csharp']),
  own('slaveOk', 'boolean', ['java']),
  own('sslInvalidHostNameAllowed', 'boolean', ['java']),

  own('heartbeatIntervalMS', 'integer', ['go', 'csharp']),
  own('maxStaleness', 'integer', ['go', 'csharp']),
  own('sslCertificateAuthorityFile', 'path', ['go']),
  own('sslClientCertificateKeyFile', 'path', ['go']),
  own('sslClientCertificateKeyPassword', 'secret', ['go']),
  own('sslInsecure', 'boolean', ['go']),
  own('tlsCertificateFile', 'path', ['go']),
  own('tlsPrivateKeyFile', 'path', ['go']),
  own('zstdCompressionLevel', 'integer', ['go']),

  own('gssapiServiceName', 'text', ['java', 'go', 'csharp']),
  own('heartbeatTimeoutMS', 'integer', ['csharp']),
  own('ipv6', 'boolean', ['csharp']),
  own('secondaryAcceptableLatencyMS', 'integer', ['csharp']),
  own('sslVerifyCertificate', 'boolean', ['csharp']),
  own('waitQueueMultiple', 'number', ['csharp']),
  own('waitQueueSize', 'integer', ['csharp']),

  // of the Java driver before 4, which warned of it
  own('streamType', 'text', []),
  // of the driver for C, and what is built on it; not read from a source here
  own('canonicalizeHostname', 'boolean', []),
];

const byLowerCase = new Map(uriOptions.map((entry) => [entry.name.toLowerCase(), entry]));

/** The option of a connection string with this name, in any case. */
export function uriOptionNamed(name: string): UriOption | undefined {
  return byLowerCase.get(name.toLowerCase());
}
