import { addParameter, addSetting } from '../../core/fixing/edits.ts';
import type { Config } from '../../core/config/config.ts';
import { isAbsent } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired, usesSystemCa } from '../../core/security/trust.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'TLS is on without certificate authorities to verify others against',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "without specifying a chain of trust" (SERVER-72839)',
    benchmarks: ['CIS 8 v2.0.0: 4.3', 'STIG 7.x V1R1: MD7X-00-008800'],
    since: chainOfTrustRequired,
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.mode', 'net.ssl.mode'],
  },
  function* (config, facts) {
    const { mode, setting } = tlsMode(config);
    if (!setting || mode === undefined || mode === 'disabled') return;
    if (!isAbsent(config, 'net.tls.CAFile') || usesSystemCa(config) !== false) return;
    // the server names the lonely clusterCAFile first: cluster-ca-file-without-ca-file
    if (config.get('net.tls.clusterCAFile')) return;
    const fixes = [addCaFile(config, setting), useSystemStore(config)].flatMap((fix) => fix ?? []);
    const [fix, ...alternatives] = fixes;
    yield {
      span: setting.valueSpan,
      message:
        'TLS is on, and neither CAFile nor setParameter.tlsUseSystemCA says which certificate authorities to trust; ' +
        `the server does not start (CVE-2024-1351)${unlessFlag(config, facts, 'net.tls.CAFile')}.`,
      ...(fix ? { fix } : {}),
      ...(alternatives.length > 0 ? { alternatives } : {}),
    };
  },
);

/** With a path beside the certificate, to be put right by the user. */
function addCaFile(config: Config, mode: Setting): Fix | undefined {
  const certificate = config.textOf('net.tls.certificateKeyFile') ?? '/etc/ssl/mongodb.pem';
  const path = certificate.replace(/(?<![^\\/])[^\\/]*$/, 'ca.pem');
  const edit = addSetting(config, 'net.tls.CAFile', path, config.get('net.tls.certificateKeyFile') ?? mode);
  return (
    edit && { title: `Add CAFile: ${path} (then clients need a certificate)`, safe: false, edits: [edit] }
  );
}

function useSystemStore(config: Config): Fix | undefined {
  const edit = addParameter(config, 'tlsUseSystemCA', 'true');
  return edit && { title: 'Trust the certificate authorities of the system', safe: false, edits: [edit] };
}
