import { testRule } from '../../support/rule-tester.ts';

const encryption = 'security:\n  enableEncryption: true\n';

testRule('conflicting-settings', {
  valid: [
    `${encryption}  encryptionKeyFile: /k\n`,
    `${encryption}  encryptionKeyFile: /k\nstorage:\n  engine: wiredTiger\n`,
    `${encryption}{% if kmip %}\n  kmip:\n    serverName: k\n{% else %}\n  encryptionKeyFile: /k\n{% endif %}\n`,
    'auditLog:\n  runtimeConfiguration: false\n  filter: "{}"\n',
    'auditLog:\n  runtimeConfiguration: {{ run }}\n  filter: "{}"\n',
    { text: 'storage:\n  indexBuildRetry: true\n', version: '4.2' },
    // gone, which is a fault of its own
    'storage:\n  indexBuildRetry: true\nreplication:\n  replSetName: a\n',
  ],
  invalid: [
    {
      text: `${encryption}  encryptionKeyFile: /k\n  kmip:\n    ⟦serverName⟧: k\n    ⟦keyIdentifier⟧: i\n`,
      severity: 'error',
      message: 'security.encryptionKeyFile cannot stand beside security.kmip.serverName; the server',
    },
    { text: `${encryption}  kmip:\n    rotateMasterKey: false\n  ⟦encryptionKeyFile⟧: /k\n` },
    { text: 'auditLog:\n  localAuditKeyFile: /k\n  ⟦auditEncryptionKeyIdentifier⟧: a\n' },
    { text: 'auditLog:\n  runtimeConfiguration: true\n  ⟦filter⟧: "{}"\n' },
    { text: 'auditLog:\n  runtimeConfiguration: true\nsetParameter:\n  ⟦auditAuthorizationSuccess⟧: true\n' },
    {
      text: `${encryption}storage:\n  ⟦engine⟧: inMemory\n`,
      severity: 'warning',
      message: 'MongoDB Enterprise',
    },
    { text: `${encryption}storage:\n  ⟦engine⟧: inMemory\n`, severity: 'error', edition: 'enterprise' },
    {
      text: 'security:\n  kmip:\n    clientCertificateFile: /c\n    ⟦clientCertificateSelector⟧: subject=a\n',
      platform: 'windows',
    },
    { text: 'storage:\n  indexBuildRetry: false\nreplication:\n  ⟦replSetName⟧: a\n', version: '4.2' },
    { text: 'noIndexBuildRetry = true\n⟦replSet⟧ = a\n', version: '4.0' },
    { text: 'snmp-disabled = true\n⟦snmp-master⟧ = true\n', version: '4.4' },
    {
      text: 'mongod --enableEncryption --encryptionKeyFile /k ⟦--kmipServerName⟧ k\n',
      kind: 'commandline',
      message: '--encryptionKeyFile cannot stand beside --kmipServerName',
    },
  ],
});
