import { accessReport, namedKeyFile, namedKeyFileFaults } from '../../core/deployment/named-key-file.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The keyfile that is named here stops the server',
    citation: 'src/mongo/db/auth/security_file.cpp and security_key.cpp',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['security.keyFile'],
  },
  function* (config, facts) {
    const named = namedKeyFile(config, facts);
    if (!named) return;
    const access = accessReport(named, config, facts);
    if (access) yield access;
    if (access || named.fact.state !== 'present') return;
    const { fatal } = namedKeyFileFaults(named, facts);
    if (!fatal) return;
    yield {
      span: named.setting.valueSpan,
      message: `The server does not start with this keyfile. ${fatal.message}`,
      related: [{ span: fatal.span, message: fatal.message, location: named.fact.location }],
    };
  },
);
