import { replaceValue } from '../../core/fixing/edits.ts';
import { spansInValue } from '../../core/config/value-span.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A network compressor the server does not know',
    citation: 'src/mongo/transport/message_compressor_registry.cpp, finalizeSupportedCompressors',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.compression.compressors'],
  },
  function* (config, facts) {
    const setting = config.get('net.compression.compressors');
    const { text } = setting ?? {};
    if (!setting || text === undefined || text === 'disabled') return;
    const known = ['snappy', 'zlib', ...(hasReached(facts.serverVersion, '4.2') ? ['zstd'] : []), 'noop'];
    const mended = text
      .split(/[,\s]+/)
      .filter(Boolean)
      .map((part) => sameLetters(part, known) ?? part);
    const fix = mended.length > 0 && mended.every((part) => known.includes(part));
    const spanOf = spansInValue(config.text, setting);
    let start = 0;
    // parted at every comma and every blank, and nothing is left out (server-behaviour.md N9)
    for (const word of text.split(/[, ]/)) {
      const span = spanOf(start, start + word.length);
      start += word.length + 1;
      if (known.includes(word)) continue;
      yield {
        span: word === '' ? setting.valueSpan : span,
        ...(word === '' ? {} : { isUnknownWord: true }),
        message:
          word === ''
            ? `A blank or a comma too many in ${quoted(text, config.text, setting.valueSpan)} makes a compressor without a name; the server does not start.`
            : `${quoted(word, config.text, span)} is not a network compressor; the server knows ${known.join(', ')}, or disabled alone, and does not start.`,
        ...(fix
          ? {
              fix: {
                title: `Write ${mended.join(',')}`,
                safe: word === '',
                edits: [replaceValue(config, setting, mended.join(','))],
              },
            }
          : {}),
      };
      // one fix mends all of them
      if (fix || word === '') return;
    }
  },
);
