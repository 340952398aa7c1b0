import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A NUL byte in the file',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, readRawFile',
  },
  function* ({ text }) {
    const at = text.indexOf('\0');
    if (at < 0) return;
    const count = text.split('\0').length - 1;
    const isUtf16 = count > text.length / 3;
    yield {
      span: [at, at + 1],
      message: isUtf16
        ? 'The file has a NUL byte in every character, so it was probably saved as UTF-16; the server needs UTF-8 and does not start.'
        : `The file holds ${count === 1 ? 'a NUL byte' : `${count} NUL bytes`}, and the server refuses such a file and does not start.`,
      ...(isUtf16
        ? {}
        : {
            fix: {
              title: 'Remove the NUL bytes',
              safe: false,
              edits: [...text.matchAll(/\0+/g)].map(({ index, 0: run }) => ({
                span: [index, index + run.length] as const,
                text: '',
              })),
            },
          }),
    };
  },
);
