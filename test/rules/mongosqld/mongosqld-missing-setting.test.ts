import { testRule } from '../../support/rule-tester.ts';

const fileName = 'mongosqld.conf';
const user = 'mongodb:\n  net:\n    auth:\n      username: a\n';

testRule('mongosqld-missing-setting', {
  valid: [
    { text: `security:\n  enabled: true\n${user}      password: b\n`, fileName },
    { text: `security:\n  enabled: true\n${user}      mechanism: GSSAPI\n`, fileName },
    { text: `security:\n  enabled: true\n${user}      mechanism: {{ mechanism }}\n`, fileName },
    { text: 'security:\n  enabled: false\n', fileName },
    { text: 'security:\n  enabled: true\n{{ auth }}\n', fileName },
    { text: 'schema:\n  stored:\n    mode: auto\n    source: a\n  refreshIntervalSecs: 60\n', fileName },
    { text: 'schema:\n  stored:\n    mode: custom\n    source: a\n  refreshIntervalSecs: 0\n', fileName },
  ],
  invalid: [
    { text: 'security:\n  enabled: ⟦true⟧\n', fileName, message: 'username and password' },
    {
      text: `security:\n  enabled: ⟦true⟧\n${user}`,
      fileName,
      message: 'mongodb.net.auth.password is missing',
    },
    { text: 'schema:\n  stored:\n    mode: ⟦auto⟧\n', fileName, message: 'needs schema.stored.source' },
    {
      text: 'schema:\n  stored:\n    mode: custom\n    source: a\n  refreshIntervalSecs: ⟦60⟧\n',
      fileName,
      message: 'cannot be refreshed',
    },
  ],
});
