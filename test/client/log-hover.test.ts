import { beforeEach, describe, expect, it, vi } from 'vitest';
import manifest from '../../package.json';
import type { LanguageServer } from '../../client/src/language-client.ts';
import { requests } from '../../server/src/protocol.ts';

interface Provider {
  provideHover: (
    document: unknown,
    position: unknown,
  ) => Promise<{ contents: { value: string } } | undefined>;
}
const registered: { selector: unknown; provider: Provider }[] = [];

vi.mock('vscode', () => {
  class Range {
    readonly #line: number;
    readonly #from: number;
    readonly #to: number;
    constructor(line: number, from: number, _end: number, to: number) {
      this.#line = line;
      this.#from = from;
      this.#to = to;
    }
    contains = ({ line, character }: { line: number; character: number }) =>
      line === this.#line && character >= this.#from && character <= this.#to;
  }
  return {
    Range,
    Hover: class {
      readonly contents: unknown;
      readonly range: unknown;
      constructor(contents: unknown, range: unknown) {
        this.contents = contents;
        this.range = range;
      }
    },
    MarkdownString: class {
      readonly value: string;
      constructor(value: string) {
        this.value = value;
      }
    },
    languages: {
      registerHoverProvider: (selector: unknown, provider: Provider) => {
        registered.push({ selector, provider });
        return { dispose: () => undefined };
      },
    },
  };
});

const { registerLogHover } = await import('../../client/src/log-hover.ts');

const line =
  '{"t":{"$date":"2026-11-30T09:14:02.117+00:00"},"s":"E",  "c":"NETWORK",  "id":23256,   "ctx":"conn41","msg":"x"}';
const request = vi.fn<(name: string, params: unknown) => Promise<unknown>>();

async function hoverAt(text: string, character: number) {
  const document = { lineAt: () => ({ text }) };
  return registered[0]?.provider.provideHover(document, { line: 0, character });
}

beforeEach(() => {
  registered.length = 0;
  request.mockReset();
  request.mockResolvedValue({ markdown: 'what it means' });
  registerLogHover({ request } as unknown as LanguageServer);
});

describe('a log file', () => {
  it('has a hover on the id of a message', async () => {
    expect(registered.map(({ selector }) => selector)).toEqual([{ pattern: '**/*.log' }]);
    const hover = await hoverAt(line, line.indexOf('23256'));
    expect(hover?.contents.value).toBe('what it means');
    expect(request).toHaveBeenCalledWith(requests.explainLogLine, { line });
  });

  it.each([
    ['elsewhere in the line', line, 2],
    ['in a line of another program', '{"id":23256,"level":"info"}', 6],
    ['in a line without an id', 'Nov 30 09:14:02 db1 sshd[1]: hello', 3],
    ['in a line that no server writes', `${line}${' '.repeat(70_000)}`, line.indexOf('23256')],
  ])('has none %s', async (_, text, character) => {
    expect(await hoverAt(text, character)).toBeUndefined();
    expect(request).not.toHaveBeenCalled();
  });

  it('has none where the message is none of ours', async () => {
    request.mockResolvedValue(null);
    expect(await hoverAt(line, line.indexOf('23256'))).toBeUndefined();
  });

  it('is no document of a language of ours', () => {
    const { languages } = manifest.contributes;
    const names = languages.flatMap((language) => [
      ...('extensions' in language ? language.extensions : []),
      ...('filenamePatterns' in language ? language.filenamePatterns : []),
    ]);
    expect(names.filter((name) => /\.log\b/.test(name))).toEqual([]);
  });
});
