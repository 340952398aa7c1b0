import { judgePair } from '../cluster/judge-pair.ts';
import type { MemberState } from '../cluster/member-state.ts';
import { classesOf } from '../cluster/pair-classes.ts';
import type { PairFault } from '../cluster/pair-fault.ts';
import type { World } from '../cluster/peer-certificates.ts';
import { verificationOfClients } from '../cluster/verification.ts';
import { placeIn } from '../cluster/cluster-report.ts';
import { clientKinds, type ClientKind, type PlanStage, type Refusal } from './plan.ts';
import type { Server } from './server.ts';

/** A member and all states it can be in during a stage, however the members' turns and restarts fall. */
export interface ServerMoments {
  readonly server: Server;
  readonly states: readonly MemberState[];
}

/** What is wrong, and what could not be checked, between members in any of their states. */
export interface Meetings {
  readonly refused: readonly Refusal[];
  /** Sentences. */
  readonly unknown: readonly string[];
}

const mostTold = 20;

/**
 * Judges every ordered pair of members in every pair of states. No order of turns within a stage can bring about another one,
 * because nothing in a stage waits for another member. `isBroken`: pairs that fail before the plan begins are not its doing.
 */
export function judgeMoments(
  all: readonly ServerMoments[],
  world: World,
  isBroken: (from: Server, to: Server) => boolean,
): Meetings {
  const flat = all.flatMap(({ states }) => states);
  const classes = classesOf(flat, world);
  const classOf = new Map(flat.map((state, index) => [state, classes[index] ?? 0]));
  const verdicts = new Map<string, boolean | null>();
  const refused = new Map<string, Refusal>();
  const unknown = new Set<string>();
  for (const from of all) {
    for (const to of all) {
      if (from === to || to.server.member.program === 'mongos') continue;
      for (const [a, b] of product(from.states, to.states)) {
        const key = `${String(classOf.get(a))} ${String(classOf.get(b))}`;
        const known = verdicts.get(key);
        if (known === true) continue;
        if (known !== undefined && refused.size + unknown.size >= mostTold) continue;
        const { ok, faults } = judgePair(a, b, world);
        verdicts.set(key, ok);
        if (ok === null) for (const { message } of faults) unknown.add(message);
        if (ok !== false || isBroken(from.server, to.server)) continue;
        for (const fault of faults) tell(refused, fault, from.server, to.server);
      }
    }
  }
  return { refused: [...refused.values()], unknown: [...unknown] };
}

function tell(
  refused: Map<string, Refusal>,
  { message, side, settings }: PairFault,
  from: Server,
  to: Server,
) {
  if (refused.size >= mostTold) return;
  const { member } = side === 'from' ? from : to;
  refused.set(message, { reason: message, ...placeIn(member.source, settings) });
}

function* product<T>(left: readonly T[], right: readonly T[]): Iterable<readonly [T, T]> {
  for (const a of left) for (const b of right) yield [a, b];
}

/** Which clients every member accepts in every state. */
export function clientsOf(all: readonly ServerMoments[]): PlanStage['clients'] {
  const states = all.flatMap((moments) => moments.states);
  return clientKinds.map((kind) => ({ kind, canConnect: states.every((state) => accepts(state, kind)) }));
}

function accepts(state: MemberState, kind: ClientKind): boolean {
  const { tlsMode } = state;
  if (kind === 'plain') return tlsMode !== undefined && tlsMode !== 'requireTLS';
  if (tlsMode === undefined || tlsMode === 'disabled') return false;
  if (kind === 'tls-with-certificate' || verificationOfClients(state).kind === 'none') return true;
  return state.allowsConnectionsWithoutCertificates === true;
}
