import { testRule } from '../../support/rule-tester.ts';

testRule('empty-section', {
  valid: [
    // what is below it has a tab before it, which has a rule of its own
    'storage:\n\tdbPath: /data\nnet:\n\tport: 1\n',
    'net: {}\n',
    'net:\n  port: 1\n',
    'net:\n  port:\n',
    'foo:\n',
    'setParameter: {}\n',
    'net:\n{{ net }}\n',
    '{% if a %}\nnet:\n{% endif %}\nstorage:\n  dbPath: /data\n',
    'net:\n\u00A0\u00A0port: 1\n',
    { text: 'storage:\n', program: 'mongos' },
    { text: 'net:\n', fileName: 'mongosqld.conf' },
  ],
  invalid: [
    {
      text: '⟦net⟧:\nstorage:\n  dbPath: /data\n',
      message: 'net has nothing below it',
      fixed: '# net:\nstorage:\n  dbPath: /data\n',
    },
    {
      text: 'net:\n  port: 1\n  ⟦tls⟧:   # later\n  #  mode: requireTLS\n',
      fixed: 'net:\n  port: 1\n  # tls:   # later\n  #  mode: requireTLS\n',
    },
    { text: 'net:\n  ⟦tls⟧: ~\n', fixed: '# net:\n  # tls: ~\n' },
    { text: '{⟦net⟧: , storage: {dbPath: /data}}\n', fixed: '{net: {} , storage: {dbPath: /data}}\n' },
    { text: '⟦net⟧: null', fixed: '# net: null' },
    { text: '⟦setParameter⟧:\n', message: 'no map', fixed: '# setParameter:\n' },
    {
      text: '⟦storage⟧:\ndbPath: /data # where\njournal:\n    commitIntervalMs: 1\n\nnet:\n  port: 1\n',
      fixed: 'storage:\n  dbPath: /data # where\n  journal:\n      commitIntervalMs: 1\n\nnet:\n  port: 1\n',
    },
    {
      text: 'net:\n  ⟦tls⟧:\n  mode: requireTLS\n  port: 1\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n  port: 1\n',
    },
    { text: '⟦net.tls⟧:\nnet.port: 1\n', fixed: '# net.tls:\nnet.port: 1\n' },
  ],
});
