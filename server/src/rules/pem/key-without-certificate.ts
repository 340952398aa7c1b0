import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('key-without-certificate', {
  summary: 'The private key does not belong to the first certificate of the file',
  citation: 'OpenSSL, SSL_CTX_check_private_key; src/mongo/util/net/ssl_manager_openssl.cpp',
});
