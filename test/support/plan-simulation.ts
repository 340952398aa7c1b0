import { judgePair } from '../../server/src/core/cluster/judge-pair.ts';
import type { Cluster, Member } from '../../server/src/core/cluster/member.ts';
import type { MemberState } from '../../server/src/core/cluster/member-state.ts';
import { newPool, stateOf } from '../../server/src/core/cluster/read-state.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import type { Plan, PlanStage } from '../../server/src/core/plans/plan.ts';
import { changeAtRuntime } from '../../server/src/core/security/runtime-change.ts';
import { world } from './cluster-members.ts';

/** A member while a plan is carried out: its files, and what it runs with. */
interface Running {
  readonly member: Member;
  text: string;
  state: MemberState;
}

type Random = (below: number) => number;

/**
 * Carries out a plan as its report says, in a random order of members and with restarts in between, and answers with the first lock-out,
 * broken promise or command that a server refuses; undefined where there is none. `laid`: what lies on all servers, by path. It knows nothing of how plans are made. `left`: takes how each member is left, by its id.
 */
export function simulate(
  cluster: Cluster,
  plan: Pick<Plan, 'stages'>,
  random: Random,
  laid: Readonly<Record<string, string>>,
  left?: Map<string, { readonly text: string; readonly state: MemberState }>,
): string | undefined {
  const pool = newPool();
  const files = new Map(Object.entries(laid));
  const verdicts = new Map<MemberState, Map<MemberState, string | undefined>>();
  const members = cluster.members.map((member): Running => ({
    member,
    text: member.source.config.text,
    state: member.state,
  }));

  const load = ({ member, text }: Running): MemberState => {
    const { source, id, hosts } = member;
    const config = parseConfig(text, { program: source.config.program });
    const facts = new Map(source.facts.files);
    for (const [path, content] of files)
      facts.set(path, { state: 'present', location: path, bytes: new TextEncoder().encode(content) });
    return stateOf(config, { ...source.facts, files: facts }, { name: id, hosts, pool });
  };
  const refusal = (from: MemberState, to: MemberState): string | undefined => {
    const known = verdicts.get(from) ?? new Map<MemberState, string | undefined>();
    verdicts.set(from, known);
    if (!known.has(to)) known.set(to, judgePair(from, to, world).faults[0]?.message);
    return known.get(to);
  };
  const wrong = (stage: PlanStage): string | undefined => {
    for (const from of members) {
      for (const { kind, canConnect } of stage.clients) {
        if (canConnect && !accepts(from.state, kind))
          return `${stage.title}: ${from.member.id} refuses ${kind}`;
      }
      for (const to of members) {
        if (from === to || to.member.program === 'mongos') continue;
        const reason = refusal(from.state, to.state);
        if (reason !== undefined) return `${stage.title}: ${reason}`;
      }
    }
    return undefined;
  };

  for (const stage of plan.stages) {
    const find = (id: string) => members.find(({ member }) => member.id === id);
    const before = wrong(stage);
    if (before !== undefined) return before;
    const restarted = new Set<Running>();
    const restart = (running: Running) => {
      running.state = load(running);
      restarted.add(running);
    };
    type Step = () => string | undefined;
    const edits = stage.edits.map(({ file, newText }): Step => () => {
      const running = members.find(({ member }) => member.source.file === file);
      if (running) running.text = newText;
      else files.set(file, newText);
      return undefined;
    });
    const restarts = stage.restart
      ? stage.order.map((id): Step => () => {
          const running = find(id);
          if (running) restart(running);
          return undefined;
        })
      : [];
    const commands = stage.commands.map(({ member, command }): Step => () => {
      const running = find(member);
      if (!running) return `${member} is no member`;
      const refused = send(running, command);
      // who restarted with the new file is there already
      return restarted.has(running) ? undefined : refused;
    });
    for (const step of [
      ...shuffled(edits, random),
      ...shuffled(restarts, random),
      ...shuffled(commands, random),
    ]) {
      const refused = step();
      if (refused !== undefined) return `${stage.title}: ${refused}`;
      const now = wrong(stage);
      if (now !== undefined) return now;
      const unlucky = members[random(members.length * 3)];
      if (!unlucky) continue;
      restart(unlucky);
      const after = wrong(stage);
      if (after !== undefined) return `${after} (${unlucky.member.id} had restarted)`;
    }
  }
  for (const { member, text, state } of members) left?.set(member.id, { text, state });
  return undefined;
}

function send(running: Running, command: Readonly<Record<string, string | number>>): string | undefined {
  const { state } = running;
  const { tlsMode, clusterAuthMode, version } = state;
  if (tlsMode === undefined || clusterAuthMode === undefined) return 'a mode is not known';
  for (const parameter of ['tlsMode', 'sslMode', 'clusterAuthMode'] as const) {
    const value = command[parameter];
    if (typeof value !== 'string') continue;
    const mode = clusterAuthMode === 'none' ? undefined : clusterAuthMode;
    const change = changeAtRuntime({ tlsMode, clusterAuthMode: mode }, parameter, value, version);
    if (!change.accepted) return `${state.name} refuses ${JSON.stringify(command)}: ${change.reason}`;
    const next = change.state;
    running.state = { ...state, tlsMode: next.tlsMode, clusterAuthMode: next.clusterAuthMode ?? 'none' };
  }
  return undefined;
}

function accepts(
  { tlsMode, caFile, allowsConnectionsWithoutCertificates }: MemberState,
  kind: string,
): boolean {
  if (kind === 'plain') return tlsMode !== 'requireTLS';
  if (tlsMode === 'disabled') return false;
  return kind !== 'tls' || caFile.state === 'absent' || allowsConnectionsWithoutCertificates === true;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random(rest.length), 1));
}
