import { defineRule } from '../../core/linting/rule.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'The key of the encryption at rest lies in a file beside the data',
    citation: 'MongoDB Manual, Encryption at Rest: local key management',
    benchmarks: ['CIS 8 v2.0.0: 4.5', 'STIG 4.x V1R2: V-252165'],
    programs: ['mongod'],
    needs: ['security.encryptionKeyFile'],
  },
  function* (config) {
    const setting = config.get('security.encryptionKeyFile');
    if (!setting?.text) return;
    yield {
      span: setting.span,
      message: `Whoever reads this server's disk reads ${quoted(setting.text, config.text, setting.valueSpan)} too, and with it the data: a key manager that speaks KMIP keeps the master key elsewhere.`,
    };
  },
);
