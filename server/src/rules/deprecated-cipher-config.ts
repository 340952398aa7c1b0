import { addParameter, removeSetting } from '../core/edits.ts';
import type { Config } from '../core/models/config.ts';
import { parameter } from '../core/models/parameters.ts';
import { isComplete } from '../core/models/presence.ts';
import type { Setting } from '../core/models/setting.ts';
import { platformOf } from '../core/models/platform.ts';
import { defineRule, type Fix } from '../core/rule.ts';
import { overlaps } from '../core/span.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Ciphers are set by a deprecated setting',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "net.tls.tlsCipherConfig is deprecated"',
    formats: ['yaml', 'ini', 'flags'],
    tags: ['deprecated'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.tlsCipherConfig');
    if (!setting) return;
    const fix = platformOf(config, facts.platform) === 'linux' ? moveToParameter(config, setting) : undefined;
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
