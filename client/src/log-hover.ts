import { Hover, languages, MarkdownString, Range, type Disposable } from 'vscode';
import { requests } from '../../server/src/protocol.ts';
import type { LanguageServer } from './language-client.ts';

/** A longer line was cut by no server, and is no log line of one. */
const longestLine = 64 * 1024;

/** Explains the ids of messages in log files of MongoDB. Log files get nothing else of the extension. */
export function registerLogHover(server: LanguageServer): Disposable {
  return languages.registerHoverProvider(
    { pattern: '**/*.log' },
    {
      provideHover: async (document, position) => {
        const line = document.lineAt(position.line).text;
        if (line.length > longestLine) return undefined;
        const id = /"id": {0,20}\d{1,10}/.exec(line);
        if (!id || !line.includes('{"t":')) return undefined;
        const range = new Range(position.line, id.index, position.line, id.index + id[0].length);
        if (!range.contains(position)) return undefined;
        const answer = await server.request(requests.explainLogLine, { line });
        return answer ? new Hover(new MarkdownString(answer.markdown), range) : undefined;
      },
    },
  );
}
