import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { suggestConnection } from '../../../server/src/core/editing/suggest-connection.ts';

function suggest(text: string, fileName = 'mongod.conf', memberHosts: string[] = []) {
  return suggestConnection(parseConfig(text, { fileName }), {
    memberHosts,
    localPath: (path) => `/local${path}`,
  });
}
const uriOf = (text: string, fileName?: string, hosts?: string[]) => suggest(text, fileName, hosts)?.uri;

describe('suggestConnection', () => {
  it('asks this machine on the default port where the file says nothing', () => {
    expect(suggest('')).toEqual({ uri: 'mongodb://localhost:27017/', options: { tls: 'false' } });
  });

  it.each([
    ['net: {port: 27117}', 'mongodb://localhost:27117/'],
    ['net: {bindIp: "127.0.0.1,db1.example.net"}', 'mongodb://db1.example.net:27017/'],
    ['net: {bindIp: "0.0.0.0"}', 'mongodb://localhost:27017/'],
    ['net: {bindIp: "db1.example.net", bindIpAll: true}', 'mongodb://localhost:27017/'],
    ['net: {bindIp: "::1,fd00::7"}', 'mongodb://[fd00::7]:27017/'],
    ['net: {bindIp: "/tmp/m.sock, 10.0.0.7"}', 'mongodb://10.0.0.7:27017/'],
    ['net: {port: 99999}', 'mongodb://localhost:27017/'],
    ['net: {port: "{{ port }}"}', 'mongodb://localhost:27017/'],
    ['sharding: {clusterRole: shardsvr}', 'mongodb://localhost:27018/'],
    ['sharding: {clusterRole: configsvr}', 'mongodb://localhost:27019/'],
    ['replication: {replSetName: rs0}', 'mongodb://localhost:27017/?directConnection=true'],
    ['port = 27117\nbind_ip = 10.0.0.7\n', 'mongodb://10.0.0.7:27117/'],
  ])('%s', (text, uri) => {
    expect(uriOf(text)).toBe(uri);
  });

  it('prefers the names by which the deployment is reached', () => {
    expect(uriOf('net: {port: 27117}', undefined, ['', 'db.example.net'])).toBe(
      'mongodb://db.example.net:27117/',
    );
    expect(uriOf('net: {port: 27117}', undefined, ['db.example.net:1234'])).toBe(
      'mongodb://db.example.net:1234/',
    );
  });

  it('has none for mongosqld and for a server that only listens on a socket file', () => {
    expect(suggest('net: {port: 3307}', 'mongosqld.conf')).toBeUndefined();
    expect(suggest('net: {bindIp: /tmp/mongodb.sock}')).toBeUndefined();
  });

  it('gives the files a client needs, where they lie on this machine', () => {
    const files = 'certificateKeyFile: /etc/ssl/server.pem\n    CAFile: /etc/ssl/ca.pem\n';
    expect(suggest(`net:\n  tls:\n    mode: requireTLS\n    ${files}`)?.options).toEqual({
      tls: 'true',
      tlsCAFile: '/local/etc/ssl/ca.pem',
      tlsCertificateKeyFile: '/local/etc/ssl/server.pem',
    });
    const optional = 'allowConnectionsWithoutCertificates: true\n';
    expect(suggest(`net:\n  tls:\n    mode: requireTLS\n    ${files}    ${optional}`)?.options).toEqual({
      tls: 'true',
      tlsCAFile: '/local/etc/ssl/ca.pem',
    });
  });

  it('reads the ssl names too and never passes on a password', () => {
    const text =
      'net:\n  ssl:\n    mode: preferSSL\n    PEMKeyFile: /s.pem\n    PEMKeyPassword: hush\n    CAFile: /ca.pem\n';
    const suggestion = suggest(text);
    expect(suggestion?.options).toEqual({
      tls: 'true',
      tlsCAFile: '/local/ca.pem',
      tlsCertificateKeyFile: '/local/s.pem',
    });
    expect(JSON.stringify(suggestion)).not.toContain('hush');
  });
});
