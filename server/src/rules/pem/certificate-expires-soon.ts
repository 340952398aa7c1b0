import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule('certificate-expires-soon', {
  summary: 'A certificate expires within the days set for a warning',
  citation:
    'src/mongo/util/net/private/ssl_expiration.cpp: the server warns of its own certificate 30 days before',
});
