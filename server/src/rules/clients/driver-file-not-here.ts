import { driverFiles } from '../../core/client-options/driver-files.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { uncheckedFile } from '../shared/unchecked-file.ts';

export default defineRule(
  'options',
  {
    severity: 'info',
    summary:
      'A file that a program or a file of settings names for its driver is not on this machine, or cannot be read here',
    citation: 'PyMongo, pymongo/ssl_support.py: the driver reads it when the client is made',
  },
  function* (document, { files }) {
    for (const { option, path } of driverFiles(document)) {
      const message = uncheckedFile(files.get(path));
      if (message !== undefined) yield { span: option.valueSpan, message };
    }
  },
);
