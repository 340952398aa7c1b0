import { parseIp } from '../../core/pem/der/general-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'An IP address is entered as a DNS name',
    citation: 'RFC 5280, section 4.2.1.6; src/mongo/util/net/ssl_manager.cpp warns of the deprecated form',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      for (const { type, value } of certificate.subjectAltNames ?? []) {
        if (type !== 'dns' || !parseIp(value)) continue;
        yield {
          span: block.begin,
          message: `The alternative name ${value} is an address entered as a DNS name; most clients compare addresses with entries of type IP only.`,
        };
      }
    }
  },
);
