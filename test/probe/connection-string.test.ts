import { describe, expect, it } from 'vitest';
import type { ClientName } from '../../server/src/core/client-options/client-names.ts';
import { parseConnection, withPassword, type Connection } from '../../server/src/probe/connection-string.ts';
import { explain } from '../../server/src/probe/explain.ts';
import type { Diagnosis } from '../../server/src/probe/report.ts';

function accepted(uri: string, options: Record<string, string> = {}, client?: ClientName): Connection {
  const { result } = parseConnection(uri, options, client);
  if ('failure' in result) throw new Error(JSON.stringify(result.failure));
  return result.connection;
}

function refused(uri: string, options: Record<string, string> = {}, client?: ClientName): Diagnosis {
  const { result, secrets } = parseConnection(uri, options, client);
  if ('connection' in result) throw new Error(`accepted: ${uri}`);
  return explain(result.failure, secrets);
}

describe('hosts', () => {
  it.each([
    ['mongodb://db.example.com', [{ host: 'db.example.com', port: 27017 }]],
    ['mongodb://DB.example.com:1/', [{ host: 'db.example.com', port: 1 }]],
    [
      'mongodb://a,b:2,a',
      [
        { host: 'a', port: 27017 },
        { host: 'b', port: 2 },
      ],
    ],
    ['mongodb://[::1]:27018/x', [{ host: '::1', port: 27018 }]],
    ['mongodb://[2001:db8::7]', [{ host: '2001:db8::7', port: 27017 }]],
    ['mongodb://us%65r:p%40ss@h%6Fst/', [{ host: 'host', port: 27017 }]],
  ])('%s', (uri, hosts) => {
    expect(accepted(uri).hosts).toEqual(hosts);
  });

  it('mongodb+srv turns TLS on, and can be told otherwise', () => {
    expect(accepted('mongodb+srv://cluster.example.net/')).toMatchObject({ srv: true, tls: true });
    expect(accepted('mongodb+srv://cluster.example.net/?tls=false').tls).toBe(false);
    expect(accepted('mongodb+srv://cluster.example.net/', { tls: 'false' }).tls).toBe(false);
  });

  it.each([
    ['localhost:27017', 'starts with mongodb:// or mongodb+srv://'],
    ['mongodb://', 'empty host name'],
    ['mongodb://a,,b', 'empty host name'],
    ['mongodb://::1', 'must stand in brackets'],
    ['mongodb://[zz]:1', 'hold no IPv6 address'],
    ['mongodb://host:0', 'from 1 to 65535'],
    ['mongodb://host:70000', 'from 1 to 65535'],
    ['mongodb://host:x', 'from 1 to 65535'],
    ['mongodb://ho%zzst', 'not followed by two hexadecimal digits'],
    ['mongodb://%2Ftmp%2Fmongodb-27017.sock', 'Unix domain socket'],
    ['mongodb+srv://a.example.net,b.example.net', 'exactly one host'],
    ['mongodb+srv://a.example.net:27017', 'has no port'],
    ['mongodb://@host', 'no user name'],
  ])('%s: %s', (uri, sentence) => {
    const diagnosis = refused(uri);
    expect(diagnosis.code).toBe('bad-connection-string');
    expect(diagnosis.explanation).toContain(sentence);
  });
});

describe('options', () => {
  it('are read in any case, and percent-decoded', () => {
    const { tlsOptions } = accepted('mongodb://h/?TLS=true&tlscafile=%2Ftmp%2Fa%20b.pem');
    expect(Object.fromEntries(tlsOptions)).toEqual({ tls: 'true', tlsCAFile: '/tmp/a b.pem' });
  });

  it('those beside the connection string win', () => {
    const { tlsOptions, tls } = accepted('mongodb://h/?ssl=false&tlsCAFile=a', {
      tls: 'true',
      tlsCAFile: 'b',
    });
    expect(tls).toBe(true);
    expect(tlsOptions.get('tlsCAFile')).toBe('b');
  });

  it('the driver gets the string without those of TLS', () => {
    const uri = 'mongodb://u:p%40@h:1,i/db?tls=true&replicaSet=rs&tlsCAFile=x&authSource=admin';
    expect(accepted(uri).driverUri).toBe('mongodb://u:p%40@h:1,i/db?replicaSet=rs&authSource=admin');
    expect(accepted('mongodb://h').driverUri).toBe('mongodb://h/');
  });

  it.each([
    'tlsInsecure=true&tlsAllowInvalidCertificates=true',
    'tlsAllowInvalidHostnames=false&tlsInsecure=false',
    'tlsInsecure=true&tlsDisableOCSPEndpointCheck=true',
    'tlsInsecure=true&tlsDisableCertificateRevocationCheck=false',
    'tlsAllowInvalidCertificates=true&tlsDisableOCSPEndpointCheck=true',
    'tlsAllowInvalidCertificates=false&tlsDisableCertificateRevocationCheck=true',
    'tlsDisableOCSPEndpointCheck=true&tlsDisableCertificateRevocationCheck=true',
    'tls=true&ssl=false',
    'ssl=true&tls=true&ssl=false',
    'tlsCAFile=a&tlsCAFile=b',
    'loadBalanced=true&replicaSet=rs',
    'loadBalanced=true&directConnection=true',
    'srvMaxHosts=1',
    'srvServiceName=x',
  ])('%s cannot stand together', (query) => {
    expect(refused(`mongodb://h/?${query}`).code).toBe('conflicting-options');
  });

  it.each([
    'mongodb://a,b/?directConnection=true',
    'mongodb+srv://a.b.c/?directConnection=true',
    'mongodb://a,b/?loadBalanced=true',
  ])('%s contradicts its hosts', (uri) => {
    expect(refused(uri).code).toBe('conflicting-options');
  });

  it.each([
    'tls=true&ssl=true',
    'tlsAllowInvalidCertificates=true&tlsAllowInvalidHostnames=true',
    'tlsAllowInvalidHostnames=true&tlsDisableOCSPEndpointCheck=true',
    'tlsCAFile=a&tlsCAFile=a',
    'directConnection=true',
  ])('%s may stand together', (query) => {
    expect(accepted(`mongodb://h/?${query}`)).toBeDefined();
  });

  it.each([
    ['sslCA=x', 'tlsCAFile'],
    ['ssl_ca_certs=x', 'tlsCAFile'],
    ['sslPEMKeyFile=x', 'tlsCertificateKeyFile'],
    ['ssl_match_hostname=x', 'tlsAllowInvalidHostnames'],
    ['tlsCertificateFile=x', 'tlsCertificateKeyFile'],
  ])('%s is called %s now', (query, name) => {
    const diagnosis = refused(`mongodb://h/?tls=true&${query}`);
    expect(diagnosis.code).toBe('bad-connection-string');
    expect(diagnosis.fixes[0]).toContain(name);
  });

  it.each(['tls=maybe', 'tlsInsecure=1', 'tlsCAFile='])('%s is refused', (query) => {
    expect(refused(`mongodb://h/?${query}`).code).toBe('bad-connection-string');
  });

  it('notes what has no effect', () => {
    expect(accepted('mongodb://h/?tlsCAFile=x').notes.join()).toContain('TLS is off');
    expect(accepted('mongodb://h/?tls=true&tlsCAFile=a+b').notes.join()).toContain('%2B');
    expect(accepted('mongodb://h/?tls=true&tlsDisableOCSPEndpointCheck=true').notes.join()).toContain(
      'left out',
    );
  });
});

describe('options that not every driver knows', () => {
  it.each([
    'uuidRepresentation=standard',
    'connect=direct',
    'serverSelectionTryOnce=false',
    'tz_aware=true',
    'gssapiServiceName=x',
    'waitQueueMultiple=2',
    'slaveOk=true',
    'canonicalizeHostname=true',
    'streamType=netty',
    'unicode_decode_error_handler=ignore',
    'maxLifeTimeMS=1000',
    'ipv6=true',
  ])('%s is a note, and the driver of this test does not get it', (query) => {
    const { notes, driverUri } = accepted(`mongodb://h/?${query}&appName=a`);
    expect(notes.join()).toContain(`${query.replace(/=.*/, '')} is an option of`);
    expect(driverUri).toBe('mongodb://h/?appName=a');
  });

  it('are refused by a named client that refuses them, and ignored by one that ignores them', () => {
    const uri = 'mongodb://h/?tz_aware=true';
    expect(refused(uri, {}, 'node').explanation).toContain('the Node.js driver does not know it');
    expect(accepted(uri, {}, 'go').notes.join()).toContain('the Go driver ignores it silently');
    expect(accepted(uri, {}, 'pymongo').notes).toEqual([]);
  });

  it('are named where nobody knows them', () => {
    expect(refused('mongodb://h/?tlsCAFlie=x').explanation).toContain(
      'the option tlsCAFlie; tlsCAFile is near',
    );
    expect(refused('mongodb://h/?allowConnectionsWithoutCertificates=true').explanation).toContain(
      'is a setting of the server (net.tls.allowConnectionsWithoutCertificates)',
    );
    expect(accepted('mongodb://h/?tlsCAFlie=x', {}, 'pymongo').notes.join()).toContain('PyMongo ignores it');
    const empty = refused('mongodb://h/?replicaSet=');
    expect([empty.code, empty.explanation]).toEqual([
      'bad-connection-string',
      expect.stringContaining('replicaSet has no value'),
    ]);
  });

  it('old names are read by a driver that still knows them', () => {
    const { tls, tlsOptions } = accepted('mongodb://h/?ssl=true&sslCertificateAuthorityFile=a.pem', {}, 'go');
    expect([tls, tlsOptions.get('tlsCAFile')]).toEqual([true, 'a.pem']);
    expect(
      accepted('mongodb://h/?ssl=true&sslVerifyCertificate=false', {}, 'csharp').tlsOptions.get(
        'tlsInsecure',
      ),
    ).toBe('true');
  });

  it('files that a driver does not read have no effect', () => {
    const { tlsOptions, notes } = accepted('mongodb://h/?tls=true&tlsCAFile=a.pem', {}, 'java');
    expect(tlsOptions.has('tlsCAFile')).toBe(false);
    expect(notes.join()).toContain('the Java driver ignores it with a warning');
  });

  it('are listed as understood, without secrets', () => {
    const { options } = accepted(
      'mongodb://u:p@h/?tls=true&tlscafile=a&tlsCertificateKeyFilePassword=s3cr3t&authMechanismProperties=AWS_SESSION_TOKEN:s3cr3t&authMechanism=MONGODB-AWS',
    );
    expect(options).toMatchObject({ tls: 'true', tlsCAFile: 'a', tlsCertificateKeyFilePassword: '***' });
    expect(JSON.stringify(options)).not.toContain('s3cr3t');
  });

  it('tell how long a driver waits', () => {
    expect(accepted('mongodb://h/?connectTimeoutMS=500&serverSelectionTimeoutMS=700')).toMatchObject({
      connectTimeoutMS: 500,
      serverSelectionTimeoutMS: 700,
    });
  });

  it.each(['proxyPort=1080', 'proxyHost=p&proxyUsername=u', 'proxyHost=p&proxyPort=0'])(
    '%s is no proxy',
    (query) => {
      expect(refused(`mongodb://h/?${query}`).code).toBe('bad-connection-string');
    },
  );
});

describe('secrets', () => {
  // each holds "s3cr3t" where a careless message would repeat it
  it.each([
    'mongodb://alice:s3cr3t@@host/',
    'mongodb://alice:s3cr3t:x@host/',
    'mongodb://alice:pa/s3cr3t@host/',
    'mongodb://alice:pa?s3cr3t@host/',
    'mongodb://alice:12:s3cr3t/',
    'mongodb://alice:s3cr3t',
    'mongodb://alice:%s3cr3t@host/',
    'mongodb://alice:x@s3cr3t@host/',
    'mongodb://alice:1@host/s3cr3t@x',
    'alice:s3cr3t@host',
    'mongodb://alice:s3cr3t@host:x/',
    'mongodb://host/?tls=true&tlsCertificateKeyFilePassword=s3cr3t&tls=maybe',
    'mongodb://host/?tls=true&tlsCertificateKeyFilePassword=s3cr3t&tlsCertificateKeyFilePassword=s3cr3tt',
  ])('no message repeats a part of %s', (uri) => {
    expect(JSON.stringify(refused(uri))).not.toContain('s3cr3t');
  });

  it('are known encoded and decoded', () => {
    const { secrets } = parseConnection('mongodb://u:p%40ss@h/?tlsCertificateKeyFilePassword=a%20b', {
      tlsCertificateKeyFilePassword: 'c d',
    });
    expect(secrets).toEqual(expect.arrayContaining(['p%40ss', 'p@ss', 'a b', 'a%20b', 'c d']));
  });

  it('a password is put behind its user', () => {
    expect(withPassword('mongodb://u@h:1/x?tls=true', 'p@ss/:')).toBe(
      'mongodb://u:p%40ss%2F%3A@h:1/x?tls=true',
    );
    expect(withPassword('mongodb+srv://u:old@h.example.net', 'new')).toBe(
      'mongodb+srv://u:new@h.example.net',
    );
    expect(withPassword('mongodb://h/', 'x')).toBeUndefined();
  });
});
