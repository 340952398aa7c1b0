import { describe, expect, it } from 'vitest';
import { accessOf, type Access } from '../../../server/src/core/security/who-may-connect.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { newestVersion, parseServerVersion } from '../../../server/src/core/server/server-version.ts';
import type { Platform } from '../../../server/src/core/server/server-kind.ts';

function access(text: string, version?: string, platform: Platform = 'linux'): Access {
  const serverVersion = version === undefined ? newestVersion : parseServerVersion(version);
  if (!serverVersion) throw new Error(`no version ${String(version)}`);
  return accessOf(parseConfig(text), { serverVersion, platform });
}

/** Plain, without, with a valid, with an invalid certificate. */
const admissions = (found: Access) => found.rows.map(({ admission }) => admission).join(' ');

function tls(...lines: string[]): string {
  return ['net:', '  tls:', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

describe('who may connect', () => {
  it.each([
    [['mode: disabled'], 'yes no no no', 'none'],
    [['mode: requireTLS', 'CAFile: ca'], 'no no yes no', 'required'],
    [['mode: preferTLS', 'CAFile: ca'], 'yes no yes no', 'required'],
    [['mode: allowTLS', 'CAFile: ca'], 'yes no yes no', 'required'],
    [
      ['mode: requireTLS', 'CAFile: ca', 'allowConnectionsWithoutCertificates: true'],
      'no warned yes no',
      'optional',
    ],
    // an invalid certificate is let in, a missing one is not (server-behaviour.md W10, W11)
    [['mode: requireTLS', 'CAFile: ca', 'allowInvalidCertificates: true'], 'no no yes warned', 'required'],
    [
      [
        'mode: requireTLS',
        'CAFile: ca',
        'allowConnectionsWithoutCertificates: true',
        'allowInvalidCertificates: true',
      ],
      'no warned yes warned',
      'optional',
    ],
    [['mode: requireTLS', 'CAFile: ca', 'clusterCAFile: cluster'], 'no no yes no', 'required'],
  ])('%j: %s', (lines, expected, certificate) => {
    const found = access(tls(...lines));
    expect(admissions(found)).toBe(expected);
    expect(found.clientCertificate).toBe(certificate);
    expect(found.refusal).toBeUndefined();
  });

  it('nobody over TLS where nothing is set', () => {
    expect(admissions(access(''))).toBe('yes no no no');
  });

  it('names the authority that counts for incoming connections', () => {
    const found = access(tls('mode: requireTLS', 'CAFile: ca', 'clusterCAFile: cluster'));
    expect(found.rows[2]?.why).toContain('clusterCAFile');
  });

  it.each([
    [['mode: requireTLS'], 'chain of trust'],
    [['mode: requireTLS', 'clusterCAFile: cluster'], 'needs CAFile'],
  ])('%j does not start where a chain of trust is needed', (lines, refusal) => {
    expect(access(tls(...lines)).refusal).toContain(refusal);
    expect(access(tls(...lines), '5.0.25').refusal).toContain(refusal);
    expect(access(tls(...lines), '5.0.24').refusal).toBeUndefined();
  });

  it('CAFile and the system store exclude each other', () => {
    const text = `${tls('mode: requireTLS', 'CAFile: ca')}setParameter: {tlsUseSystemCA: true}\n`;
    expect(access(text).refusal).toContain('exclude');
  });

  it('the system store counts as authority', () => {
    const text = `${tls('mode: requireTLS')}setParameter: {tlsUseSystemCA: true}\n`;
    expect(admissions(access(text))).toBe('no no yes no');
    expect(access(text).rows[2]?.why).toContain('store of the system');
  });

  it('no refusal while TLS is off', () => {
    expect(access(tls('mode: disabled', 'clusterCAFile: x')).refusal).toBeUndefined();
  });

  it('before CVE-2024-1351 a server without CAFile looked at no certificate', () => {
    const found = access(tls('mode: requireTLS'), '4.4.28');
    expect(admissions(found)).toBe('no yes yes yes');
    expect(found.clientCertificate).toBe('ignored');
    expect(admissions(access(tls('mode: requireTLS', 'clusterCAFile: cluster'), '4.4.28'))).toBe(
      'no no yes no',
    );
    // only OpenSSL builds were established
    expect(admissions(access(tls('mode: requireTLS'), '4.4.28', 'windows'))).toBe('no unknown yes unknown');
  });

  it('reads the ssl names of old servers and INI', () => {
    expect(admissions(access('net:\n  ssl:\n    mode: requireSSL\n    CAFile: ca\n', '4.0.28'))).toBe(
      'no no yes no',
    );
    expect(admissions(access('sslMode = preferSSL\nsslCAFile = /ca\n', '4.0.28'))).toBe('yes no yes no');
  });

  it('claims nothing about what a template or a wrong value decides', () => {
    expect(admissions(access(tls('mode: {{ mode }}', 'CAFile: ca')))).toBe('unknown unknown unknown unknown');
    expect(admissions(access(tls('mode: sometimes', 'CAFile: ca')))).toBe('unknown unknown unknown unknown');
    expect(
      admissions(
        access(tls('mode: requireTLS', 'CAFile: {{ ca }}', 'allowConnectionsWithoutCertificates: yes')),
      ),
    ).toBe('no unknown yes no');
  });

  it('tells whether users must log in', () => {
    expect(access('security:\n  authorization: enabled\n').mustLogIn).toBe(true);
    expect(access('security:\n  keyFile: /k\n').mustLogIn).toBe(true);
    expect(access('').mustLogIn).toBe(false);
  });
});
