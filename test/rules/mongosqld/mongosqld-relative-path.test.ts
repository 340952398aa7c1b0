import { testRule } from '../../support/rule-tester.ts';

const fileName = 'mongosqld.conf';

testRule('mongosqld-relative-path', {
  valid: [
    { text: 'systemLog:\n  path: /var/log/mongosqld.log\n', fileName },
    { text: "systemLog:\n  path: 'C:\\logs\\mongosqld.log'\n", fileName },
    { text: 'systemLog:\n  path: \\\\server\\share\\log\n', fileName },
    { text: 'systemLog:\n  path: ${DIR}/log\n', fileName },
    { text: 'systemLog:\n  path:\n', fileName },
    { text: 'systemLog:\n  path: log\n  destination: file\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    { text: 'systemLog:\n  path: ⟦log/mongosqld.log⟧\n', fileName, severity: 'warning' },
    {
      text: 'net:\n  ssl:\n    PEMKeyFile: ⟦"./a.pem"⟧\nmongodb:\n  net:\n    ssl:\n      CAFile: ⟦ca.pem⟧\n',
      fileName,
    },
  ],
});
