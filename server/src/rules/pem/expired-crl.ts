import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('expired-crl', {
  summary: 'A revocation list is out of date',
  citation: 'RFC 5280, section 5.1.2.5; OpenSSL, X509_V_ERR_CRL_HAS_EXPIRED',
});
