import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('pem', {
  severity: 'error',
  summary: 'The keyfile is a PEM file',
  citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: invalid char in key file',
});
