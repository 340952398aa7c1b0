import { knownSettings } from '../../core/config/known-settings.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached, boundWords } from '../../core/server/server-version.ts';

/** Reported by rules of their own, which know what takes their place. */
const others = new Set(['net.ssl.mode', 'net.tls.tlsCipherConfig']);

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A setting that is deprecated without another in its place',
    citation: 'MongoDB release notes: 4.0 (MMAPv1), 4.4 (cache overflow file), 9.0 (BSON validation)',
    formats: ['yaml', 'ini', 'flags'],
    tags: ['deprecated'],
  },
  function* (config, facts) {
    for (const setting of knownSettings(config, facts)) {
      const { option, name, iniOnly, keySpan, path } = setting;
      const written = iniOnly ?? (name?.path === option.path ? option : undefined);
      if (!written || others.has(option.path) || option.replacedBy !== undefined) continue;
      const { deprecated } = written;
      if (deprecated === undefined || !hasReached(facts.serverVersion, deprecated)) continue;
      yield {
        span: keySpan,
        message: `${path} is deprecated since MongoDB ${boundWords(deprecated)}. ${option.note ?? option.description}`,
      };
    }
  },
);
