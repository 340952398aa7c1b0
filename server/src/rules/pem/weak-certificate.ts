import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('weak-certificate', {
  summary: 'A key or signature is weaker than TLS libraries accept today',
  citation: 'OpenSSL, SSL_CTX_set_security_level; NIST SP 800-131A',
});
