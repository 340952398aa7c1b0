import type { CancellationToken } from 'vscode-languageserver';
import { dirname } from 'node:path';
import type { Cluster } from '../core/cluster/member.ts';
import type { FileFact } from '../core/facts/facts.ts';
import { lint } from '../core/linting/lint.ts';
import { makePlan } from '../core/plans/make-plan.ts';
import { planKinds, type Plan } from '../core/plans/plan.ts';
import { kindFacts, pathNames } from '../core/plans/plan-kinds.ts';
import { pathsFor, type PlanPaths, type PlanWorld } from '../core/plans/plan-options.ts';
import { readNamedFiles } from '../host/named-files.ts';
import { withKeys } from '../make/key-file-layout.ts';
import { newFingerprints } from '../make/key-fingerprint.ts';
import { newKey } from '../make/new-key.ts';
import { toldBy } from '../probe/live.ts';
import { liveMarkdown } from '../report/plan-live.ts';
import type { PlanClusterParams, PlanClusterResult, PlanKindsResult } from '../protocol.ts';
import { planMarkdown } from '../report/plan-markdown.ts';
import type { Session } from './session.ts';
import { localPathOf } from './workspace.ts';

const clusterKinds = planKinds.filter((kind) => kind !== 'bi-connector');

/** Answers `mongodbTls/planKinds`: the plans for a cluster, and what each may ask for. */
export function planChoices(): PlanKindsResult {
  return {
    kinds: clusterKinds.map((kind) => {
      const { title, detail, asks } = kindFacts[kind];
      return { kind, title, detail, asks: asks.map((name) => ({ name, label: pathNames[name] })) };
    }),
  };
}

/**
 * Answers `mongodbTls/planCluster` for the servers of the workspace. Edits of keyfiles stay here: they hold keys, and the command
 * Rotate Keyfile writes them.
 */
export async function planCluster(
  { kind, paths, live }: PlanClusterParams,
  session: Session,
  token: CancellationToken,
): Promise<PlanClusterResult> {
  const wanted = clusterKinds.find((known) => known === kind);
  if (!wanted)
    return { error: 'There is no such plan in the editor; "mongodb-tls plan" on the command line has it.' };
  const clusters = await session.clusters.clusters();
  if (clusters.length === 0)
    return { error: 'No configuration of a mongod or mongos was found in the workspace.' };
  const answers = live && (await session.livePlan.ask(clusters, live, token));
  const world: PlanWorld = {
    now: session.host.now(),
    crypto: session.crypto,
    paths,
    judge: (config, facts) => lint(config, facts, {}, session.rules),
    newKey,
    withKeys,
    fingerprint: newFingerprints(),
    nameOf: (location) => location,
  };
  const files = await filesFor(paths, clusters, session);
  const plan = makePlan(wanted, clusters, files, world, answers && toldBy(answers));
  const configurations = new Set(clusters.flatMap(({ members }) => members.map(({ source }) => source.file)));
  const shown = named(plan, (file) => session.keyFiles.nameOf(localPathOf(file) ?? file));
  return {
    markdown: planMarkdown(shown, answers && liveMarkdown(answers, plan)),
    ...(answers ? { members: await session.livePlan.keep(answers, plan) } : {}),
    stages: plan.stages.map(({ id, title, edits }) => ({
      title: `Stage ${id}: ${title}`,
      edits: edits
        .filter(({ file }) => configurations.has(file))
        .map(({ file, newText }) => ({ uri: file, newText })),
    })),
  };
}

/** The plan with files as people call them. */
function named(plan: Plan, nameOf: (file: string) => string): Plan {
  const rename = <T extends { readonly file: string }>(place: T): T => ({
    ...place,
    file: nameOf(place.file),
  });
  return {
    ...plan,
    refused: plan.refused.map(rename),
    stages: plan.stages.map((stage) => ({ ...stage, edits: stage.edits.map(rename) })),
  };
}

/** The answer where something of ours failed. */
export const planFailed: PlanClusterResult = {
  error: 'The plan could not be made. The log of MongoDB TLS says why.',
};

/** The files that the user names for members, as far as they are here and may be read. */
async function filesFor(
  paths: PlanPaths,
  clusters: readonly Cluster[],
  { settings, workspace, files }: Session,
): Promise<Map<string, ReadonlyMap<string, FileFact>>> {
  const found = new Map<string, ReadonlyMap<string, FileFact>>();
  for (const member of clusters.flatMap(({ members }) => members)) {
    const local = localPathOf(member.source.file);
    if (local === undefined) continue;
    const { pathMap } = await settings.of(member.source.file);
    const lookup = {
      baseFolder: dirname(local),
      pathMap,
      mayRead: (path: string) => workspace.mayRead(path),
    };
    found.set(member.id, await readNamedFiles(pathsFor(paths, member), lookup, files));
  }
  return found;
}
