import { accessFault, closingCommand } from '../../core/keyfile/key-file-access.ts';
import { isKeyTemplate } from '../shared/key-file-rule.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'keyfile',
  {
    severity: 'error',
    summary: 'The group or others may read the keyfile',
    citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: permissions are too open',
    benchmarks: ['CIS 8 v2.0.0: 7.1'],
  },
  function* (file, { fileMode, filePath, platform }) {
    if (isKeyTemplate(file.text)) return;
    const message = accessFault(fileMode, platform);
    const firstLine = /^.*/.exec(file.text)?.[0].length ?? 0;
    if (message === undefined) return;
    yield {
      span: [0, firstLine],
      message,
      ...(filePath === undefined ? {} : { command: closingCommand(filePath) }),
    };
  },
);
