import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('not-yaml', {
  severity: 'error',
  summary: 'The keyfile is not YAML',
  citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile',
  since: '4.2',
});
