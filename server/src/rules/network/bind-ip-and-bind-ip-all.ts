import { removeSetting } from '../../core/fixing/edits.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Addresses are given both by net.bindIp and by net.bindIpAll',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, canonicalizeServerOptions',
    formats: ['yaml'],
    needs: ['net.bindIpAll'],
  },
  function* (config, facts) {
    const all = config.get('net.bindIpAll');
    const addresses = config.get('net.bindIp');
    if (!all || !addresses || all.text !== 'true' || !standTogether(config, all, addresses)) return;
    const edit = config.template ? undefined : removeSetting(config, addresses);
    const isTwice = all.span[0] < addresses.span[0] && hasReached(facts.serverVersion, '4.2');
    yield {
      span: addresses.keySpan,
      ...(isTwice ? {} : { severity: 'warning', tags: ['unnecessary'] }),
      message: isTwice
        ? 'net.bindIpAll above already sets net.bindIp, so that it counts as set twice; the server does not start.'
        : 'The server ignores net.bindIp and listens on all addresses, because net.bindIpAll is true.',
      related: [{ span: all.keySpan, message: 'net.bindIpAll is here' }],
      ...(edit ? { fix: { title: 'Remove net.bindIp', safe: false, edits: [edit] } } : {}),
    };
  },
);
