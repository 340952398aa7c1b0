import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('unread', {
  severity: 'warning',
  summary: 'The server does not read the end of the keyfile',
  citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: the first YAML node',
  since: '4.2',
});
