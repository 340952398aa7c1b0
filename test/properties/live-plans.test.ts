import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberState } from '../../server/src/core/cluster/member-state.ts';
import { runningState, type Told } from '../../server/src/core/plans/running.ts';
import { clusters } from '../support/cluster-members.ts';
import { simulate } from '../support/plan-simulation.ts';
import { clusterOf, ids, more, numbers, paths, planOf, type Start } from '../support/planned-clusters.ts';

describe('a plan for servers that run something else than their files say', () => {
  const tlsWords = ['disabled', 'allowTLS', 'preferTLS', 'requireTLS'];
  const authWords = ['keyFile', 'sendKeyFile', 'sendX509', 'x509'];
  const step = fc.integer({ min: 0, max: 2 });
  const members = fc.array(
    fc.record({ running: fc.boolean(), file: fc.boolean(), version: fc.constantFrom('7.0.14', '8.0.10') }),
    { minLength: 3, maxLength: 5 },
  );

  it.each(['require-tls', 'x509'] as const)(
    '%s begins with what they run, and ends where they all are if they are asked again after each stage',
    (kind) => {
      fc.assert(
        fc.property(step, members, fc.boolean(), fc.nat(), (from, given, isSharded, seed) => {
          const isTls = kind === 'require-tls';
          const wordOf = (isAhead: boolean) => (isTls ? tlsWords : authWords)[from + Number(isAhead)] ?? '';
          const starts = given.map(({ file, version }): Start => ({
            version,
            tls: isTls ? wordOf(file) : 'requireTLS',
            auth: isTls ? 'keyFile' : wordOf(file),
          }));
          let cluster = clusterOf(starts, isSharded);
          let told: Told = new Map(
            given.map(({ running }, at) => [
              ids[at] ?? '',
              isTls ? { tlsMode: wordOf(running) } : { clusterAuthMode: wordOf(running) },
            ]),
          );
          let rounds = 0;
          for (; rounds < 10; rounds++) {
            const plan = planOf(kind, cluster, paths, more, told);
            expect(plan.refused).toEqual([]);
            const stages = plan.stages.slice(0, 1);
            if (stages.length === 0) break;
            const now = cluster.members.map((member) => ({ ...member, state: runningState(member, told) }));
            const left: Parameters<typeof simulate>[4] = new Map();
            const failure = simulate(
              { ...cluster, members: now },
              { stages },
              numbers(seed + rounds),
              more,
              left,
            );
            expect(failure).toBeUndefined();
            const texts = cluster.members.map(({ id, source: { file } }) => [file, left.get(id)?.text ?? '']);
            const [next] = clusters(Object.fromEntries(texts) as Record<string, string>, { more });
            if (next) cluster = next;
            told = new Map([...left].map(([id, { state }]) => [id, toldOf(state)]));
          }
          const last = isTls ? 'requireTLS' : 'x509';
          for (const { tlsMode, clusterAuthMode } of told.values())
            expect(isTls ? tlsMode : clusterAuthMode).toBe(last);
          expect(rounds).toBeLessThan(10);
        }),
        { numRuns: 5 },
      );
    },
    120_000,
  );
});

function toldOf({ tlsMode, clusterAuthMode }: MemberState) {
  return {
    ...(tlsMode === undefined ? {} : { tlsMode }),
    ...(clusterAuthMode === undefined ? {} : { clusterAuthMode }),
  };
}
