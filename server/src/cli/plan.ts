import { dirname, relative, resolve, sep } from 'node:path';
import type { Cluster } from '../core/cluster/member.ts';
import type { FileFact } from '../core/facts/facts.ts';
import { lint } from '../core/linting/lint.ts';
import { biConnectorPlan } from '../core/plans/bi-connector.ts';
import { makePlan } from '../core/plans/make-plan.ts';
import type { Plan } from '../core/plans/plan.ts';
import { pathsFor } from '../core/plans/plan-options.ts';
import { readNamedFiles } from '../host/named-files.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { withKeys } from '../make/key-file-layout.ts';
import { newFingerprints } from '../make/key-fingerprint.ts';
import { newKey } from '../make/new-key.ts';
import { planJson } from '../report/plan-json.ts';
import { planMarkdown } from '../report/plan-markdown.ts';
import { planText, refusalLine } from '../report/plan-text.ts';
import { allRules } from '../rules/all-rules.ts';
import { readClusters } from './cluster-input.ts';
import type { Command, Io } from './io.ts';
import { planOptions, type PlanOptions } from './plan-options.ts';
import { writePlan } from './plan-files.ts';
import { readGateways } from './read-gateways.ts';

const reports = { json: planJson, markdown: planMarkdown, text: planText } as const;

/**
 * `mongodb-tls plan KIND`: takes a cluster somewhere without an outage, stage by stage. It writes nothing but what `--out` asks for.
 * 0: a plan, or nothing is left to do; 1: refused; 2: a file could not be read or written, or bad usage.
 */
export const run: Command = async (args, io) => {
  const options = planOptions(args, io.host.now());
  const unreadable: string[] = [];
  const clusters = await readClusters(options, io, (path, reason) => {
    unreadable.push(path);
    io.err(`mongodb-tls plan: ${path}: ${reason}`);
  });
  if (unreadable.length > 0) return 2;
  const plan = await planFor(options, clusters, io);
  if (typeof plan === 'string') {
    io.err(`mongodb-tls plan: ${plan}`);
    return 2;
  }
  io.out(reports[options.format](plan));
  if (plan.refused.length > 0) {
    if (options.format === 'json') for (const refusal of plan.refused) io.err(refusalLine(refusal));
    return 1;
  }
  if (options.out === undefined) return 0;
  const problem = await writePlan(plan, resolve(io.cwd, options.out), io.host);
  if (problem === undefined) return 0;
  io.err(`mongodb-tls plan: ${problem}`);
  return 2;
};

/** The plan, or what was not found. */
async function planFor(options: PlanOptions, clusters: readonly Cluster[], io: Io): Promise<Plan | string> {
  const { kind, named, now } = options;
  if (kind === 'bi-connector') {
    const gateways = await readGateways(options, io);
    if (gateways.length === 0) return 'no configuration of mongosqld was found';
    const members = clusters.flatMap((cluster) => cluster.members);
    return biConnectorPlan(gateways, members, named);
  }
  if (clusters.length === 0) return 'no configuration of a mongod or mongos was found';
  const fingerprint = newFingerprints();
  return makePlan(kind, clusters, await namedFiles(options, clusters, io), {
    now,
    crypto: nodeCrypto,
    paths: named,
    judge: (config, facts) => lint(config, facts, {}, allRules),
    newKey,
    withKeys,
    fingerprint,
    nameOf: (location) => nameFrom(io.cwd, location),
  });
}

/** The files that options name, as far as they are on this machine, by the id of the member they are for. */
async function namedFiles(
  { named, pathMap }: PlanOptions,
  clusters: readonly Cluster[],
  io: Io,
): Promise<Map<string, ReadonlyMap<string, FileFact>>> {
  const mapped = Object.fromEntries(
    Object.entries(pathMap).map(([prefix, folder]) => [prefix, resolve(io.cwd, folder)]),
  );
  const found = new Map<string, ReadonlyMap<string, FileFact>>();
  for (const member of clusters.flatMap(({ members }) => members)) {
    const baseFolder = dirname(member.source.path.join(sep));
    const lookup = { baseFolder, pathMap: mapped, mayRead: () => true };
    found.set(member.id, await readNamedFiles(pathsFor(named, member), lookup, io.host));
  }
  return found;
}

/** A file as the user would name it: from where he is, unless it lies elsewhere. */
function nameFrom(cwd: string, location: string): string {
  const near = relative(cwd, location);
  return near.startsWith('..') || near === '' ? location : near;
}
