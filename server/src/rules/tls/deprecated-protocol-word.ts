import { spansInValue } from '../../core/config/value-span.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A protocol to disable is written with an old word',
    citation: 'src/mongo/util/net/ssl_options.cpp, storeSSLDisabledProtocols',
    tags: ['deprecated'],
    needs: ['net.tls.disabledProtocols'],
  },
  function* (config) {
    const setting = config.get('net.tls.disabledProtocols');
    if (setting?.text === undefined) return;
    const spanOf = spansInValue(config.text, setting);
    for (const match of setting.text.matchAll(/(?<=^|,)no(TLS1_[0-3])(?=,|$)/g)) {
      const [old, present = ''] = match;
      const span = spanOf(match.index, match.index + old.length);
      const isExact = span[1] - span[0] === old.length;
      yield {
        span,
        message: `${old} is an old word for ${present}: both disable the protocol.`,
        ...(isExact
          ? { fix: { title: `Write ${present}`, safe: true, edits: [{ span, text: present }] } }
          : {}),
      };
    }
  },
);
