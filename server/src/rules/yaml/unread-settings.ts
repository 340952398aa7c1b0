import { defineRule } from '../../core/linting/rule.ts';
import { unreadOf, type Unread } from '../../core/config/unread.ts';
import { setsSecurity } from '../shared/yaml-problem.ts';

const reasons: Readonly<Record<Unread['cause'], string>> = {
  document: 'a line with --- or ... above ends the document, and the server reads only the first one',
  indentation:
    'this line is indented less than the first setting of the file, which ends the document for the server',
  value: 'the braces, brackets or list above are the whole document for the server',
};

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'The server silently stops reading before the end of the file',
    citation: 'src/third_party/yaml-cpp, src/singledocparser.cpp, HandleDocument',
    formats: ['yaml'],
  },
  function* (config) {
    const unread = unreadOf(config);
    if (!unread) return;
    const isSecurity = setsSecurity(config.text.slice(...unread.span));
    yield {
      span: unread.line,
      severity: isSecurity ? 'error' : 'warning',
      message: `The server reads nothing from here on and says nothing about it: ${reasons[unread.cause]}.${isSecurity ? ' Settings of security or TLS are lost.' : ''}`,
    };
  },
);
