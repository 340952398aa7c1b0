import { dirname, relative, resolve, sep } from 'node:path';
import type { Cluster } from '../core/cluster/member.ts';
import type { FileFact } from '../core/facts/facts.ts';
import { lint } from '../core/linting/lint.ts';
import { biConnectorPlan } from '../core/plans/bi-connector.ts';
import { makePlan } from '../core/plans/make-plan.ts';
import type { Plan } from '../core/plans/plan.ts';
import type { Told } from '../core/plans/running.ts';
import { pathsFor } from '../core/plans/plan-options.ts';
import { readNamedFiles } from '../host/named-files.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { withKeys } from '../make/key-file-layout.ts';
import { newFingerprints } from '../make/key-fingerprint.ts';
import { newKey } from '../make/new-key.ts';
import { askServers, liveTargets, toldBy, type LiveAnswer } from '../probe/live.ts';
import { testConnection } from '../probe/load.ts';
import { liveMarkdown, liveMembers, liveText } from '../report/plan-live.ts';
import { planJson } from '../report/plan-json.ts';
import { planMarkdown } from '../report/plan-markdown.ts';
import { planText, refusalLine } from '../report/plan-text.ts';
import { allRules } from '../rules/all-rules.ts';
import { readClusters } from './cluster-input.ts';
import { UsageError, type Command, type Io } from './io.ts';
import { liveConnection } from './live-options.ts';
import { planOptions, type PlanOptions } from './plan-options.ts';
import { writePlan } from './plan-files.ts';
import { readGateways } from './read-gateways.ts';

/** `answers`: what the servers said, where they were asked. */
const reports = {
  json: (plan: Plan, answers?: readonly LiveAnswer[]) =>
    planJson(plan, answers && liveMembers(answers, plan)),
  markdown: (plan: Plan, answers?: readonly LiveAnswer[]) =>
    planMarkdown(plan, answers && liveMarkdown(answers, plan)),
  text: (plan: Plan, answers?: readonly LiveAnswer[]) =>
    `${answers ? liveText(answers, plan) : ''}${planText(plan)}`,
} as const;

/**
 * `mongodb-tls plan KIND`: takes a cluster somewhere without an outage, stage by stage, from what its files say, or its servers
 * with `--live`. It writes nothing but what `--out` asks for, and sends no command. 0: a plan, or nothing is left to do; 1: refused,
 * or a server did not answer; 2: a file could not be read or written, or bad usage.
 */
export const run: Command = async (args, io) => {
  const options = planOptions(args, io.host.now());
  const unreadable: string[] = [];
  const clusters = await readClusters(options, io, (path, reason) => {
    unreadable.push(path);
    io.err(`mongodb-tls plan: ${path}: ${reason}`);
  });
  if (unreadable.length > 0) return 2;
  const answers = await answersOf(options, clusters, io);
  const plan = await planFor(options, clusters, io, answers && toldBy(answers));
  if (typeof plan === 'string') {
    io.err(`mongodb-tls plan: ${plan}`);
    return 2;
  }
  io.out(reports[options.format](plan, answers));
  if (plan.refused.length > 0) {
    if (options.format === 'json') for (const refusal of plan.refused) io.err(refusalLine(refusal));
    return 1;
  }
  const isAnswered = answers?.every(({ report }) => report?.state) ?? true;
  if (options.out === undefined) return isAnswered ? 0 : 1;
  const problem = await writePlan(plan, resolve(io.cwd, options.out), io.host);
  if (problem === undefined) return isAnswered ? 0 : 1;
  io.err(`mongodb-tls plan: ${problem}`);
  return 2;
};

/** What the members say, where they are asked; mongosqld runs none of what can be asked for. */
async function answersOf(
  { kind, live }: PlanOptions,
  clusters: readonly Cluster[],
  io: Io,
): Promise<LiveAnswer[] | undefined> {
  if (!live) return undefined;
  if (kind === 'bi-connector')
    throw new UsageError('--live asks mongod and mongos, which this plan leaves alone');
  const targets = liveTargets(clusters);
  return askServers(targets, await liveConnection(live, io), testConnection, new AbortController().signal);
}

/** The plan, or what was not found. */
async function planFor(
  options: PlanOptions,
  clusters: readonly Cluster[],
  io: Io,
  told?: Told,
): Promise<Plan | string> {
  const { kind, named, now } = options;
  if (kind === 'bi-connector') {
    const gateways = await readGateways(options, io);
    if (gateways.length === 0) return 'no configuration of mongosqld was found';
    const members = clusters.flatMap((cluster) => cluster.members);
    return biConnectorPlan(gateways, members, named);
  }
  if (clusters.length === 0) return 'no configuration of a mongod or mongos was found';
  const fingerprint = newFingerprints();
  return makePlan(
    kind,
    clusters,
    await namedFiles(options, clusters, io),
    {
      now,
      crypto: nodeCrypto,
      paths: named,
      judge: (config, facts) => lint(config, facts, {}, allRules),
      newKey,
      withKeys,
      fingerprint,
      nameOf: (location) => nameFrom(io.cwd, location),
    },
    told,
  );
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
