import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../server/src/core/cluster/member.ts';
import type { PlanStage } from '../../server/src/core/plans/plan.ts';
import type { ClusterPlanKind } from '../../server/src/core/plans/planners.ts';
import { clusters } from '../support/cluster-members.ts';
import { simulate } from '../support/plan-simulation.ts';
import { clusterOf, more, numbers, paths, planOf, type Start } from '../support/planned-clusters.ts';

/** A random start: each member at one of two neighbouring steps, each of a version that has what the plan needs. */
const startsOf = (kind: ClusterPlanKind) => {
  const tlsWords = ['disabled', 'allowTLS', 'preferTLS', 'requireTLS'];
  const authWords = ['keyFile', 'sendKeyFile', 'sendX509', 'x509'];
  const neighbours = (words: readonly string[], from: number) => words.slice(from, from + 2);
  const versions =
    kind === 'rotate-keyfile' || kind === 'change-distinguished-name'
      ? ['4.2.8', '4.4.10', '5.0.30', '8.0.10']
      : ['3.6.20', '4.0.14', '4.2.8', '4.4.10', '5.0.30', '7.0.14', '8.0.10'];
  return fc
    .record({
      tls: fc.nat(3),
      auth: fc.nat(3),
      size: fc.integer({ min: 3, max: 7 }),
      isSharded: fc.boolean(),
    })
    .chain(({ tls, auth, size, isSharded }) => {
      const needsTls = kind === 'change-distinguished-name';
      const modes = needsTls ? ['preferTLS', 'requireTLS'] : neighbours(tlsWords, tls);
      // certificates need TLS between members
      const isEncrypted = modes.every((mode) => mode === 'preferTLS' || mode === 'requireTLS');
      const auths = {
        'enforce-auth': neighbours(['none', 'transition', 'keyFile'], auth % 3),
        'require-tls': ['none', 'keyFile'].slice(auth % 2, (auth % 2) + 1),
        'change-distinguished-name': neighbours(authWords.slice(1), auth % 3),
        x509: isEncrypted ? neighbours(authWords, auth) : ['keyFile'],
      }[kind as string] ?? ['keyFile'];
      return fc.record({
        isSharded: fc.constant(isSharded),
        seed: fc.nat(),
        starts: fc.array(
          fc.record({
            version: fc.constantFrom(...versions),
            tls: fc.constantFrom(...modes),
            auth: fc.constantFrom(...auths),
          }),
          { minLength: size, maxLength: size },
        ),
      });
    });
};

const kinds = ['require-tls', 'x509', 'enforce-auth', 'rotate-keyfile', 'change-distinguished-name'] as const;
const renamed = { certificateKeyFile: '/tls/renamed.pem' };

describe('a plan, whatever the order of members and whoever restarts in between', () => {
  it.each(kinds)(
    '%s locks nobody out and keeps its promises',
    (kind) => {
      fc.assert(
        fc.property(startsOf(kind), ({ starts, isSharded, seed }) => {
          const cluster = clusterOf(starts, isSharded);
          const plan = planOf(kind, cluster, kind === 'change-distinguished-name' ? renamed : paths);
          expect(plan.refused).toEqual([]);
          for (const { clients, verify, rollback } of plan.stages) {
            expect(clients.map((client) => client.kind)).toEqual(['plain', 'tls', 'tls-with-certificate']);
            expect(Math.min(verify.length, rollback.length)).toBeGreaterThan(0);
          }
          for (const turn of [0, 1, 2])
            expect(simulate(cluster, plan, numbers(seed + turn), more)).toBeUndefined();
        }),
        { numRuns: 6 },
      );
    },
    120_000,
  );

  it.each(kinds.slice(0, 4))(
    '%s goes on from wherever it was interrupted',
    (kind) => {
      fc.assert(
        fc.property(startsOf(kind), ({ starts, isSharded, seed }) => {
          const first = clusterOf(starts, isSharded);
          const [stage] = planOf(kind, first).stages;
          if (!stage) return;
          // some of the files are the new ones
          const written = stage.edits.filter((_, at) => (seed >> at) % 2 === 0);
          const newTexts = new Map(written.map(({ file, newText }) => [file, newText]));
          const texts = first.members.map(({ source: { file, config } }): [string, string] => [
            file,
            newTexts.get(file) ?? config.text,
          ]);
          const here = Object.fromEntries(
            Object.entries(more).map(([path, content]) => [path, newTexts.get(path) ?? content]),
          );
          const [cluster] = clusters(Object.fromEntries(texts), { more: here });
          if (!cluster) throw new Error('no cluster');
          const plan = planOf(kind, cluster, paths, here);
          expect(plan.refused).toEqual([]);
          expect(simulate(cluster, plan, numbers(seed), here)).toBeUndefined();
        }),
        { numRuns: 4 },
      );
    },
    120_000,
  );
});

describe('a plan that is wrong', () => {
  const three = (tls: string, auth: string) =>
    clusterOf(Array<Start>(3).fill({ version: '7.0.14', tls, auth }), false);
  const found = (cluster: Cluster, stages: readonly PlanStage[]) =>
    [...Array(10).keys()].some((seed) => simulate(cluster, { stages }, numbers(seed), more) !== undefined);
  const joined = ([first, second, ...rest]: readonly PlanStage[]): PlanStage[] =>
    first && second ? [{ ...second, edits: [...first.edits, ...second.edits], restart: true }, ...rest] : [];

  it('is found: two stages as one', () => {
    for (const [kind, tls, auth] of [
      ['require-tls', 'allowTLS', 'keyFile'],
      ['x509', 'requireTLS', 'sendKeyFile'],
      ['enforce-auth', 'disabled', 'none'],
      ['rotate-keyfile', 'disabled', 'keyFile'],
    ] as const) {
      const cluster = three(tls, auth);
      const { stages } = planOf(kind, cluster);
      expect([kind, found(cluster, stages), found(cluster, joined(stages))]).toEqual([kind, false, true]);
    }
  });

  it('is found: a stage left out, an order turned round, a promise too many', () => {
    const cluster = three('allowTLS', 'keyFile');
    const { stages } = planOf('require-tls', cluster);
    expect(found(cluster, stages.slice(1))).toBe(true);
    expect(found(cluster, stages.toReversed())).toBe(true);
    const promising = stages.map((stage) => ({
      ...stage,
      clients: stage.clients.map(({ kind }) => ({ kind, canConnect: true })),
    }));
    expect(found(cluster, promising)).toBe(true);
  });
});
