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
  /** The number of the class of each member: what one of a class does all of it do. */
  readonly classes: readonly number[];
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
  const targets = members.flatMap(({ program }, index) => (program === 'mongos' ? [] : [index]));
  const sizes = countsOf(classes, members.keys());
  const targetSizes = countsOf(classes, targets);
  let count = 0;
  let refused = 0;
  let unknown = 0;
  for (const [from, row] of verdicts.entries()) {
    for (const [to, ok] of row.entries()) {
      const [senders = 0, receivers = 0] = [sizes[from], targetSizes[to]];
      // nobody is paired with itself; the members of a class are all of one program
      const pairs = senders * receivers - (from === to ? receivers : 0);
      count += pairs;
      if (ok === false) refused += pairs;
      if (ok === null) unknown += pairs;
    }
  }
  function* pairs(isWanted: (ok: boolean | null | undefined) => boolean): Iterable<MemberPair> {
    const wanted = verdicts.map((row) => row.map(isWanted));
    for (const [index, from] of members.entries()) {
      const row = wanted[classes[index] ?? -1];
      if (!row?.includes(true)) continue;
      for (const target of targets) {
        const to = members[target];
        if (!to || to === from || !row[classes[target] ?? -1]) continue;
        yield { from, to, ...judgePair(from.state, to.state, world) };
      }
    }
  }
  return {
    count,
    refused,
    unknown,
    classes,
    all: () => pairs(() => true),
    troubled: () => pairs((ok) => ok !== true),
  };
}

/** How many of some members each class has. */
function countsOf(classes: readonly number[], indexes: Iterable<number>): number[] {
  const counts = Array.from({ length: Math.max(0, ...classes) + 1 }, () => 0);
  for (const index of indexes) {
    const of = classes[index] ?? 0;
    counts[of] = (counts[of] ?? 0) + 1;
  }
  return counts;
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
