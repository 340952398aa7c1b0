import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-ini-name', {
  valid: [
    'port = 1\ndbpath = /a\nbind_ip = ::1\n# a = b\nvv = true\nverbose = v\nsetParameter = x=y\n',
    'auth = true\nsslMode = requireSSL\ntlsCAFile = a\nlogpath = /a # b = c\n',
    { text: 'smallfiles = true\n', version: '4.0' },
    { text: 'smallfiles = true\nquota = true\nrest = true\nport = 1\n', version: '2.4' },
    { text: 'slave = true\nsource = a:1\nonly = b\nslavedelay = 5\nautoresync = true\n', version: '3.6' },
    { text: 'nojournal = true\nnodur = true\ndur = false\n', version: '5.0' },
    { text: 'configdb = a/b:1\ntest = true\n', program: 'mongos' },
    '<%= name %> = true\nport = 1\nfork = true\n',
    'net:\n  prt: 1\n',
  ],
  invalid: [
    {
      text: '⟦nojournal⟧ = true\n',
      versionIsAssumed: true,
      severity: 'warning',
      message: 'nojournal was removed in MongoDB 6.1: from that version on mongod does not start',
    },
    { text: '⟦rest⟧ = true\n', versionIsAssumed: true, severity: 'error' },
    {
      text: '⟦nohttpinterface⟧ = true\n⟦diaglog⟧ = 0\n',
      versionIsAssumed: true,
      severity: 'error',
      message: 'was removed in MongoDB 3.6; mongod 9.0.2 does not start',
    },
    { text: '⟦nohints⟧ = true\n⟦mms-token⟧ = x\n', version: '3.6', message: 'was removed in MongoDB 2.6' },
    { text: '⟦chunkSize⟧ = 64\n', program: 'mongos', message: 'was removed in MongoDB 3.4' },
    { text: '⟦dbpth⟧ = /a\n', fixed: 'dbpath = /a\n', message: 'dbpath is' },
    { text: 'port = 1\n⟦net.port⟧ = 1\n'.replace('port = 1\n', 'fork = 1\n'), fixed: 'fork = 1\nport = 1\n' },
    {
      text: 'port = 1\n⟦authorization⟧ = enabled\n',
      fixed: 'port = 1\nauth = true\n',
      message: 'write auth = true',
    },
    { text: '⟦security.authorization⟧ = enabled\n', message: 'the INI format does not have' },
    { text: '⟦smallfiles⟧ = true\n', message: 'was removed in MongoDB 4.2' },
    { text: '⟦nojournal⟧ = true\n', version: '6.1', message: 'removed' },
    { text: '⟦autoresync⟧ = true\n', version: '4.0', message: 'was removed in MongoDB 4.0' },
    { text: '⟦autoresync⟧ = true\n', versionIsAssumed: true, severity: 'warning' },
    { text: '⟦auth⟧ = true\n', program: 'mongos', message: 'is a setting of mongod only' },
    {
      text: '⟦tlsMode⟧ = disabled\n',
      version: '4.0',
      message: 'came with MongoDB 4.2; mongod 4.0 does not start',
    },
    { text: 'fork = 1\n[mongod]\n⟦port⟧ = 1\ndbpath = /a\n', message: '[mongod] above puts "mongod."' },
    { text: '⟦qqqqqqqqq⟧ = 1\n', message: 'no name the server knows' },
    { text: 'fork = 1\n⟦⟧= 1\n', message: 'empty' },
    {
      text: '⟦sslCertificateSelector⟧ = subject=a\n',
      version: '4.0',
      platform: 'windows',
      message: 'came with MongoDB 4.2; mongod 4.0 does not start',
    },
  ],
});

testRule('bad-ini-switch', {
  valid: [
    'fork = TRUE\nquiet = on\nlogappend = 0\nipv6 =\nauth = No\nnoauth = yes\n',
    'fork = <%= fork %>\nauth = <%= auth %>\nnoauth = {{ x }}\nsslOnNormalPorts = {{ y }}\n',
    'port = maybe\n',
  ],
  invalid: [
    { text: 'fork = ⟦maybe⟧\n', message: 'neither on nor off' },
    { text: 'auth = ⟦enabled⟧\n' },
    { text: 'fork = ⟦"true"⟧ # quotes count\n' },
    { text: 'noscripting = ⟦2⟧\n' },
  ],
});

testRule('bad-ini-line', {
  // the YAML reader stops the server before it looks for lines; or one line turns YAML into INI, which another rule says
  valid: [
    'port = 1\n# comment\n\n   \n',
    'port = 1\n[a]\n',
    'a = b\nc: d\nfork\n',
    'httpinterface = true\n# log\nsystemLog:\n  destination: file\n',
  ],
  invalid: [{ text: 'port = 1\n  ⟦fork⟧ # x\nquiet = true\n' }],
});

testRule('bad-ini-parameter', {
  valid: ['setParameter = a=b\n', 'setParameter = <%= x %>\n'],
  invalid: [{ text: 'setParameter = ⟦ocspEnabled⟧\n' }],
});

testRule('bad-verbosity', {
  valid: ['verbose = true\n', 'verbose = vvvvv\n', 'verbose =\n', 'vv = true\n'],
  invalid: [{ text: 'verbose = ⟦1⟧\n' }, { text: 'verbose = ⟦false⟧\n' }],
});

testRule('cluster-role-switched-off', {
  valid: ['shardsvr = true\n', 'configsvr =\n'],
  invalid: [{ text: 'shardsvr = ⟦false⟧\n' }, { text: 'configsvr = ⟦no⟧\n' }],
});

testRule('misleading-ini-switch', {
  valid: ['noauth = true\n', 'auth = true\n', 'fork = false\n'],
  invalid: [
    { text: '⟦noauth = false⟧\n', message: 'access control on', severity: 'info' },
    { text: '⟦auth = off⟧\n', severity: 'warning' },
    { text: '⟦noscripting = 0⟧\n' },
  ],
});

testRule('wrong-number', {
  valid: ['port = 0x10\n', 'verbose = vv\n', 'port = <%= port %>\n'],
  invalid: [{ text: 'port = ⟦abc⟧\n' }, { text: 'port =⟦⟧\n', message: 'has no value' }],
});

testRule('conflicting-ini-switches', {
  valid: [
    'configsvr = true\n',
    '{% if shard %}\nshardsvr = true\n{% else %}\nconfigsvr = true\n{% endif %}\n',
  ],
  invalid: [
    { text: 'shardsvr = true\n⟦configsvr⟧ = on\n', message: 'beside shardsvr' },
    { text: 'noobjcheck =\n⟦objcheck⟧ = 1\n' },
    { text: 'objcheck = true\n⟦noobjcheck⟧ = false\n' },
    { text: 'maintenanceMode = standalone\n⟦shardsvr⟧ = true\n' },
    { text: 'shardsvr = {{ a }}\n⟦configsvr⟧ = {{ b }}\n' },
    { text: 'journal = true\n⟦nojournal⟧ = true\n', version: '4.4' },
    { text: 'syslog = true\n⟦logpath⟧ = /l\n', message: 'beside syslog; the' },
    { text: 'logpath = /l\n⟦syslog⟧ = off\n', message: 'beside logpath, even as false' },
  ],
});

testOnFlags('conflicting-ini-switches', {
  valid: ['mongod --shardsvr --syslog\n', 'mongod --shardsvr; mongod --configsvr\n'],
  invalid: [
    { text: 'mongod --shardsvr ⟦--configsvr⟧\n', message: 'beside --shardsvr' },
    { text: 'mongod --logpath /l ⟦--syslog⟧\n' },
  ],
});
