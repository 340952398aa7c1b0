import { directivesIn, versionWord } from './directives.ts';
import type { Config } from './config.ts';
import type { Edit } from '../text/span.ts';
import { lineBreakOf } from '../yaml/layout.ts';

/** The edit that has a file judged for a version: it changes the comment `# mongodb-tls: version=8.0`, or puts one at the top. */
export function stateVersion({ text }: Config, version: string): Edit {
  const stated = versionWord(text)?.valueSpan;
  if (stated) return { span: stated, text: version };
  const [comment] = directivesIn(text);
  if (comment) {
    const end = text.indexOf(':', comment.span[0]) + 1;
    return { span: [end, end], text: ` version=${version}` };
  }
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { span: [start, start], text: `# mongodb-tls: version=${version}${lineBreakOf(text)}` };
}
