import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { safeEdits } from '../../../server/src/core/fixing/fix.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { findings, testRule } from '../../support/rule-tester.ts';

testRule('deprecated-ssl-name', {
  valid: [
    'net:\n  tls:\n    mode: requireTLS\n',
    { text: 'net:\n  ssl:\n    mode: requireSSL\n', version: '4.0.28' },
    { text: 'net:\n  ssl:\n    mode: requireSSL\n', fileName: 'mongosqld.conf' },
    'tlsMode = requireTLS\n',
    // unknown names are another rule's
    'net:\n  ssl:\n    colour: blue\n',
    '# net.ssl.mode: requireSSL\nnet.port: 1\n',
    // a template for old servers and new ones
    'net:\n{% if new %}\n  tls:\n    CAFile: a\n{% else %}\n  ssl:\n    CAFile: a\n{% endif %}\n',
  ],
  invalid: [
    {
      text: 'net:\n  ⟦ssl⟧:\n    mode: requireSSL\n    PEMKeyFile: a\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: a\n',
      message: 'net.tls',
      severity: 'warning',
    },
    { text: '⟦net.ssl.mode⟧: requireTLS\n', fixed: 'net.tls.mode: requireTLS\n' },
    {
      text: 'net:\n  ⟦ssl.CAFile⟧: a\nnet.ssl.mode: requireSSL\n',
      message: '1 other ssl name here is old too.',
      fixed: 'net:\n  tls.CAFile: a\nnet.tls.mode: requireTLS\n',
    },
    {
      text: '⟦sslMode⟧ = requireSSL\nport = 1\nsslCAFile = a\nsslPEMKeyFile = b\n',
      message: '2 other ssl names here are old too.',
      fixed: 'tlsMode = requireTLS\nport = 1\ntlsCAFile = a\ntlsCertificateKeyFile = b\n',
    },
    {
      text: 'net:\n  ⟦ssl⟧:\n    mode: requireSSL\nsetParameter:\n  ⟦sslWithholdClientCertificate⟧: true\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\nsetParameter:\n  tlsWithholdClientCertificate: true\n',
    },
    {
      text: 'setParameter:\n  ⟦sslWithholdClientCertificate⟧: true\n',
      fixed: 'setParameter:\n  tlsWithholdClientCertificate: true\n',
      message: 'write tlsWithholdClientCertificate',
    },
    {
      text: '⟦sslMode⟧ = requireSSL\n',
      fixed: 'tlsMode = requireTLS\n',
      message: 'with the value requireTLS',
    },
    { text: '⟦sslOnNormalPorts⟧ = true\n', fixed: 'tlsOnNormalPorts = true\n' },
    {
      text: 'net:\n  ⟦ssl⟧:\n    CAFile: a\n  tls:\n    CAFile: a\n',
      message: 'is set more than once',
    },
    {
      text: '⟦net.ssl.mode⟧: ${MODE}\n',
      fixed: 'net.tls.mode: ${MODE}\n',
      message: 'check by hand',
    },
  ],
});

describe('the fixes of deprecated-ssl-name', () => {
  const text = 'net:\n  ssl:\n    mode: "requireSSL" # x\n    # ca\n    CAFile: a\n  port: 1\n';

  it('is one fix for the whole file, taken once by fix-all', () => {
    const found = findings('deprecated-ssl-name', text);
    expect(found).toHaveLength(1);
    expect(found[0]?.hints?.map(({ span }) => text.slice(...span))).toEqual(['mode', 'CAFile']);
    expect(found[0]?.fix?.safe).toBe(true);
    expect(found[0]?.tags).toEqual(['deprecated']);
    expect(applyEdits(text, safeEdits(found))).toBe(
      'net:\n  tls:\n    mode: "requireTLS" # x\n    # ca\n    CAFile: a\n  port: 1\n',
    );
  });

  it('is shared by the findings of several sections', () => {
    const both = findings('deprecated-ssl-name', `${text}net.ssl.PEMKeyFile: k\n`);
    expect(both).toHaveLength(2);
    expect(both[1]?.fix).toBe(both[0]?.fix);
  });

  it('is not offered at a line that a comment silences', () => {
    const silenced = text.replace(
      '    CAFile',
      '    # mongodb-tls-disable-next-line deprecated-ssl-name\n    CAFile',
    );
    const [found] = findings('deprecated-ssl-name', silenced);
    expect(found?.hints?.map(({ span }) => silenced.slice(...span))).toEqual(['mode']);
  });

  const moved = (source: string, key: string): string | undefined => {
    const all = findings('deprecated-ssl-name', source);
    const fix = all
      .flatMap(({ alternatives = [], hints = [] }) => [
        ...alternatives,
        ...hints.flatMap((hint) => hint.alternatives ?? []),
      ])
      .find(({ title }) => title.includes(`only ${key} `));
    return fix && applyEdits(source, fix.edits);
  };

  it.each([
    [
      'into a new section',
      text,
      'net.ssl.mode',
      'net:\n  ssl:\n    # ca\n    CAFile: a\n  tls:\n    mode: "requireTLS" # x\n  port: 1\n',
    ],
    [
      'the last line of the section',
      'net:\n  ssl:\n    mode: requireSSL\n    CAFile: a',
      'net.ssl.CAFile',
      'net:\n  ssl:\n    mode: requireSSL\n  tls:\n    CAFile: a',
    ],
    [
      'the first line where the section ends the file',
      'net:\n  ssl:\n    PEMKeyFile: b\n    CAFile: a',
      'net.ssl.PEMKeyFile',
      'net:\n  ssl:\n    CAFile: a\n  tls:\n    certificateKeyFile: b',
    ],
    [
      'into the section that is there',
      'net:\r\n  ssl:\r\n    PEMKeyFile: b\r\n    CAFile: a\r\n  tls:\r\n     mode: requireTLS\r\n',
      'net.ssl.PEMKeyFile',
      'net:\r\n  ssl:\r\n    CAFile: a\r\n  tls:\r\n     mode: requireTLS\r\n     certificateKeyFile: b\r\n',
    ],
    [
      'a dotted key in place',
      'net.ssl.mode: requireSSL\nnet.ssl.CAFile: a\n',
      'net.ssl.mode',
      'net.tls.mode: requireTLS\nnet.ssl.CAFile: a\n',
    ],
  ])('moves one setting: %s', (_, before, key, after) => {
    const result = moved(before, key);
    expect(result).toBe(after);
    expect(parseConfig(after).problems).toEqual([]);
  });

  it.each([
    ['a setting alone in its section', 'net:\n  ssl:\n    CAFile: a\n', 'net.ssl.CAFile'],
    ['braces', 'net: {ssl: {CAFile: a, PEMKeyFile: b}}\n', 'net.ssl.CAFile'],
    ['a template', 'net:\n  ssl:\n    CAFile: {{ a }}\n    PEMKeyFile: b\n', 'net.ssl.CAFile'],
  ])('moves no single setting out of %s', (_, source, key) => {
    expect(moved(source, key)).toBeUndefined();
  });
});
