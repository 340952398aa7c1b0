import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'MongoDB Community before 3.0 was built without TLS',
    citation: 'MongoDB Manual 2.6, Configure mongod and mongos for SSL; SConstruct of 2.6, --ssl',
    until: '3.0',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, { edition }) {
    if (edition !== 'community') return;
    const setting = config.settings.find(({ canonical }) => /^net\.(?:tls|ssl)\./.test(canonical));
    if (!setting) return;
    yield {
      span: setting.keySpan,
      message: `The builds of MongoDB Community before 3.0 have no TLS: they do not know ${setting.path} and do not start with it. MongoDB Enterprise, and a build of one's own with --ssl, know it.`,
    };
  },
);
