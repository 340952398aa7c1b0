import { versionComment } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { formatVersion } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A comment that is to name the server version does not',
    citation: 'README, in-file comments',
  },
  function* ({ text }, { serverVersion }) {
    const comment = /#[ \t]*mongodb-tls:[^\r\n#]*\bversion\b[^\r\n]*/.exec(text);
    if (!comment || versionComment(text)) return;
    yield {
      span: [comment.index, comment.index + comment[0].trimEnd().length],
      message: `This comment names no version, so the file is judged for MongoDB ${formatVersion(serverVersion)}; the form is # mongodb-tls: version=4.4.18.`,
    };
  },
);
