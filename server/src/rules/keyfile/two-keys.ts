import { keyFileRule } from '../shared/key-file-rule.ts';

export default keyFileRule('two-keys', {
  severity: 'warning',
  summary: 'The keyfile has two keys',
  citation: 'src/mongo/db/startup_warnings_common.cpp',
  since: '4.2',
});
