import { defineRule } from '../../core/linting/rule.ts';
import { unreadOf } from '../../core/config/unread.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'Text that the server does not read',
    citation: 'src/third_party/yaml-cpp, src/singledocparser.cpp, HandleDocument',
    formats: ['yaml'],
    tags: ['unnecessary'],
  },
  function* (config) {
    const unread = unreadOf(config);
    if (unread) yield { span: unread.span, message: 'The server does not read this part of the file.' };
  },
);
