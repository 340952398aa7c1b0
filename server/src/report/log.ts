import type { LogEntry } from '../core/logs/explain-log.ts';
import { placesOf, type LogPlace, type NamedConfig } from '../core/logs/log-places.ts';
import { LineIndex } from '../core/text/line-index.ts';
import { oneLine } from '../core/text/visible.ts';
import { counted } from './counted.ts';

interface Result {
  readonly lines: number;
  readonly entries: readonly LogEntry[];
}

/** What `log --format json` prints; lines and ranges are zero-based. */
export function logJson({ lines, entries }: Result, configs: readonly NamedConfig[]): string {
  const indices = indicesOf(configs);
  const report = {
    version: 1,
    lines,
    entries: entries.map((entry) => ({
      ...entry,
      places: placesOf(entry.settings, configs).map(({ file, span }) => {
        const index = indices.get(file);
        return { file, range: { start: index?.at(span[0]), end: index?.at(span[1]) } };
      }),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The same for a person: lines from 1, the gravest entry first. */
export function logText({ lines, entries }: Result, configs: readonly NamedConfig[]): string {
  const indices = indicesOf(configs);
  const summary = `${counted(lines, 'line')}, ${counted(entries.length, 'kind')} of message about TLS, certificates, keyfiles, authentication or options`;
  const parts = entries.map((entry) =>
    [
      logHead(entry),
      `  ${entry.meaning}`,
      `  Cause: ${entry.cause}`,
      ...besides(entry).map((line) => `  ${line}`),
      ...(entry.settings.length > 0 ? [`  Settings: ${entry.settings.join(', ')}`] : []),
      ...placesOf(entry.settings, configs).map((place) => `  ${placeText(place, indices)}`),
    ].join('\n'),
  );
  return `${[...parts, summary].join('\n\n')}\n`;
}

/** What else of the same failure there is to see: here, and in the log of the other side. */
export function besides({ together = [], otherSide }: LogEntry): string[] {
  return [
    ...(together.length > 0 ? [`Of the same connections: ${together.join(', ')}`] : []),
    ...(otherSide === undefined ? [] : [`Other side: ${otherSide}`]),
  ];
}

const severities: Readonly<Record<string, string>> = {
  F: 'fatal',
  E: 'error',
  W: 'warning',
  I: 'info',
  D: 'debug',
};
const shownPeers = 5;

/** The line above an entry: how grave, which message, where, from whom. */
export function logHead({
  id,
  severity,
  component,
  count: times,
  firstLine,
  lastLine,
  peers,
}: LogEntry): string {
  const word = severities[severity.charAt(0)] ?? severity;
  const where =
    firstLine === lastLine
      ? `line ${firstLine + 1}`
      : `lines ${firstLine + 1} to ${lastLine + 1}, ${times} times`;
  const shown = peers.slice(0, shownPeers).map(oneLine).join(', ');
  const more = peers.length > shownPeers ? ` and ${peers.length - shownPeers} more` : '';
  const from = peers.length === 0 ? '' : `, peers ${shown}${more}`;
  return `${word}: ${[id ?? 'before the log', component === '-' ? '' : oneLine(component)].filter((part) => part !== '').join(' ')} (${where}${from})`;
}

function placeText({ file, span }: LogPlace, indices: ReadonlyMap<string, LineIndex>): string {
  const start = indices.get(file)?.at(span[0]);
  return oneLine(`${file}:${(start?.line ?? 0) + 1}:${(start?.character ?? 0) + 1}`);
}

function indicesOf(configs: readonly NamedConfig[]): ReadonlyMap<string, LineIndex> {
  return new Map(configs.map(({ file, config }) => [file, new LineIndex(config.text)]));
}
