import { isAbsent } from '../../core/config/presence.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired, usesSystemCa } from '../../core/security/trust.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A list of revoked certificates is given without a CA file',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "need tlsCAFile with tlsCRLFile"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const crl = config.get('net.tls.CRLFile');
    if (!crl || tlsIsOn(config) !== true || !isAbsent(config, 'net.tls.CAFile')) return;
    // without any authorities the newer releases complain of that first: tls-without-chain-of-trust
    if (hasReached(facts.serverVersion, chainOfTrustRequired) && usesSystemCa(config) !== true) return;
    yield {
      span: crl.keySpan,
      message: `${crl.path} needs a CAFile beside it: the lists are only looked at with authorities of one's own, and the server does not start${unlessFlag(config, facts, 'net.tls.CAFile')}.`,
    };
  },
);
