import { addParameter, removeSetting } from '../../core/fixing/edits.ts';
import type { Config } from '../../core/config/config.ts';
import { parameter } from '../../core/config/parameters.ts';
import { isComplete } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { overlaps } from '../../core/text/span.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Ciphers are set by a deprecated setting',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "net.tls.tlsCipherConfig is deprecated"',
    formats: ['yaml', 'ini', 'flags'],
    tags: ['deprecated'],
    needs: ['net.tls.tlsCipherConfig'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.tlsCipherConfig');
    if (!setting) return;
    const fix = platformOf(config, facts) === 'linux' ? moveToParameter(config, setting) : undefined;
    yield {
      span: setting.keySpan,
      message: `${setting.path} is deprecated; the server warns and wants setParameter.opensslCipherConfig in its place.`,
      ...(fix ? { fix } : {}),
    };
  },
);

function moveToParameter(config: Config, setting: Setting): Fix | undefined {
  if (!isComplete(config) || setting.text === undefined || parameter(config, 'opensslCipherConfig'))
    return undefined;
  const added = addParameter(config, 'opensslCipherConfig', setting.text);
  const removed = removeSetting(config, setting);
  if (!added || !removed || overlaps(added.span, removed.span)) return undefined;
  return { title: 'Move to setParameter.opensslCipherConfig', safe: true, edits: [removed, added] };
}
