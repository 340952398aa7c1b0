import { describe, expect, it } from 'vitest';
import { plain } from '../../../server/src/core/editing/markdown.ts';

describe('text of anybody in Markdown', () => {
  it.each([
    ['**bold** _it_ `code`', String.raw`\*\*bold\*\* \_it\_ \`code\``],
    ['[a](b) ![c](d)', String.raw`\[a\](b) !\[c\](d)`],
    ['<img src=x onerror=y>', String.raw`\<img src=x onerror=y\>`],
    ['&lt;b&gt; a | b # c', String.raw`\&lt;b\&gt; a \| b \# c`],
    ['see https://example.com and a@b.com', String.raw`see https:\//example.com and a\@b.com`],
    [String.raw`C:\keys\k`, String.raw`C:\\keys\\k`],
  ])('is shown as it is: %s', (text, markdown) => {
    expect(plain(text)).toBe(markdown);
  });
});
