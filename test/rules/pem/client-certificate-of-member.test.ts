import { deploymentOf } from '../../support/deployment.ts';
import { client, pemFiles, server } from '../../support/pki.ts';
import { certificate } from '../../support/certs.ts';
import { testRule } from '../../support/rule-tester.ts';

const deployment = deploymentOf('/work/mongod.conf');
const marked = client.pem.replace(/^-----BEGIN CERTIFICATE-----/, '⟦$&⟧');
const usage = { extendedKeyUsage: ['clientAuth'] };
const withMoreUnits = certificate({ ...usage, subject: 'O=Example, OU=Database, OU=Ops, CN=application' });
const withAttributes = `net:
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: /etc/ssl/ca.pem
    clusterAuthX509:
      attributes: O=Example
security:
  clusterAuthMode: x509
`;

const otherMember = `net:
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: /etc/ssl/ca.pem
security:
  clusterAuthMode: x509
`;
const twoMembers = new Map([...deploymentOf('/work/b.conf', otherMember), ...deployment]);

const withKeys = withAttributes.replace(/ {4}clusterAuthX509:\n.*\n/, '').replace('x509', 'keyFile');

testRule('client-certificate-of-member', {
  valid: [
    client.pem,
    { text: server.pem, deployment },
    { text: String(pemFiles['/etc/ssl/client.pem']), deployment },
    { text: String(pemFiles['/etc/ssl/client.pem']), deployment: twoMembers },
    { text: certificate({ ...usage, subject: 'O=Example, OU=Applications, CN=a' }).pem, deployment },
    { text: withMoreUnits.pem, deployment: deploymentOf('/work/mongod.conf', undefined, { version: '5.0' }) },
    { text: client.pem, deployment: deploymentOf('/work/mongod.conf', withAttributes) },
    { text: client.pem, deployment: deploymentOf('/work/with-keys.conf', withKeys) },
    { text: client.keyPem, deployment },
    { text: '', deployment },
  ],
  invalid: [
    {
      text: marked,
      deployment,
      severity: 'warning',
      message:
        'The server of mongod.conf takes this certificate for that of a member, because of O=Example, OU=Database',
    },
    { text: withMoreUnits.pem.replace(/^-----BEGIN CERTIFICATE-----/, '⟦$&⟧'), deployment },
  ],
});
