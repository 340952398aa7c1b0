import { certificateOfKey, publicHalf } from '../../core/pem/chain/key-match.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'The private key does not belong to the first certificate of the file',
    citation: 'OpenSSL, SSL_CTX_check_private_key; src/mongo/util/net/ssl_manager_openssl.cpp',
  },
  function* (pem, facts) {
    const certificates = pem.certificates.map(({ certificate }) => certificate);
    const [first] = pem.certificates;
    const [key] = pem.keys;
    if (!first || !key) return;
    const found = certificateOfKey(publicHalf(pem, key, facts), certificates);
    if (found === undefined || found === 0) return;
    const owner = pem.certificates[found];
    yield {
      span: key.block.begin,
      message: owner
        ? `The private key belongs to certificate ${found + 1} of the file, "${readableName(owner.certificate.subject)}"; MongoDB pairs it with the first one and refuses the file.`
        : 'The private key belongs to no certificate of this file, so MongoDB refuses the file.',
      related: [
        owner
          ? { span: owner.block.begin, message: 'The certificate of the key' }
          : {
              span: first.block.begin,
              message: `"${readableName(first.certificate.subject)}" has another key`,
            },
      ],
    };
  },
);
