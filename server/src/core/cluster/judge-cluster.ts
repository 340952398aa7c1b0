import { judgePair } from './judge-pair.ts';
import type { Cluster, Member } from './member.ts';
import { classesOf } from './pair-classes.ts';
import type { PairVerdict } from './pair-fault.ts';
import type { World } from './peer-certificates.ts';

/** An ordered pair: `from` opens the connection. */
export interface MemberPair extends PairVerdict {
  readonly from: Member;
  readonly to: Member;
}

/** What came of judging all ordered pairs of a cluster, but for those that end at a mongos, to which no member connects. */
export interface ClusterPairs {
  readonly count: number;
  readonly refused: number;
  readonly unknown: number;
  /** The pairs, by `from`, then by `to`; made one after the other. */
  all(): Iterable<MemberPair>;
  /** Those whose `ok` is not true. */
  troubled(): Iterable<MemberPair>;
}

/** Judges a cluster by classes of members: the work grows with the number of members, not of pairs. */
export function judgeCluster({ members }: Cluster, world: World): ClusterPairs {
  const classes = classesOf(
    members.map(({ state }) => state),
    world,
  );
  const verdicts = verdictsByClass(members, classes, world);
  const verdictAt = (from: number, to: number): boolean | null | undefined =>
    verdicts[classes[from] ?? -1]?.[classes[to] ?? -1];
  let count = 0;
  let refused = 0;
  let unknown = 0;
  const targets = members.flatMap(({ program }, index) => (program === 'mongos' ? [] : [index]));
  for (const from of members.keys()) {
    for (const to of targets) {
      if (from === to) continue;
      const ok = verdictAt(from, to);
      count++;
      if (ok === false) refused++;
      if (ok === null) unknown++;
    }
  }
  function* pairs(isWanted: (ok: boolean | null | undefined) => boolean): Iterable<MemberPair> {
    for (const [index, from] of members.entries()) {
      for (const target of targets) {
        const to = members[target];
        if (!to || to === from || !isWanted(verdictAt(index, target))) continue;
        yield { from, to, ...judgePair(from.state, to.state, world) };
      }
    }
  }
  return {
    count,
    refused,
    unknown,
    all: () => pairs(() => true),
    troubled: () => pairs((ok) => ok !== true),
  };
}

/** Whether members of one class reach those of another; undefined where there is no such pair. */
function verdictsByClass(
  members: readonly Member[],
  classes: readonly number[],
  world: World,
): (boolean | null | undefined)[][] {
  const examples: Member[][] = [];
  for (const [index, member] of members.entries()) {
    const group = (examples[classes[index] ?? 0] ??= []);
    // two of a class are enough for the pair within it
    if (group.length < 2) group.push(member);
  }
  return examples.map((group) =>
    examples.map((others) => {
      const [from] = group;
      const to = others.find((member) => member !== from);
      return from && to && judgePair(from.state, to.state, world).ok;
    }),
  );
}
