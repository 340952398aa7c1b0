import { describe, expect, it } from 'vitest';
import { changeAtRuntime, type RunningState } from '../../../server/src/core/security/runtime-change.ts';
import { parseServerVersion } from '../../../server/src/core/server/server-version.ts';

const accepts = (
  from: RunningState,
  parameter: 'tlsMode' | 'sslMode' | 'clusterAuthMode',
  value: string,
  version = '8.0.10',
) => changeAtRuntime(from, parameter, value, parseServerVersion(version) ?? [0, 0, 0]).accepted;
const tls = (
  tlsMode: RunningState['tlsMode'],
  clusterAuthMode?: RunningState['clusterAuthMode'],
): RunningState => ({
  tlsMode,
  clusterAuthMode,
});

describe('TLS mode at run time (R1)', () => {
  it('goes one step up and no other way', () => {
    expect(accepts(tls('allowTLS'), 'tlsMode', 'preferTLS')).toBe(true);
    expect(accepts(tls('preferTLS'), 'tlsMode', 'requireTLS')).toBe(true);
    expect(accepts(tls('allowTLS'), 'tlsMode', 'requireTLS')).toBe(false);
    expect(accepts(tls('preferTLS'), 'tlsMode', 'preferTLS')).toBe(false);
    expect(accepts(tls('requireTLS'), 'tlsMode', 'preferTLS')).toBe(false);
    expect(accepts(tls('disabled'), 'tlsMode', 'allowTLS')).toBe(false);
  });

  it('knows each parameter by its own words and versions', () => {
    expect(accepts(tls('allowTLS'), 'sslMode', 'preferSSL', '4.0.28')).toBe(true);
    expect(accepts(tls('allowTLS'), 'tlsMode', 'preferSSL')).toBe(false);
    expect(accepts(tls('allowTLS'), 'tlsMode', 'preferTLS', '4.0.28')).toBe(false);
  });
});

describe('cluster authentication at run time (R2)', () => {
  it('goes one step from 5.0 on, and needs TLS beyond keyFile', () => {
    expect(accepts(tls('requireTLS', 'keyFile'), 'clusterAuthMode', 'sendKeyFile')).toBe(true);
    expect(accepts(tls('preferTLS', 'sendX509'), 'clusterAuthMode', 'x509')).toBe(true);
    expect(accepts(tls('allowTLS', 'sendX509'), 'clusterAuthMode', 'x509')).toBe(false);
    expect(accepts(tls('requireTLS', 'keyFile'), 'clusterAuthMode', 'x509')).toBe(false);
    expect(accepts(tls('requireTLS'), 'clusterAuthMode', 'x509')).toBe(true);
    expect(accepts(tls('disabled'), 'clusterAuthMode', 'keyFile')).toBe(true);
  });

  it('knows two steps up to 4.4, and looks at TLS for the first only', () => {
    expect(accepts(tls('requireTLS', 'keyFile'), 'clusterAuthMode', 'sendKeyFile', '4.4.6')).toBe(false);
    expect(accepts(tls('requireTLS', 'sendKeyFile'), 'clusterAuthMode', 'sendX509', '4.4.6')).toBe(true);
    expect(accepts(tls('allowTLS', 'sendKeyFile'), 'clusterAuthMode', 'sendX509', '4.4.6')).toBe(false);
    expect(accepts(tls('allowTLS', 'sendX509'), 'clusterAuthMode', 'x509', '4.4.6')).toBe(true);
    expect(accepts(tls('requireTLS'), 'clusterAuthMode', 'x509', '4.4.6')).toBe(false);
  });
});
