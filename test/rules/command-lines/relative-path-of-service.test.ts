import { testRule } from '../../support/rule-tester.ts';

testRule('relative-path-of-service', {
  valid: [
    'mongod --config C:\\mongodb\\mongod.cfg --install\r\n',
    'mongod --config "C:/Program Files/mongod.cfg" --dbpath \\\\server\\share --reinstall\n',
    'mongod -f D:\\mongod.cfg --install\n',
    'mongod --dbpath data\n',
    'mongod --config mongod.cfg --remove\n',
    // not looked at
    'mongod --tlsClusterCAFile ca.pem --install\n',
    'mongod --serviceName MongoDB --install\n',
    // filled in
    'mongod --config %~dp0mongod.cfg --install\n',
    'mongod --config "$PSScriptRoot\\mongod.cfg" --install\n',
    'mongod --config {{ file }} --install\n',
    'mongod --dbpath --install\n',
    'sc create MongoDB binPath= "\\"C:\\bin\\mongod.exe\\" --install --config=\\"C:\\mongod.cfg\\""\n',
    'mongosh --config a --install\n',
    'mongod -f mongod.cfg\n',
  ],
  invalid: [
    { text: 'mongod --config ⟦mongod.cfg⟧ --install\r\n', severity: 'error', message: '--config' },
    { text: 'mongod -f ⟦mongod.cfg⟧ --install\n', message: '--config' },
    { text: 'mongos.exe --config ⟦\\mongod.cfg⟧ --reinstall\n', message: 'mongos --reinstall' },
    { text: 'mongod --install --dbpath=⟦C:data⟧ --logpath "⟦..\\log\\m.log⟧"\n' },
    { text: 'mongod --install --keyFile ⟦/k⟧ --pidfilepath ⟦p⟧ --auditPath ⟦a⟧\n' },
    {
      text: 'mongod --install --tlsCertificateKeyFile ⟦a⟧ --tlsClusterFile ⟦b⟧ --tlsCAFile ⟦c⟧ --tlsCRLFile ⟦d⟧\n',
    },
    { text: 'mongod --install --sslPEMKeyFile ⟦a⟧ --sslCAFile C:\\ca.pem\n' },
    { text: '"C:\\bin\\mongod.exe" --dbpath ⟦data⟧ ^\r\n  --install\r\n' },
    { text: '& "C:\\bin\\mongod.exe" --dbpath ⟦data⟧ `\n  --install\n' },
    { text: '- win_command: mongod.exe --config ⟦mongod.cfg⟧ --install\n' },
  ],
});
