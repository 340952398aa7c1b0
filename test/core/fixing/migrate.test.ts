import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { meaningOf } from '../../../server/src/core/config/normalised-settings.ts';
import { migrateToTls, planMigration, sslSettings } from '../../../server/src/core/fixing/migrate.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';

/** Name, text before, text after. */
const cases: [string, string, string][] = [
  [
    'a section, with comments, order and quotes kept',
    'net:\n  port: 27017\n  ssl:   # TLS\n    # the mode\n    mode: \'requireSSL\'  # all\n    PEMKeyFile: "/etc/a.pem"\n    PEMKeyPassword: x\n\n    CAFile: /etc/ca.pem\n  bindIp: ::1\n',
    'net:\n  port: 27017\n  tls:   # TLS\n    # the mode\n    mode: \'requireTLS\'  # all\n    certificateKeyFile: "/etc/a.pem"\n    certificateKeyFilePassword: x\n\n    CAFile: /etc/ca.pem\n  bindIp: ::1\n',
  ],
  [
    'all other names',
    'net:\n  ssl:\n    mode: preferSSL\n    weakCertificateValidation: true\n    allowInvalidHostnames: true\n    clusterFile: c\n    clusterPassword: p\n    sslCipherConfig: HIGH\n    disabledProtocols: TLS1_0\n    FIPSMode: true\n    CRLFile: r\n',
    'net:\n  tls:\n    mode: preferTLS\n    allowConnectionsWithoutCertificates: true\n    allowInvalidHostnames: true\n    clusterFile: c\n    clusterPassword: p\n    tlsCipherConfig: HIGH\n    disabledProtocols: TLS1_0\n    FIPSMode: true\n    CRLFile: r\n',
  ],
  [
    'dotted keys at the top',
    'net.ssl.mode: allowSSL\nnet.ssl.PEMKeyFile: a\nnet.port: 1\n',
    'net.tls.mode: allowTLS\nnet.tls.certificateKeyFile: a\nnet.port: 1\n',
  ],
  [
    'dotted keys in a section',
    'net:\n  ssl.mode: disabled\n  "ssl.CAFile": a\n',
    'net:\n  tls.mode: disabled\n  "tls.CAFile": a\n',
  ],
  ['a dotted section', 'net.ssl:\n  PEMKeyFile: a\n', 'net.tls:\n  certificateKeyFile: a\n'],
  [
    'flow style',
    'net: {port: 1, ssl: {mode: requireSSL, PEMKeyFile: /a}}\n',
    'net: {port: 1, tls: {mode: requireTLS, certificateKeyFile: /a}}\n',
  ],
  [
    'JSON',
    '{\n  "net": {\n    "ssl": { "mode": "requireSSL", "PEMKeyFile": "/a" }\n  }\n}\n',
    '{\n  "net": {\n    "tls": { "mode": "requireTLS", "certificateKeyFile": "/a" }\n  }\n}\n',
  ],
  [
    'CRLF and a byte order mark',
    '\uFEFFnet:\r\n  ssl:\r\n    mode: requireSSL\r\n    PEMKeyFile: a\r\n',
    '\uFEFFnet:\r\n  tls:\r\n    mode: requireTLS\r\n    certificateKeyFile: a\r\n',
  ],
  [
    'quoted keys',
    '\'net\':\n  "ssl":\n    \'mode\': requireSSL\n    "PEMKeyFile": a\n',
    '\'net\':\n  "tls":\n    \'mode\': requireTLS\n    "certificateKeyFile": a\n',
  ],
  [
    'an escaped key',
    'net:\n  "ss\\x6c":\n    "PEMKey\\x46ile": a\n',
    'net:\n  tls:\n    certificateKeyFile: a\n',
  ],
  [
    'a child named value',
    'net: {ssl: {mode: {value: requireSSL}, CAFile: {value: a}}}\n',
    'net: {tls: {mode: {value: requireTLS}, CAFile: {value: a}}}\n',
  ],
  [
    'a mode on its own line and one with a tag',
    'net:\n  ssl:\n    mode:\n      !!str requireSSL\n    CAFile: a\n',
    'net:\n  tls:\n    mode:\n      !!str requireTLS\n    CAFile: a\n',
  ],
  ['a mode in a block scalar', 'net.ssl.mode: >-\n  requireSSL\n', 'net.tls.mode: >-\n  requireTLS\n'],
  [
    'a tls word, which 4.2 takes under the old name',
    'net.ssl.mode: requireTLS\n',
    'net.tls.mode: requireTLS\n',
  ],
  [
    'anchors and aliases of values',
    'net:\n  ssl:\n    CAFile: &ca /etc/ca.pem\n    clusterCAFile: *ca\n    PEMKeyFile: *ca\n',
    'net:\n  tls:\n    CAFile: &ca /etc/ca.pem\n    clusterCAFile: *ca\n    certificateKeyFile: *ca\n',
  ],
  [
    'server parameters',
    'setParameter:\n  sslWithholdClientCertificate: true\n  disableNonSSLConnectionLogging: true\n  opensslCipherConfig: HIGH\n',
    'setParameter:\n  tlsWithholdClientCertificate: true\n  disableNonTLSConnectionLogging: true\n  opensslCipherConfig: HIGH\n',
  ],
  [
    'an expansion directive as a password',
    'net:\n  ssl:\n    PEMKeyPassword:\n      __exec: "cat ssl"\n      type: string\n',
    'net:\n  tls:\n    certificateKeyFilePassword:\n      __exec: "cat ssl"\n      type: string\n',
  ],
  [
    'sections side by side: tls first',
    'net:\n  tls:\n    mode: requireTLS\n  ssl:  # old\n    # the file\n    PEMKeyFile: a # here\n    # end\n  port: 1\n',
    'net:\n  tls:\n    mode: requireTLS\n    # old\n    # the file\n    certificateKeyFile: a # here\n    # end\n  port: 1\n',
  ],
  [
    'sections side by side: ssl first, other indentation, something between',
    'net:\n  ssl:\n      PEMKeyFile: a\n      CAFile: |\n        b\n  port: 1\n  # here\n  tls:\n    mode: requireTLS\n',
    'net:\n  port: 1\n  # here\n  tls:\n    mode: requireTLS\n    certificateKeyFile: a\n    CAFile: |\n      b\n',
  ],
  [
    'two dotted sections',
    'net.tls:\n  mode: requireTLS\nsystemLog:\n  quiet: true\nnet.ssl:\n  PEMKeyFile: a\n',
    'net.tls:\n  mode: requireTLS\n  certificateKeyFile: a\nsystemLog:\n  quiet: true\n',
  ],
  [
    'two maps in braces',
    'net: {ssl: {PEMKeyFile: a, CAFile: b}, tls: {mode: requireTLS}, port: 1}\n',
    'net: {tls: {mode: requireTLS, certificateKeyFile: a, CAFile: b}, port: 1}\n',
  ],
  [
    'two maps in braces over several lines',
    '{"net": {\n  "tls": {\n    "mode": "requireTLS"\n  },\n  "ssl": {\n    "PEMKeyFile": "a",\n    "CAFile": "b"\n  }\n}}\n',
    '{"net": {\n  "tls": {\n    "mode": "requireTLS",\n    "certificateKeyFile": "a",\n    "CAFile": "b"\n  }\n}}\n',
  ],
  [
    'lines beside braces',
    'net:\n  tls: {mode: requireTLS}\n  ssl: # old\n    PEMKeyFile: a\n    "CAFile": b\n',
    'net:\n  tls: {mode: requireTLS}\n  # old\n  tls.certificateKeyFile: a\n  "tls.CAFile": b\n',
  ],
  [
    'braces beside lines',
    'net:\n  ssl: {PEMKeyFile: a, "CAFile":"b"} # old\n  tls:\n    mode: requireTLS\n',
    'net:\n  # old\n  tls:\n    mode: requireTLS\n    certificateKeyFile: a\n    "CAFile": "b"\n',
  ],
  [
    'braces into empty braces',
    'net:\n  tls: {}\n  ssl: { PEMKeyFile: a }\n',
    'net:\n  tls: {certificateKeyFile: a}\n',
  ],
  [
    'nested beside dotted',
    'net:\n  ssl:\n    PEMKeyFile: a\nnet.tls.mode: requireTLS\n',
    'net:\n  tls:\n    certificateKeyFile: a\nnet.tls.mode: requireTLS\n',
  ],
  [
    'INI',
    '# ssl\r\nsslMode = requireSSL # all\r\nsslPEMKeyFile=/a\r\n  sslWeakCertificateValidation = true\r\nsetParameter = sslWithholdClientCertificate=true\r\nport = 1\r\n',
    '# ssl\r\ntlsMode = requireTLS # all\r\ntlsCertificateKeyFile=/a\r\n  tlsAllowConnectionsWithoutCertificates = true\r\nsetParameter = tlsWithholdClientCertificate=true\r\nport = 1\r\n',
  ],
  [
    'sslOnNormalPorts',
    'sslOnNormalPorts = true\nsslCAFile = a\n',
    'tlsOnNormalPorts = true\ntlsCAFile = a\n',
  ],
  [
    'a template around names and values',
    'net:\n  ssl:\n    mode: requireSSL\n{% if ca %}\n    CAFile: {{ ca }}\n{% endif %}\n    PEMKeyFile: {{ dir }}/ssl.pem\n',
    'net:\n  tls:\n    mode: requireTLS\n{% if ca %}\n    CAFile: {{ ca }}\n{% endif %}\n    certificateKeyFile: {{ dir }}/ssl.pem\n',
  ],
  [
    'branches of a template',
    'net:\n  ssl:\n{% if tls %}\n    mode: requireSSL\n{% else %}\n    mode: disabled\n{% endif %}\n',
    'net:\n  tls:\n{% if tls %}\n    mode: requireTLS\n{% else %}\n    mode: disabled\n{% endif %}\n',
  ],
];

describe('migrateToTls', () => {
  it.each(cases)('%s', (_, before, after) => {
    const config = parseConfig(before);
    expect(config.problems).toEqual([]);
    const edits = migrateToTls(config);
    expect(applyEdits(before, edits)).toBe(after);
    const migrated = parseConfig(after);
    expect(sslSettings(migrated)).toEqual([]);
    expect(migrateToTls(migrated)).toEqual([]);
    expect(meaningOf(migrated)).toEqual(meaningOf(config));
    const sorted = [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
    for (const [index, edit] of sorted.entries()) {
      expect(edit.span[0], 'edits do not overlap').toBeGreaterThanOrEqual(sorted[index - 1]?.span[1] ?? 0);
    }
  });

  it.each([
    [
      'both modes',
      'net: {ssl: {mode: requireSSL}, tls: {mode: requireTLS}}\n',
      'net.tls.mode is set more than once',
    ],
    ['one option under both names', 'net.ssl.CAFile: a\nnet.tls.CAFile: a\n', 'net.tls.CAFile is set more'],
    [
      'two old names of one option',
      'net.ssl:\n  weakCertificateValidation: true\n  allowConnectionsWithoutCertificates: true\n',
      'net.tls.allowConnectionsWithoutCertificates is set',
    ],
    ['one option twice in INI', 'sslCAFile = a\ntlsCAFile = a\n', 'net.tls.CAFile is set more'],
    [
      'one parameter under both names',
      'setParameter:\n  sslWithholdClientCertificate: true\n  tlsWithholdClientCertificate: true\n',
      'tlsWithholdClientCertificate is set',
    ],
    ['a file that is no YAML', 'net:\n  ssl:\n    mode: "requireSSL" x\n', 'not valid YAML'],
    ['an empty tls section', 'net:\n  tls:\n  ssl:\n    CAFile: a\n', 'nothing below it'],
    [
      'an anchored section that would be torn apart',
      'net:\n  tls:\n    mode: disabled\n  ssl: &s\n    CAFile: a\n',
      'cannot be joined',
    ],
    [
      'branches of a template for servers of different versions',
      'net:\n{% if new %}\n  tls:\n    CAFile: a\n{% else %}\n  ssl:\n    PEMKeyFile: a\n{% endif %}\n',
      'different versions',
    ],
    [
      'sections side by side in any template',
      'net:\n  tls:\n    CAFile: {{ a }}\n  ssl:\n    PEMKeyFile: a\n',
      'cannot be joined',
    ],
  ])('refuses %s and says why', (_, text, reason) => {
    const plan = planMigration(parseConfig(text));
    expect(plan.edits).toEqual([]);
    expect(plan.safe).toBe(false);
    expect(plan.reason).toContain(reason);
  });

  it.each([
    [
      'a mode that a template fills in',
      'net:\n  ssl:\n    mode: {{ mode }}\n    CAFile: a\n',
      'net.ssl.mode',
    ],
    ['a mode from outside', 'net.ssl.mode: {__exec: x, type: string}\n', 'net.ssl.mode'],
    ['a mode the server refuses', 'sslMode = requiressl\n', 'net.ssl.mode'],
    ['lines a template puts in', 'net:\n  ssl:\n    CAFile: a\n    {{ more }}\n', 'template'],
  ])('leaves to the user %s', (_, text, reason) => {
    const config = parseConfig(text);
    const plan = planMigration(config);
    expect(plan.edits).not.toEqual([]);
    expect(plan.safe).toBe(false);
    expect(plan.reason).toContain(reason);
    expect(migrateToTls(config)).toEqual([]);
  });

  it('leaves the BI Connector and files without ssl names alone', () => {
    const text = 'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: a\n';
    expect(planMigration(parseConfig(text, { fileName: 'mongosqld.conf' }))).toEqual({
      edits: [],
      safe: true,
    });
    expect(planMigration(parseConfig('net:\n  port: 1 # ssl\n'))).toEqual({ edits: [], safe: true });
  });
});
