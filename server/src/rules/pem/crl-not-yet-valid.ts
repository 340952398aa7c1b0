import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('crl-not-yet-valid', {
  summary: 'A revocation list is not valid yet',
  citation: 'RFC 5280, section 5.1.2.4; OpenSSL, X509_V_ERR_CRL_NOT_YET_VALID',
});
