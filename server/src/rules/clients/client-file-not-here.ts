import { clientFiles } from '../../core/client-options/client-files.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { uncheckedFile } from '../shared/unchecked-file.ts';

export default defineRule(
  'uri',
  {
    severity: 'info',
    summary: 'A file that a connection string names is not on this machine, or cannot be read here',
    citation: 'mongodb/specifications source/uri-options/uri-options.md: drivers read it when they connect',
  },
  function* ({ options, isExample }, { files }) {
    if (isExample) return;
    for (const { option, path } of clientFiles(options)) {
      const message = uncheckedFile(files.get(path));
      if (message !== undefined) yield { span: option.valueSpan, message };
    }
  },
);
