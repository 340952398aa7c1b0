import type { ConnectionString } from '../../core/client-options/connection-string.ts';
import type { UriProblem } from '../../core/client-options/uri-problem.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'uri',
  {
    severity: 'error',
    summary: 'Drivers refuse a connection string because it is malformed',
    citation: 'mongodb/specifications source/connection-string/connection-string-spec.md',
  },
  function* (uri) {
    for (const problem of uri.problems) {
      const fix = encode(uri, problem);
      yield {
        span: problem.span,
        message: problem.message,
        ...(uri.isExample ? { severity: 'info' as const } : {}),
        ...(fix ? { fix } : {}),
      };
    }
  },
);

/** Each character on its own: the edits hold nothing of a password. */
function encode({ text }: ConnectionString, { escapes }: UriProblem): Fix | undefined {
  if (!escapes) return undefined;
  return {
    title: 'Percent-encode the user name and the password',
    // which of several separators was meant as one is a guess
    safe: false,
    edits: escapes.map((span) => ({
      span,
      text: `%${text.charCodeAt(span[0]).toString(16).toUpperCase().padStart(2, '0')}`,
    })),
  };
}
