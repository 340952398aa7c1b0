import { versionPattern, type Config } from './config.ts';
import type { Edit } from '../text/span.ts';
import { lineBreakOf } from '../yaml/layout.ts';

/** The edit that has a file judged for a version: it changes the comment `# mongodb-tls: version=8.0`, or puts one at the top. */
export function stateVersion({ text }: Config, version: string): Edit {
  const stated = versionPattern.exec(text);
  if (stated?.[1] !== undefined) {
    const end = stated.index + stated[0].length;
    return { span: [end - stated[1].length, end], text: version };
  }
  const comment = /#[ \t]*mongodb-tls:/.exec(text);
  if (comment) {
    const end = comment.index + comment[0].length;
    return { span: [end, end], text: ` version=${version}` };
  }
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { span: [start, start], text: `# mongodb-tls: version=${version}${lineBreakOf(text)}` };
}
