import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('too-many', {
  severity: 'error',
  summary: 'The keyfile has more than two keys',
  citation: 'src/mongo/db/auth/security_key.cpp, setUpSecurityKey',
  since: '4.2',
});
