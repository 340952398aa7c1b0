import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('unhandled-critical-extension', {
  summary: 'A certificate has a critical extension that OpenSSL does not know',
  citation: 'RFC 5280, section 4.2; OpenSSL, crypto/x509/x509_vfy.c, X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION',
});
