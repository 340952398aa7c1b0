import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('certificate-not-yet-valid', {
  summary: 'A certificate is not valid yet',
  citation:
    'RFC 5280, section 4.1.2.5; src/mongo/util/net/ssl_manager_openssl.cpp, "expired or not yet valid"',
});
