import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('several-private-keys', {
  summary: 'The file holds more than one private key',
  citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, SSL_CTX_use_PrivateKey_file: the first key is taken',
});
