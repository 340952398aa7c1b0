import { testConnection } from '../probe/load.ts';
import type { ConnectReport } from '../probe/report.ts';
import { connectMarkdown } from '../report/connect-markdown.ts';
import { connectText } from '../report/connect-text.ts';
import type { ConnectFormat } from './connect-options.ts';
import { readConnectOptions } from './connect-options.ts';
import { warnOfSecret, withSecrets } from './connect-secrets.ts';
import { forTerminal } from './for-terminal.ts';
import type { Command } from './io.ts';

/** `mongodb-tls connect`: tests one connection and explains its failure. */
export const run: Command = async (args, io) => {
  const given = readConnectOptions(args);
  for (const note of given.notes) io.err(`mongodb-tls connect: ${note}`);
  warnOfSecret('connect', given.uri, io);
  const { uri, options } = await withSecrets(given, io);
  const { driver, details, format } = given;
  const report = await testConnection(
    {
      uri,
      options,
      timeoutMs: given.timeoutMs,
      baseFolder: io.cwd,
      details,
      ...(driver ? { driver } : {}),
      ...(io.startedAt === undefined ? {} : { startedAt: io.startedAt }),
    },
    new AbortController().signal,
  );
  const shown = printers[format](report);
  io.out(format === 'text' ? forTerminal(shown, io) : shown);
  return report.ok ? 0 : 1;
};

const printers: Readonly<Record<ConnectFormat, (report: ConnectReport) => string>> = {
  text: connectText,
  markdown: connectMarkdown,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};
