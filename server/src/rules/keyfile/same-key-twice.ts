import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('same-twice', {
  severity: 'warning',
  summary: 'Both keys of the keyfile are one',
  citation: 'src/mongo/db/auth/security_key.cpp, setUpSecurityKey',
  since: '4.2',
});
