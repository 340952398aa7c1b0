import { directivesIn, versionWord } from '../../core/config/directives.ts';
import { defineRule } from '../../core/linting/rule.ts';
import {
  formatVersion,
  isBeyondKnown,
  newestRead,
  newestVersion,
  seriesOf,
} from '../../core/server/server-version.ts';
import type { Span } from '../../core/text/span.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'The server version is newer than the newest one known here',
    citation: 'schemas/settings.json, releases',
    formats: ['yaml', 'ini', 'flags'],
    oncePerFile: true,
  },
  function* ({ text, settings, format }, { serverVersion }) {
    if (!isBeyondKnown(serverVersion)) return;
    const known = seriesOf(newestVersion);
    yield {
      span: commentSpan(text) ?? (format === 'flags' ? settings[0]?.keySpan : undefined) ?? [0, 0],
      message: `MongoDB ${formatVersion(serverVersion)} is newer than ${known}, the newest release known here (source up to ${formatVersion(newestRead)}, manual up to ${formatVersion(newestVersion)}): the file is judged as for ${known}, and words that ${known} does not know are warnings.`,
    };
  },
);

/** Where the file itself names the version. */
function commentSpan(text: string): Span | undefined {
  const word = versionWord(text);
  const comment = directivesIn(text).findLast(({ span }) => word !== undefined && span[0] < word.span[0]);
  return word && comment ? [comment.span[0], word.span[1]] : undefined;
}
