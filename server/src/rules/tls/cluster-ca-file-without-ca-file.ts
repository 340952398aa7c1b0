import { addSetting } from '../../core/fixing/edits.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired } from '../../core/security/trust.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A CA file for incoming connections is given without one for outgoing connections',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, tlsClusterCAFile requires tlsCAFile',
    since: chainOfTrustRequired,
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const cluster = config.get('net.tls.clusterCAFile');
    if (!cluster || tlsIsOn(config) !== true || !isAbsent(config, 'net.tls.CAFile')) return;
    const edit =
      cluster.text === undefined ? undefined : addSetting(config, 'net.tls.CAFile', cluster.text, cluster);
    yield {
      span: cluster.keySpan,
      message: `${cluster.path} needs a CAFile beside it, and tlsUseSystemCA does not take its place: the server does not start${unlessFlag(config, facts, 'net.tls.CAFile')}.`,
      ...(edit ? { fix: { title: 'Use the same file as CAFile', safe: false, edits: [edit] } } : {}),
    };
  },
);
