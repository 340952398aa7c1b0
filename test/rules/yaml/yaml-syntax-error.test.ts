import { expect, it } from 'vitest';
import { lint } from '../../support/lint.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { facts } from '../../support/facts.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule('yaml-syntax-error', {
  valid: [
    'net:\n  port: 27017\n',
    '{"net": {"port": 27017}}',
    // the server's reader lets these pass
    'net:\n  port: 1]\n',
    'a: "text\n  over lines"\n',
    'storage:\n  dbPath: D:\\data\\db\n',
    // the Go reader of mongosqld has its own limits
    { text: 'net: [\n', program: 'mongosqld' },
    // a template decides what the lines will be
    'net: {{ net }\n  port: [\n{% if x %}{% endif %}',
    // faults with rules of their own
    'net:\n\tport: 1\n',
    'net:\n\u00a0\u00a0port: 1\n a\n\u00a0: [\n',
  ],
  invalid: [
    {
      text: 'systemLog:\n  path: /var/log\n   ⟦destination: file⟧ # deeper\n',
      fixed: 'systemLog:\n  path: /var/log\n  destination: file # deeper\n',
      message: 'deeper',
    },
    {
      text: 'net:\n  bindIp: "a"\n    ⟦port: 1⟧\n',
      fixed: 'net:\n  bindIp: "a"\n  port: 1\n',
    },
    {
      text: 'systemLog:\n  path: ⟦C: \\log: x⟧ # where\n',
      fixed: "systemLog:\n  path: 'C: \\log: x' # where\n",
      message: 'must be quoted',
    },
    { text: 'security:\n    authorization: enabled\n  ⟦keyFile: /k⟧\n', message: 'indentation' },
    { text: 'net:\n  bindIp: ⟦[a, b⟧\n  port: 1\n', message: 'not closed' },
    { text: 'net: ⟦{port: 1⟧\nstorage:\n  dbPath: /d\n' },
    { text: 'net:\n  bindIp: [a: b⟦: c]⟧\n', message: 'commas' },
    { text: 'net: {port: 1}\n⟦}⟧\n', message: 'No bracket' },
    { text: 'net: ⟦{⟧port: 1]\n' },
    { text: 'net:\n  bindIp: ⟦@all⟧\n', fixed: "net:\n  bindIp: '@all'\n", message: '@' },
    { text: 'net:\n  bindIp: ⟦%x⟧\n', fixed: "net:\n  bindIp: '%x'\n" },
    { text: 'net:\n  bindIp: ⟦*⟧\n', fixed: "net:\n  bindIp: '*'\n", message: 'anchor' },
    { text: 'net:\n  bindIp: ⟦*all⟧ # x\n', fixed: "net:\n  bindIp: '*all' # x\n" },
    // quotes would make a text of it, which is no value there
    { text: 'net:\n  tls: ⟦*x⟧\n', message: 'anchor' },
    { text: 'setParameter: ⟦*x⟧\n' },
    { text: 'net:\n  port: ⟦*x⟧\n' },
    { text: 'net:\n  tls:\n    mode: ⟦*x⟧\n' },
    { text: 'security:\n  authenticationMechanisms: ⟦*x⟧\n' },
    {
      text: 'setParameter:\n  saslHostName: ⟦*x⟧\n',
      fixed: "setParameter:\n  saslHostName: '*x'\n",
    },
    { text: 'net:\n  bindIp: ⟦&⟧\n', fixed: "net:\n  bindIp: '&'\n" },
    { text: 'a: ⟦!x!⟧\n', fixed: "a: '!x!'\n" },
    { text: 'net:\n  bindIp: "a" ⟦b⟧\n', message: 'nothing but a comment' },
    { text: 'net:\n  bindIp: ⟦- a⟧\n', message: 'line of its own' },
    { text: 'net:\n  port: 1\n  ⟦- a⟧\n', message: 'list item' },
    { text: 'net:\n  port: 1\n  bindIp: ⟦? a⟧\n' },
    { text: 'text: ⟦|2x⟧\n  a\n' },
    { text: '⟦%YAML 3.0⟧\n---\na: 1\n', message: 'directive' },
    { text: 'a: &x {b: ⟦*x⟧}\n', message: 'no end' },
    {
      text: `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,⟦*c⟧,*c,*c]\ne: [*d,*d]\n`,
      message: 'far more',
    },
    { text: `${'['.repeat(499)}⟦⟧[1]${']'.repeat(499)}\n`, message: 'nested' },
  ],
});

it.each([
  'net:\n  tls: *x\n',
  'net: *x\n',
  'net: {tls: *x}\n',
  'setParameter: *x\n',
  'net:\n  tls:\n    mode: *x\n',
  'net:\n  port: *x\n',
  'net:\n  tls:\n    allowInvalidCertificates: *x\n',
  'security:\n  authenticationMechanisms: *x\n',
  'security:\n  keyFile: *x\n',
])('an alias to nothing is one error: %j', (text) => {
  const errors = lint(parseConfig(text), facts()).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule }) => rule)).toEqual(['yaml-syntax-error']);
});
