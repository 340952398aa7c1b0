import { describe, expect, it } from 'vitest';
import { catalogue, iniOnlyNamed, optionAt } from '../../../server/src/core/catalogue/catalogue.ts';
import { allRules } from '../../support/lint.ts';
import { testRule } from '../../support/rule-tester.ts';

const encryption = 'security:\n  enableEncryption: true\n';
const audit = 'auditLog:\n  destination: file\n  format: JSON\n  path: /a\n';
const edition = 'enterprise';

testRule('missing-required-setting', {
  valid: [
    `${encryption}  encryptionKeyFile: /k\n`,
    `${encryption}  encryptionCipherMode: AES256-GCM\n  encryptionKeyFile: /k\n`,
    // the name is enough
    'security:\n  enableEncryption: false\n  encryptionKeyFile: /k\n',
    'security:\n  enableEncryption: false\n',
    'security:\n  kmip:\n    serverName: k\n',
    `${encryption}  kmip:\n    serverName: k\n    serverCAFile: /ca\n`,
    `${encryption}  vault:\n    serverName: v\n`,
    // what is not known may be there
    `${encryption}  {{ key }}\n`,
    'security:\n  encryptionKeyFile: /k\n  enableEncryption: {{ encrypt }}\n',
    'security:\n  encryptionKeyFile: /k\n{% if e %}\n  enableEncryption: true\n{% endif %}\n',
    '{% if e %}\nsecurity:\n  encryptionKeyFile: /k\n{% endif %}\n',
    'security:\n  encryptionKeyFile: /k\n  enableEncryption: {true\n',
    { text: audit, edition },
    { text: 'auditLog:\n  destination: syslog\n', edition },
    { text: 'auditLog:\n  destination: {{ to }}\n  format: JSON\n', edition },
    // a wrong word is a fault of its own
    { text: 'auditLog:\n  destination: File\n  format: JSON\n', edition },
    { text: 'auditLog:\n  format: JSON\n  filter: "{}"\n', edition, version: '4.0' },
    `${audit}  compressionMode: none\n`,
    `${audit}  compressionMode: zstd\n  localAuditKeyFile: /k\n`,
    'auditLog:\n  destination: syslog\n  localAuditKeyFile: /k\n',
    { text: 'security:\n  encryptionKeyFile: /k\n', edition: 'community' },
    { text: 'mongod --encryptionKeyFile /k -f mongod.conf\n', kind: 'commandline' },
    'auditDestination = file\nauditFormat = JSON\nauditPath = /a\n',
  ],
  invalid: [
    {
      text: 'security:\n  ⟦encryptionKeyFile⟧: /k\n',
      severity: 'error',
      message: 'security.encryptionKeyFile needs security.enableEncryption; the server',
    },
    { text: 'security:\n  ⟦encryptionCipherMode⟧: AES256-CBC\n' },
    { text: '⟦encryptionKeyFile⟧ = /k\n' },
    {
      text: 'security:\n  ⟦enableEncryption: true⟧\n',
      message: 'true needs security.encryptionKeyFile or security.kmip.serverName; the',
    },
    { text: '⟦enableEncryption = on⟧\n' },
    {
      text: 'mongod ⟦--encryptionKeyFile⟧ /k --auth\n',
      kind: 'commandline',
      message: 'needs --enableEncryption',
    },
    { text: 'security:\n  kmip:\n    ⟦port⟧: 1\n    ⟦clientCertificateFile⟧: /c\n' },
    { text: 'security:\n  kmip:\n    serverName: k\n    ⟦clientCertificatePassword⟧: p\n' },
    {
      text: `${encryption}  kmip:\n    ⟦serverName⟧: k\n`,
      severity: 'warning',
      message: 'MongoDB Enterprise',
    },
    {
      text: `${encryption}  kmip:\n    ⟦serverName⟧: k\n`,
      severity: 'error',
      edition,
      message: 'needs security.kmip.serverCAFile; MongoDB',
    },
    {
      text: `${encryption}  kmip:\n    ⟦serverName⟧: k\n`,
      platform: 'windows',
      message: 'serverCAFile or security.kmip.clientCertificateSelector; MongoDB',
    },
    { text: 'auditLog:\n  ⟦⟦destination: file⟧⟧\n', severity: 'warning', message: 'auditLog.format' },
    {
      text: 'auditLog:\n  ⟦destination: file⟧\n  format: BSON\n',
      severity: 'error',
      edition,
      message: 'auditLog.path',
    },
    { text: 'auditLog:\n  ⟦format⟧: JSON\n  ⟦filter⟧: "{}"\n', severity: 'warning' },
    {
      text: 'auditLog:\n  destination: syslog\n  ⟦path⟧: /a\n',
      edition,
      message: 'auditLog.destination file',
    },
    { text: 'auditLog:\n  ⟦runtimeConfiguration⟧: false\n', severity: 'error' },
    { text: 'auditLog:\n  ⟦⟦compressionMode⟧: zstd⟧\n' },
    { text: `${audit}  ⟦compressionMode: zstd⟧\n` },
    { text: `${audit}  ⟦auditEncryptionKeyIdentifier⟧: a\n`, program: 'mongos', message: 'kmip.serverName' },
  ],
});

describe('the constraints of the catalogue', () => {
  const constraints = catalogue.settings.flatMap(({ needs = [], excludes = [] }) => [...needs, ...excludes]);
  const names = constraints.flatMap(({ of, beside }) => [...of, ...(beside === undefined ? [] : [beside])]);
  it.each([...new Set(names)])('%s is a setting, with a value it takes', (name) => {
    const [path = '', value] = name.split('=');
    if (path.startsWith('setParameter.') || path.startsWith('security.vault.') || iniOnlyNamed(path)) return;
    const option = optionAt(path)?.option;
    expect(option).toBeDefined();
    if (value !== undefined) expect(option?.values).toContain(value);
  });

  it('name the rules that judge them', () => {
    const all = [...catalogue.settings, ...catalogue.parameters, ...catalogue.iniOnly].flatMap((entry) => [
      ...('needs' in entry ? (entry.needs ?? []) : []),
      ...(entry.excludes ?? []),
    ]);
    const judges = new Set(all.flatMap(({ judgedBy = 'none' }) => (judgedBy === 'none' ? [] : [judgedBy])));
    expect(judges.size).toBeGreaterThan(10);
    expect([...judges].filter((id) => !allRules.has(id))).toEqual([]);
  });
});
