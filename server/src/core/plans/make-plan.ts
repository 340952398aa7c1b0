import type { Config } from '../config/config.ts';
import { placeIn } from '../cluster/cluster-report.ts';
import { judgePair } from '../cluster/judge-pair.ts';
import type { Cluster } from '../cluster/member.ts';
import type { MemberState } from '../cluster/member-state.ts';
import { newPool, type FilePool } from '../cluster/read-state.ts';
import type { FileFact } from '../facts/facts.ts';
import { changeAtRuntime } from '../security/runtime-change.ts';
import { changeSettings, reread } from './change-settings.ts';
import { clientsOf, judgeMoments, type ServerMoments } from './moments.ts';
import type { FileEdit, Plan, PlanStage, Refusal, ServerCommand } from './plan.ts';
import type { PlanWorld } from './plan-options.ts';
import { planners, type ClusterPlanKind } from './planners.ts';
import { runningState, withVersions, type Told } from './running.ts';
import { restartOrder } from './restart-order.ts';
import { isBehindFiles, modeSettings, refusal, withFiles, type Server } from './server.ts';
import { shellLine } from './shell.ts';
import type { Planner, ServerChange, StageDraft } from './stage-draft.ts';

/**
 * A plan for some clusters, one after the other. `files`: what the host found at the paths that options name, by member id. `told`:
 * what running members say; the others run with what their files say.
 */
export function makePlan(
  kind: ClusterPlanKind,
  clusters: readonly Cluster[],
  files: ReadonlyMap<string, ReadonlyMap<string, FileFact>>,
  world: PlanWorld,
  told: Told = new Map(),
): Plan {
  const plans = withVersions(clusters, told, newPool()).map((cluster) =>
    new Planning(kind, cluster, { files, told }, world).plan(planners[kind](world)),
  );
  const refused = plans.flatMap((plan) => plan.refused);
  if (refused.length > 0) return { kind, refused, stages: [] };
  const many = clusters.length > 1;
  const stages = plans.flatMap((plan, at) =>
    plan.stages.map((stage) => ({
      ...stage,
      title: many ? `${clusters[at]?.name ?? ''}: ${stage.title}` : stage.title,
    })),
  );
  return { kind, refused, stages: stages.map((stage, at) => ({ ...stage, id: String(at + 1) })) };
}

/** One plan for one cluster in the making. */
class Planning {
  readonly #kind: ClusterPlanKind;
  readonly #world: PlanWorld;
  readonly #pool: FilePool = newPool();
  readonly #start: readonly Server[];
  #servers: readonly Server[];
  readonly #brokenAtStart = new Map<string, boolean>();

  constructor(
    kind: ClusterPlanKind,
    { members }: Cluster,
    { files, told }: { files: ReadonlyMap<string, ReadonlyMap<string, FileFact>>; told: Told },
    world: PlanWorld,
  ) {
    this.#kind = kind;
    this.#world = world;
    this.#start = members.map((member) => {
      const { id, source, state } = member;
      const all = new Map([...(files.get(id) ?? []), ...source.facts.files]);
      const running = runningState(member, told);
      return { id, member, config: source.config, files: all, running, afterRestart: state };
    });
    this.#servers = this.#start;
  }

  plan(planner: Planner): Pick<Plan, 'refused' | 'stages'> {
    const unreadable = this.#unreadable();
    if (unreadable.length > 0) return { refused: unreadable, stages: [] };
    const stages: PlanStage[] = [];
    const drafts = planner(this.#servers);
    for (let next = drafts.next(); !next.done; next = drafts.next(this.#servers)) {
      const outcome = 'refused' in next.value ? next.value : this.#stage(next.value);
      if (outcome && 'refused' in outcome) return { refused: outcome.refused, stages: [] };
      if (outcome) stages.push(outcome);
    }
    if (stages.length === 0) return { refused: [], stages: [] };
    const left = judgeMoments(this.#moments(), this.#world, () => false).refused;
    return left.length > 0 ? { refused: left, stages: [] } : { refused: [], stages };
  }

  /** What is not to be planned with: settings that are not known, and files with which no server starts even today. */
  #unreadable(): Refusal[] {
    return this.#start.flatMap((server) => {
      const { config, running } = server;
      if (server.member.source.within) {
        const reason = `The configuration of ${server.id} is a part of another file, which a plan does not edit. Give it a file of its own.`;
        return [refusal(server, reason, [])];
      }
      const errors = this.#errors(server, config).filter(({ rule }) => !this.#mends(rule));
      if (errors.length > 0) return errors.map(withoutRule);
      if (running.tlsMode !== undefined && running.clusterAuthMode !== undefined) return [];
      const what = running.tlsMode === undefined ? 'The TLS mode' : 'The cluster authentication';
      const settings =
        running.tlsMode === undefined ? modeSettings : ['security.clusterAuthMode', 'security'];
      const reason = `${what} of ${server.id} is not known here: a template, an expansion or a wrong value decides it. Plan with the files that the servers get.`;
      return [refusal(server, reason, settings)];
    });
  }

  /** Certificates that are wrong today may be what the plan replaces. */
  #mends(rule: string): boolean {
    const replaces = ['renew-certificates', 'change-distinguished-name', 'rotate-ca'].includes(this.#kind);
    return replaces && /^(?:expired-certificate-file|certificate-file-not-yet-valid)$/.test(rule);
  }

  /** Without what is wrong already and is going to be mended. */
  #newErrors(server: Server, config: Config, files: Server['files']): Refusal[] {
    const errors = this.#errors(server, config, files);
    if (!errors.some(({ rule }) => this.#mends(rule))) return errors;
    const before = new Set(this.#errors(server, server.config).map(({ rule }) => rule));
    return errors.filter(({ rule }) => !this.#mends(rule) || !before.has(rule));
  }

  #errors(server: Server, config: Config, files = server.files): (Refusal & { rule: string })[] {
    const { member } = server;
    const findings = this.#world.judge(config, { ...member.source.facts, files });
    return findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, message, span }) => {
        const setting = config.settings.find(({ span: [start, end] }) => start <= span[0] && span[1] <= end);
        return {
          rule,
          reason: `${member.id} would not start: ${message}`,
          ...placeIn(member.source, [setting?.canonical ?? '', ...modeSettings]),
        };
      });
  }

  #stage(draft: StageDraft): PlanStage | { readonly refused: readonly Refusal[] } | undefined {
    const done: Applied[] = [];
    for (const change of draft.changes) {
      const applied = this.#apply(change, draft);
      if ('refused' in applied) return applied;
      if (applied.isTouched) done.push(applied);
    }
    if (done.length === 0) return undefined;
    const byId = new Map(done.map((applied) => [applied.before.id, applied]));
    const moments = this.#servers.map(
      (server): ServerMoments => byId.get(server.id) ?? { server, states: statesOf([server]) },
    );
    const { refused, unknown } = judgeMoments(moments, this.#world, (from, to) => this.#isBroken(from, to));
    if (refused.length > 0) return { refused };
    const before = this.#servers;
    this.#servers = before.map((server) => byId.get(server.id)?.after ?? server);
    return this.#asStage(draft, done, moments, unknown);
  }

  #asStage(
    { title, needs, restart, verify, rollback, routersFirst }: StageDraft,
    done: readonly Applied[],
    moments: readonly ServerMoments[],
    unknown: readonly string[],
  ): PlanStage {
    const touched = done.map(({ before }) => before);
    const order = restartOrder(touched, this.#start, routersFirst === true);
    const inOrder = done.toSorted((a, b) => order.indexOf(a.before.id) - order.indexOf(b.before.id));
    const edits = new Map<string, FileEdit>();
    for (const edit of inOrder.flatMap((applied) => applied.edits)) edits.set(edit.file, edit);
    return {
      id: '',
      title,
      needs: [...needs, ...uncheckedNeeds(unknown)],
      order,
      restart,
      edits: [...edits.values()],
      commands: inOrder.flatMap(({ before, command }) =>
        command ? [{ member: before.id, command, shell: shellLine(before, command) }] : [],
      ),
      clients: clientsOf(moments),
      verify,
      rollback,
    };
  }

  #apply(change: ServerChange, draft: StageDraft): Applied | { readonly refused: readonly Refusal[] } {
    const { server, settings = [], text, files = [], replaces = [], command } = change;
    const { running } = server;
    const config =
      text === undefined
        ? changeSettings(server.config, settings, running.version)
        : reread(server.config, text);
    if (!config) {
      const names = settings.flatMap((setting) => ('path' in setting ? [setting.path] : [setting.parameter]));
      const reason = `The file of ${server.id} has no place for ${names.join(', ')} that can be written to here. Write ${names.length > 1 ? 'them' : 'it'} into the file, then plan again.`;
      return { refused: [refusal(server, reason, names)] };
    }
    const named = new Map(server.files);
    const edits: FileEdit[] = [];
    if (config.text !== server.config.text)
      edits.push({ file: server.member.source.file, newText: config.text });
    for (const file of files) {
      const fact = server.files.get(file.path);
      if (fact?.state !== 'present') continue;
      named.set(file.path, { ...fact, bytes: new TextEncoder().encode(file.text) });
      edits.push({ file: this.#world.nameOf(fact.location), newText: file.text });
    }
    for (const path of replaces) named.set(path, { state: 'missing' });
    const errors = edits.length > 0 ? this.#newErrors(server, config, named) : [];
    if (errors.length > 0) return { refused: errors.map(withoutRule) };
    const edited = withFiles(server, { config, files: named }, this.#pool);
    const commanded = command && this.#afterCommand(edited, command);
    const after: Server = draft.restart
      ? { ...edited, running: edited.afterRestart }
      : { ...edited, running: commanded ?? running };
    return {
      before: server,
      after,
      server,
      edits,
      ...(command ? { command } : {}),
      isTouched:
        edits.length > 0 ||
        command !== undefined ||
        replaces.length > 0 ||
        (draft.restart && isBehindFiles(server)),
      states: statesOf([server, edited, after]),
    };
  }

  #afterCommand({ running, afterRestart }: Server, command: ServerCommand): MemberState {
    if ('rotateCertificates' in command) {
      const { certificateKeyFile, clusterFile, caFile, clusterCaFile, crlFile } = afterRestart;
      return { ...running, certificateKeyFile, clusterFile, caFile, clusterCaFile, crlFile };
    }
    const { tlsMode, clusterAuthMode } = running;
    if (tlsMode === undefined || clusterAuthMode === undefined) return running;
    const mode = clusterAuthMode === 'none' ? undefined : clusterAuthMode;
    for (const parameter of ['tlsMode', 'sslMode', 'clusterAuthMode'] as const) {
      const value = command[parameter];
      if (typeof value !== 'string') continue;
      const change = changeAtRuntime({ tlsMode, clusterAuthMode: mode }, parameter, value, running.version);
      if (!change.accepted) return running;
      return {
        ...running,
        tlsMode: change.state.tlsMode,
        clusterAuthMode: change.state.clusterAuthMode ?? 'none',
      };
    }
    return running;
  }

  #moments(): ServerMoments[] {
    return this.#servers.map((server) => ({ server, states: statesOf([server]) }));
  }

  /** With what they ran at the start, or would have run after a restart. */
  #isBroken(from: Server, to: Server): boolean {
    const key = `${from.id} ${to.id}`;
    const known = this.#brokenAtStart.get(key);
    if (known !== undefined) return known;
    const statesAtStart = ({ id }: Server) => statesOf(this.#start.filter((server) => server.id === id));
    const broken = statesAtStart(from).some((a) =>
      statesAtStart(to).some((b) => judgePair(a, b, this.#world).ok === false),
    );
    this.#brokenAtStart.set(key, broken);
    return broken;
  }
}

interface Applied extends ServerMoments {
  readonly before: Server;
  readonly after: Server;
  readonly edits: readonly FileEdit[];
  readonly command?: ServerCommand;
  readonly isTouched: boolean;
}

/** What members run with, and what they would run with if they restarted just then. */
function statesOf(servers: readonly Server[]): MemberState[] {
  return [...new Set(servers.flatMap(({ running, afterRestart }) => [running, afterRestart]))];
}

function withoutRule({ reason, file, range }: Refusal): Refusal {
  return { reason, file, range };
}

const mostUnchecked = 3;

function uncheckedNeeds(unknown: readonly string[]): string[] {
  const more = unknown.length - mostUnchecked;
  return [
    ...unknown.slice(0, mostUnchecked).map((message) => `Check by hand: ${message}`),
    ...(more > 0
      ? [
          `Check by hand ${String(more)} more ${more === 1 ? 'pair' : 'pairs'} of members that could not be checked here`,
        ]
      : []),
  ];
}
