import { testRule } from '../../support/rule-tester.ts';

testRule('expansion-file-open-to-others', {
  valid: [
    { text: 'net:\n  port: {__exec: a}\n', fileMode: 0o644 },
    { text: 'net:\n  port: {__rest: "https://a"}\n', fileMode: 0o622 },
    { text: 'net:\n  port: 1\n', fileMode: 0o666 },
    { text: 'net:\n  port: {__exec: a}\n', fileMode: 0o666, platform: 'windows' },
    { text: 'net:\n  port: {__exec: a}\n', fileMode: 0o666, version: '4.0' },
    'net:\n  port: {__exec: a, trim: none}\n',
    { text: 'net:\n  port: {__exec: a}\n', fileMode: 0o666, configExpand: 'none' },
    { text: 'net:\n  port: 1\n', fileMode: 0o644, configExpand: 'exec' },
  ],
  invalid: [
    { text: 'net:\n  port: {⟦__exec⟧: a}\n', fileMode: 0o666, message: 'may write this file' },
    { text: 'net:\n  port: {⟦__exec⟧: b}\n', fileMode: 0o620, message: 'mode 0620' },
    { text: 'net:\n  port: {⟦__rest⟧: "https://a"}\n', fileMode: 0o604, severity: 'warning' },
    { text: '⟦net:⟧\n  port: 1\n', fileMode: 0o644, configExpand: 'rest,exec', severity: 'error' },
    { text: '⟦port = 1⟧\n', fileMode: 0o666, configExpand: 'exec' },
    { text: '⟦__exec⟧: a\ntype: yaml\n', fileMode: 0o606 },
  ],
});
