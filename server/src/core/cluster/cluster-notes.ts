import type { Severity } from '../findings/finding.ts';
import { clusterFindings } from './cluster-findings.ts';
import { placeIn, type ReportedPlace } from './cluster-report.ts';
import { judgeCluster, type MemberPair } from './judge-cluster.ts';
import type { Cluster, Member } from './member.ts';
import type { PairFault } from './pair-fault.ts';
import type { World } from './peer-certificates.ts';

/** What is said of a cluster at one place of a file, with the places in the other members' files that it has to do with. */
export interface ClusterNote extends ReportedPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (ReportedPlace & { readonly message: string })[];
}

/** A cluster of a thousand that is broken in two has half a million pairs that are: some of them say it all. */
const mostPairs = 20_000;
const mostRelated = 5;

/**
 * What editors show in the files of a cluster: pairs that are refused, one note for the same fault at the same place, and findings
 * above a mere note. Where nobody said by which addresses the two members are reached they may belong to different deployments, so
 * it is a warning.
 */
export function clusterNotes(
  cluster: Cluster,
  world: World & { readonly expiryWarningDays: number },
): ClusterNote[] {
  const pairs = judgeCluster(cluster, world);
  const groups = new Map<string, Group>();
  let count = 0;
  for (const pair of pairs.troubled()) {
    if (++count > mostPairs) break;
    if (pair.ok !== false) continue;
    for (const fault of pair.faults) collect(groups, pair, fault);
  }
  const findings = clusterFindings(cluster, pairs, world).filter(({ severity }) => severity !== 'info');
  return [
    ...[...groups.values()].map(noteOf),
    ...findings.map(({ rule, severity, message, member, settings }) => ({
      code: rule,
      severity,
      message,
      related: [],
      ...placeIn(member.source, settings),
    })),
  ];
}

interface Group {
  readonly fault: PairFault;
  readonly owner: Member;
  readonly others: Member[];
  isCertain: boolean;
  count: number;
}

function collect(groups: Map<string, Group>, { from, to }: MemberPair, fault: PairFault): void {
  const [owner, other] = fault.side === 'from' ? [from, to] : [to, from];
  const key = [owner.id, fault.code, ...fault.settings].join('\n');
  const group = groups.get(key) ?? { fault, owner, others: [], isCertain: false, count: 0 };
  groups.set(key, group);
  group.count++;
  group.isCertain ||= from.source.file === to.source.file || (isTold(from) && isTold(to));
  if (group.others.length < mostRelated) group.others.push(other);
}

/** Whether somebody says where a member is reached, and not only the file around it what it is called. */
function isTold({ hosts, source }: Member): boolean {
  return hosts.some((host) => host !== source.hosts?.[0]);
}

function noteOf({ fault, owner, others, isCertain, count }: Group): ClusterNote {
  const more =
    count > 1
      ? ` The same keeps it from working with ${String(count - 1)} other ${count === 2 ? 'member' : 'members'}.`
      : '';
  return {
    code: fault.code,
    severity: isCertain ? 'error' : 'warning',
    message: `${fault.message}${more}`,
    related: others.map((other) => ({
      message: `The configuration of ${other.id}`,
      ...placeIn(other.source, fault.settings),
    })),
    ...placeIn(owner.source, fault.settings),
  };
}
