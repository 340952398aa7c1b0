import { removeSetting } from '../../core/fixing/edits.ts';
import { parameter, parameterFlag } from '../../core/config/parameters.ts';
import { isGiven, standTogether } from '../../core/config/presence.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired } from '../../core/security/trust.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A CA file and the certificate store of the system are to be trusted together',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "use of both a CA File and the System Certificate store"',
    since: chainOfTrustRequired,
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config) {
    const system = parameter(config, 'tlsUseSystemCA');
    const file = config.get('net.tls.CAFile');
    if (!system || !file || !isGiven(config, 'net.tls.CAFile')) return;
    if (tlsIsOn(config) !== true || parameterFlag(config, 'tlsUseSystemCA') !== true) return;
    if (!standTogether(config, system, file)) return;
    const fixes = [
      { title: 'Remove tlsUseSystemCA', edit: removeSetting(config, system) },
      { title: `Remove ${file.path}`, edit: removeSetting(config, file) },
    ].flatMap(({ title, edit }): Fix[] => (edit ? [{ title, safe: false, edits: [edit] }] : []));
    const [fix, ...alternatives] = fixes;
    yield {
      span: system.keySpan,
      message:
        'tlsUseSystemCA cannot be on while CAFile is given: the server trusts one or the other and does not start with both.',
      related: [{ span: file.keySpan, message: 'the CA file is given here' }],
      ...(fix ? { fix } : {}),
      ...(alternatives.length > 0 ? { alternatives } : {}),
    };
  },
);
