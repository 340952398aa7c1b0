import { testRule } from '../../support/rule-tester.ts';

const digest = 'f88c7ebe4740db59c873cecf5e1f18e3726a1ad64068a13d764b79028430ab0e';

testRule('bad-expansion', {
  valid: [
    'net:\n  port: {__exec: echo 1, type: string, trim: whitespace}\n',
    '__exec: cat other.conf\ntype: yaml\ntrim: none\n',
    'net:\n  port: {__rest: "https://a.example/b"}\n',
    'net:\n  port: {__rest: "http://localhost:8080/b"}\n',
    `net:\n  port: {__exec: a, digest: '${digest}', digest_key: '736563726574'}\n`,
    'net:\n  port: {__exec: "{{ command }}", trim: "{{ trim }}"}\n',
    { text: 'net:\n  port: {__exec: a, foo: b}\n', version: '4.0' },
  ],
  invalid: [
    { text: 'net:\n  port: {__exec: a, ⟦__rest⟧: "https://a"}\n', message: 'either __exec or __rest' },
    { text: 'net:\n  port: {__exec: a, ⟦foo⟧: b}\n', message: 'has no field foo' },
    { text: 'net:\n  port: {__exec: ⟦[a]⟧}\n', message: 'a single text' },
    { text: 'net:\n  port: {__exec: ⟦~⟧}\n' },
    { text: 'net:\n  port: {__exec: a, type: ⟦yaml⟧}\n', message: 'whole file' },
    { text: 'net:\n  port: {__exec: a, type: ⟦int⟧}\n', message: 'string or yaml' },
    { text: 'net:\n  port: {__exec: a, trim: ⟦all⟧}\n', message: 'none or whitespace' },
    { text: '__rest: ⟦ftp://a⟧\ntype: yaml\n', message: 'https://' },
    { text: 'net:\n  port: {__rest: "⟦http://a.example⟧"}\n'.replace('"⟦', '⟦"').replace('⟧"', '"⟧') },
    { text: `net:\n  port: {__exec: a, ⟦digest⟧: '${digest}'}\n`, message: 'needs digest_key' },
    { text: "net:\n  port: {__exec: a, ⟦digest_key⟧: '73'}\n", message: 'needs digest' },
    { text: `net:\n  port: {__exec: a, digest: '${digest}', digest_key: ⟦''⟧}\n`, message: 'empty' },
    {
      text: `net:\n  port: {__exec: a, digest: '${digest}', digest_key: ⟦'73x4'⟧}\n`,
      message: 'hexadecimal',
    },
    { text: "net:\n  port: {__exec: a, digest: ⟦'123'⟧, digest_key: '73'}\n", message: 'two for each byte' },
    { text: "net:\n  port: {__exec: a, digest: ⟦'1234'⟧, digest_key: '73'}\n", message: '64' },
  ],
});
