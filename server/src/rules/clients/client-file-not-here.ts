import { clientFiles } from '../../core/client-options/client-files.ts';
import { defineRule } from '../../core/linting/rule.ts';

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
      const fact = files.get(path);
      const span = option.valueSpan;
      if (fact?.state === 'missing')
        yield {
          span,
          message:
            'There is no such file on this machine, so it was not checked; it may be there where the program runs. A relative path counts from the folder that the program is started in. mongodbTls.pathMap (--path-map on the command line) says where such paths are found here.',
        };
      else if (fact?.state === 'unreadable')
        yield {
          span,
          message: `The file was not checked: ${fact.reason}. The user that runs the program must be able to read it.`,
        };
    }
  },
);
