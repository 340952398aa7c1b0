import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('invalid-certificate-path', {
  summary: 'A chain breaks a rule that one of its CAs sets: CA flag, path length or name constraints',
  citation: 'RFC 5280, section 6.1',
});
