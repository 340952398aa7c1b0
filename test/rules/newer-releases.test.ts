import { describe, expect, it } from 'vitest';
import { newestVersion, seriesOf } from '../../server/src/core/server/server-version.ts';
import { parseText } from '../../server/src/core/documents/document.ts';
import { lint } from '../../server/src/core/linting/lint.ts';
import { allRules } from '../../server/src/rules/all-rules.ts';
import { facts } from '../support/facts.ts';
import { testRule } from '../support/rule-tester.ts';
import { tls } from '../support/server-behaviour.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';

testRule('version-beyond-known', {
  valid: [
    '# mongodb-tls: version=9.0\nnet: {}\n',
    // a patch of a known series brings no settings
    '# mongodb-tls: version=9.0.14\nnet: {}\n',
    { text: 'net: {}\n', version: '8.3' },
    { text: 'net: {}\n', version: '12.7', program: 'mongosqld', fileName: 'mongosqld.conf' },
  ],
  invalid: [
    {
      text: 'net: {}\n⟦# mongodb-tls: version=12.7⟧\n',
      version: '12.7',
      severity: 'info',
      message: 'newer than 9.0',
    },
    { text: '⟦⟧net: {}\n', version: '9.1' },
    { text: '⟦⟧port = 1\n', version: '10' },
    // once, however many servers
    {
      text: 'a:\n  image: mongo:11\n  command: ⟦--port⟧ 1\nb:\n  image: mongo:11\n  command: --port 2\n',
      kind: 'commandline',
    },
  ],
});

testRule('deprecated-setting', {
  valid: [
    { text: 'net.wireObjectCheck: true\n', version: '8.3' },
    // a rule of its own
    { text: 'net.ssl.mode: disabled\n' },
    'net.port: 1\n',
  ],
  invalid: [
    {
      text: '⟦net.wireObjectCheck⟧: false\n',
      version: '9.0',
      severity: 'info',
      message: 'since MongoDB 9.0',
    },
    { text: '⟦noobjcheck⟧ = true\n', version: '9.0' },
    { text: 'mongod --port 1 ⟦--objcheck⟧\n', version: '9.0', kind: 'commandline' },
  ],
});

testRule('community-without-tls', {
  valid: [
    { text: 'net.ssl.mode: requireSSL\n', version: '2.6' },
    { text: 'net.ssl.mode: requireSSL\n', version: '2.6', edition: 'enterprise' },
    { text: 'net.ssl.mode: requireSSL\n', version: '3.0', edition: 'community' },
    { text: 'net.port: 1\n', version: '2.6', edition: 'community' },
  ],
  invalid: [
    {
      text: 'net:\n  ssl:\n    ⟦mode⟧: requireSSL\n    CAFile: /ca.pem\n',
      version: '2.6',
      edition: 'community',
      severity: 'warning',
      message: 'Community before 3.0',
    },
    { text: '⟦sslMode⟧ = requireSSL\n', version: '2.6.12', edition: 'community' },
  ],
});

function lintText(text: string, given: { version: string }): Finding[] {
  return lint(parseText('config', text), facts(given), {}, allRules);
}

/** What the manual says of releases whose source was not read: text, the rule that speaks, and the versions. */
describe('releases after 8.0.10', () => {
  it.each([
    ['storage.wiredTiger.engineConfig.cacheSizePct: 50\n', 'unknown-setting', ['8.1'], ['8.2', '8.3', '9.0']],
    [
      'storage.wiredTiger.engineConfig.zstdCompressionLevel: -7\n',
      'number-out-of-range',
      ['5.0', '8.0.10'],
      ['8.2', '9.0.2'],
    ],
    ['storage.wiredTiger.engineConfig.zstdCompressionLevel: -8\n', 'number-out-of-range', ['8.2'], []],
    ['replicaSetConfigShardMaintenanceMode = true\n', 'unknown-ini-name', ['8.2'], ['8.3']],
    ['defaultSlowInProgMS = 5\n', 'unknown-ini-name', ['8.2'], ['8.3', '9.0']],
    ['setParameter:\n  useInternalAuthzForX509: true\n', 'unknown-parameter', ['4.4', '8.0.10'], ['9.0']],
    ['setParameter:\n  preAuthMaximumMessageSizeBytes: 1\n', 'unknown-parameter', ['5.0'], ['8.3']],
    ['setParameter:\n  mongotHost: localhost:27028\n', 'unknown-parameter', [], ['7.0', '9.0']],
    ['setParameter:\n  sessionCatalogPartitions: 4\n', 'unknown-parameter', ['8.0.10'], ['9.0.1', '9.0']],
    [
      tls('    certificateKeyFilePassword: x\nsetParameter:\n  featureFlagGRPC: true\n'),
      'tls-setting-impossible-with-grpc',
      ['8.0', '8.1', '8.3.2'],
      ['8.3.3', '8.3', '9.0', '7.0'],
    ],
    ['net.tls.mode: requireTLS\n', 'legacy-tls-protocol', [], ['8.3', '9.0']],
  ])('%j: %s for %j and not for %j', (text, rule, wrong, right) => {
    const found = [...wrong, ...right].map((version) => [
      version,
      lintText(text, { version }).some((finding) => finding.rule === rule && finding.severity === 'error'),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      ...Object.fromEntries(wrong.map((version) => [version, true])),
      ...Object.fromEntries(right.map((version) => [version, false])),
    });
  });

  it('may have brought a parameter to a patch of an older series, which is a warning then', () => {
    const text = 'setParameter:\n  ingressConnectionEstablishmentRateLimiterEnabled: true\n';
    const found = lintText(text, { version: '8.0.18' }).filter(({ rule }) => rule === 'unknown-parameter');
    expect(found.map(({ severity, message }) => [severity, message.includes('not established')])).toEqual([
      ['warning', true],
    ]);
  });
});

describe('a release above the newest known', () => {
  const words = [
    'net:\n  shiny: 1\n',
    'net:\n  tsl:\n    mode: requireTLS\n',
    'tlsMode: requireTLS\n',
    'setParameter:\n  tlsWitholdClientCertificate: true\n',
    'net.tls.mode: quantumTLS\n',
    'security.clusterAuthMode: sendMLDSA\n',
    'security.authorization: strict\n',
    'storage.engine: diamond\n',
    'systemLog:\n  destination: journald\n',
    'net.compression.compressors: brotli\n',
    tls('    disabledProtocols: TLS1_4\n'),
    tls('    logVersions: TLS1_4\n'),
    'shiny = 1\n',
    'portt = 1\n',
  ];

  it.each(words)('is not said to refuse a word that nobody has read of: %j', (text) => {
    const known = lintText(text, { version: seriesOf(newestVersion) });
    expect(known.some(({ severity }) => severity === 'error')).toBe(true);
    const found = lintText(text, { version: '12.7' });
    expect(found.filter(({ rule }) => rule === 'version-beyond-known')).toHaveLength(1);
    const wrong = found.filter(
      ({ severity, message }) => severity === 'error' || /does not start|would not start/.test(message),
    );
    expect(wrong.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(found.filter(({ fix }) => fix?.safe).map(({ fix }) => fix?.title)).toEqual([]);
  });

  it('still tells what else may be meant', () => {
    const [found] = lintText('net.tls.mode: RequireTLS\n', { version: '12.7' }).filter(
      ({ rule }) => rule === 'unknown-value',
    );
    expect(found?.message).toContain('MongoDB 12.7 may. If it does not: write requireTLS.');
  });

  it('keeps the errors that rest on what is known', () => {
    const text = 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /a.pem\n';
    const found = lintText(text, { version: '12.7' });
    expect(found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
      'tls-without-chain-of-trust',
    ]);
  });
});
