import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('encrypted-private-key', {
  summary: 'The private key is encrypted, so the server needs a password for it',
  citation: 'MongoDB manual, net.tls.certificateKeyFilePassword',
});
