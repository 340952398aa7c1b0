import { forTerminal } from './for-terminal.ts';
import { clusterReport } from '../core/cluster/cluster-report.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { clusterJson } from '../report/cluster-json.ts';
import { clusterText } from '../report/cluster-text.ts';
import { parseArguments } from './arguments.ts';
import { readClusters, type ClusterInput } from './cluster-input.ts';
import { UsageError, type Command } from './io.ts';
import { dateOf, oneOf, pathMapping, targetOf, targetOptions } from './target-options.ts';

const formats = ['text', 'json'] as const;

const optionTypes = {
  format: { type: 'string' },
  ...targetOptions,
  'path-map': { type: 'string', multiple: true },
  'member-hosts': { type: 'string', multiple: true },
  'expiry-warning-days': { type: 'string' },
  now: { type: 'string' },
} as const;

/**
 * `mongodb-tls cluster`: whether the servers of some folders reach each other. 0: every pair that can be judged does; 1: a pair is
 * refused, or a finding is an error; 2: a file could not be read, or bad usage.
 */
export const run: Command = async (args, io) => {
  const { format, ...input } = clusterOptions(args, io.host.now());
  const unreadable: string[] = [];
  const clusters = await readClusters(input, io, (path, reason) => {
    unreadable.push(path);
    io.err(`mongodb-tls cluster: ${path}: ${reason}`);
  });
  if (clusters.length === 0) io.err('mongodb-tls cluster: no configuration of a mongod or mongos was found');
  const world = { now: input.now, crypto: nodeCrypto, expiryWarningDays: input.expiryWarningDays };
  const report = clusterReport(clusters, world);
  if (format === 'json') for (const piece of clusterJson(report)) io.out(piece);
  else for (const piece of clusterText(report)) io.out(forTerminal(piece, io));
  if (unreadable.length > 0) return 2;
  return report.summary.refused + report.summary.errors > 0 ? 1 : 0;
};

function clusterOptions(
  args: readonly string[],
  now: number,
): ClusterInput & { format: (typeof formats)[number] } {
  const { values, positionals } = parseArguments(args, optionTypes);
  if (positionals.length === 0) throw new UsageError('name at least one file or folder; . is this folder');
  const days = values['expiry-warning-days'] ?? '30';
  if (!/^\d+(\.\d+)?$/.test(days))
    throw new UsageError('--expiry-warning-days takes a number of days, 0 or more');
  return {
    paths: positionals,
    format: oneOf('--format', formats, values.format ?? 'text'),
    ...targetOf(values),
    pathMap: Object.fromEntries((values['path-map'] ?? []).map(pathMapping)),
    memberHosts: (values['member-hosts'] ?? []).flatMap((list) =>
      list.split(',').filter((host) => host !== ''),
    ),
    now: values.now === undefined ? now : dateOf(values.now),
    expiryWarningDays: Number(days),
  };
}
