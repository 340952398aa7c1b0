import { testRule } from '../../support/rule-tester.ts';

const kind = 'commandline';
const fileName = 'db.yaml';
const resource = (settings: string, tls = 'tls: { enabled: true }', type = 'MongoDBCommunity'): string =>
  `apiVersion: mongodbcommunity.mongodb.com/v1\nkind: ${type}\nmetadata:\n  name: db\nspec:\n  version: "7.0.7"\n  security:\n    ${tls}\n  additionalMongodConfig:\n${settings}`;
const nested = '    net:\n      tls:\n        mode: preferTLS\n';

testRule('setting-of-operator', {
  valid: [
    resource('    net:\n      maxIncomingConnections: 900\n'),
    resource(nested, 'tls: { enabled: false }'),
    resource(nested, 'authentication: {}'),
    resource(nested, 'tls: { enabled: true }', 'MongoDB'),
    resource('    net.tls.disabledProtocols: TLS1_0\n'),
  ].map((text) => ({ text, kind, fileName }) as const),
  invalid: [
    {
      text: resource(
        '    net:\n      tls:\n        ⟦mode: requireTLS⟧\n        ⟦allowConnectionsWithoutCertificates: false⟧\n',
      ),
      kind,
      fileName,
      severity: 'info',
      message: 'spec.security.tls',
    },
    { text: resource('    ⟦net.tls.CAFile: /ca.pem⟧\n'), kind, fileName },
    { text: resource('    ⟦net.ssl.PEMKeyFile: /x.pem⟧\n'), kind, fileName },
  ],
});
