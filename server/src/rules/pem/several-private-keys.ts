import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'The file holds more than one private key',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, SSL_CTX_use_PrivateKey_file: the first key is taken',
  },
  function* (pem) {
    const [first, ...others] = pem.keys;
    if (!first) return;
    for (const { block } of others) {
      yield {
        span: block.begin,
        message:
          'A file given to MongoDB needs one private key; the server takes the first and passes this one over.',
        related: [{ span: first.block.begin, message: 'The key that is taken' }],
      };
    }
  },
);
