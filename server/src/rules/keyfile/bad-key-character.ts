import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('character', {
  severity: 'error',
  summary: 'A key has a character that is not of the base64 set',
  citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: invalid char in key file',
});
