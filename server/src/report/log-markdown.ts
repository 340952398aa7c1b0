import { plain } from '../core/editing/markdown.ts';
import type { LogEntry } from '../core/logs/explain-log.ts';
import { placesOf, type NamedConfig } from '../core/logs/log-places.ts';
import { LineIndex } from '../core/text/line-index.ts';
import { counted } from './counted.ts';
import { besides, logHead } from './log.ts';

/** What a log says, for the editor's Markdown preview; files of configurations are named by their URIs and linked. */
export function logMarkdown(
  { lines, entries }: { readonly lines: number; readonly entries: readonly LogEntry[] },
  configs: readonly NamedConfig[],
): string {
  const indices = new Map(configs.map(({ file, config }) => [file, new LineIndex(config.text)]));
  const parts = entries.map((entry) => {
    const places = placesOf(entry.settings, configs).map(({ file, span }) => {
      const line = (indices.get(file)?.at(span[0]).line ?? 0) + 1;
      return `[${plain(decodeURIComponent(file.replace(/^.*\//, '')))}, line ${line}](${file}#L${line})`;
    });
    const where = places.length > 0 ? `\n\nDecided in ${places.join(', ')}` : '';
    return `## ${plain(logHead(entry))}\n\n${body(entry)}${where}`;
  });
  const read = `${counted(lines, 'line')} ${lines === 1 ? 'was' : 'were'} read.`;
  const found =
    entries.length === 0
      ? 'None of them is about TLS, certificates, keyfiles, authentication or options.'
      : `These speak of TLS, certificates, keyfiles, authentication or options:`;
  return [`# What the log says`, `${read} ${found}`, ...parts].join('\n\n');
}

/** What one line means, for a hover. */
export function logLineMarkdown(entry: LogEntry): string {
  return body(entry);
}

function body(entry: LogEntry): string {
  const { meaning, cause, settings } = entry;
  const named = settings.map((path) => `\`${path}\``).join(', ');
  const more = besides(entry)
    .map((line) => `\n\n${line}`)
    .join('');
  return `${meaning}\n\n**Cause:** ${cause}${more}${named === '' ? '' : `\n\n**Settings:** ${named}`}`;
}
