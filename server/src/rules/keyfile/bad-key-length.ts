import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('length', {
  severity: 'error',
  summary: 'A key is too short or too long',
  citation:
    'src/mongo/db/auth/security_key.cpp, setUpSecurityKey: security key must be between 6 and 1024 characters',
});
