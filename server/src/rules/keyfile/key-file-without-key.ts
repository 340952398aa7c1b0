import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('no-key', {
  severity: 'error',
  summary: 'The keyfile holds no key',
  citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: Only strings and sequences are supported',
  since: '4.2',
});
