import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'The private key is encrypted, so the server needs a password for it',
    citation: 'MongoDB manual, net.tls.certificateKeyFilePassword',
  },
  function* (pem) {
    for (const { block, key } of pem.keys) {
      if (key.encryption === undefined) continue;
      yield {
        span: block.begin,
        message: key.isLegacyEncryption
          ? `The private key is encrypted (${key.encryption}), in an old way that OpenSSL 3 does not open even with the right password; make it anew with "openssl pkcs8 -topk8".`
          : `The private key is encrypted (${key.encryption}); the server needs certificateKeyFilePassword, and started as a service it cannot ask for it.`,
      };
    }
  },
);
