import { LineIndex, type Position } from '../text/line-index.ts';
import type { Severity } from '../findings/finding.ts';
import { formatVersion } from '../server/server-version.ts';
import { clusterFindings, type ClusterFinding } from './cluster-findings.ts';
import { judgeCluster, type ClusterPairs, type MemberPair } from './judge-cluster.ts';
import type { Cluster, ClusterKind, Member } from './member.ts';
import type { World } from './peer-certificates.ts';
import { placeOf, shownText, type ServerSource } from './server-source.ts';
import type { PairFaultCode } from './pair-fault.ts';

/** A place in a file, zero-based, in UTF-16 units. */
export interface ReportedPlace {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

interface ReportedMember {
  readonly id: string;
  readonly program: 'mongod' | 'mongos';
  readonly hosts: readonly string[];
  readonly file: string;
  readonly mongodbVersion: string;
}

export interface ReportedFault extends ReportedPlace {
  readonly code: PairFaultCode;
  readonly message: string;
}

/** `from` opens the connection to `to`; `ok` is null where a file that decides it is not here. */
export interface ReportedPair {
  readonly from: string;
  readonly to: string;
  readonly ok: boolean | null;
  readonly faults: readonly ReportedFault[];
}

interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface ReportedCluster {
  readonly name: string;
  readonly kind: ClusterKind;
  readonly members: readonly ReportedMember[];
  /** All ordered pairs, in large clusters those whose `ok` is not true; made one after the other. */
  readonly pairs: Iterable<ReportedPair>;
  readonly findings: readonly ReportedFinding[];
  readonly counts: Pick<ClusterPairs, 'count' | 'refused' | 'unknown'>;
}

export interface ClusterSummary {
  readonly members: number;
  readonly pairs: number;
  readonly refused: number;
  readonly unknown: number;
  readonly errors: number;
  readonly warnings: number;
}

/** What is said of all clusters, with places in their files. */
export interface ClusterReport {
  readonly clusters: readonly ReportedCluster[];
  readonly summary: ClusterSummary;
}

/** Above so many members only pairs that do not work, or may not, are listed. */
const mostMembersInFull = 50;

/** Judges clusters and puts what is found into the form that reports and editors show. */
export function clusterReport(
  clusters: readonly Cluster[],
  world: World & { readonly expiryWarningDays: number },
): ClusterReport {
  const judged = clusters.map((cluster): ReportedCluster => {
    const pairs = judgeCluster(cluster, world);
    const { count, refused, unknown } = pairs;
    return {
      name: cluster.name,
      kind: cluster.kind,
      members: cluster.members.map(memberIn),
      pairs: {
        *[Symbol.iterator]() {
          const wanted = cluster.members.length > mostMembersInFull ? pairs.troubled() : pairs.all();
          for (const pair of wanted) yield pairIn(pair);
        },
      },
      findings: clusterFindings(cluster, pairs, world).map(findingIn),
      counts: { count, refused, unknown },
    };
  });
  return { clusters: judged, summary: summaryOf(judged) };
}

function summaryOf(clusters: readonly ReportedCluster[]): ClusterSummary {
  const sum = (of: (cluster: ReportedCluster) => number) =>
    clusters.reduce((total, cluster) => total + of(cluster), 0);
  const withSeverity = (severity: Severity) =>
    sum(({ findings }) => findings.filter((finding) => finding.severity === severity).length);
  return {
    members: sum(({ members }) => members.length),
    pairs: sum(({ counts }) => counts.count),
    refused: sum(({ counts }) => counts.refused),
    unknown: sum(({ counts }) => counts.unknown),
    errors: withSeverity('error'),
    warnings: withSeverity('warning'),
  };
}

function memberIn({ id, program, hosts, source, state }: Member): ReportedMember {
  return { id, program, hosts, file: source.file, mongodbVersion: formatVersion(state.version) };
}

function pairIn({ from, to, ok, faults }: MemberPair): ReportedPair {
  return {
    from: from.id,
    to: to.id,
    ok,
    faults: faults.map(({ code, message, side, settings }) => {
      const { source } = side === 'from' ? from : to;
      return { code, message, ...placeIn(source, settings) };
    }),
  };
}

function findingIn({ rule, severity, message, member, settings }: ClusterFinding): ReportedFinding {
  return { rule, severity, message, ...placeIn(member.source, settings) };
}

const indexes = new WeakMap<ServerSource, LineIndex>();

/** The place of the first of some settings that is there. */
export function placeIn(source: ServerSource, settings: readonly string[]): ReportedPlace {
  const index = indexes.get(source) ?? new LineIndex(shownText(source));
  indexes.set(source, index);
  const [start, end] = placeOf(source, settings);
  return { file: source.file, range: { start: index.at(start), end: index.at(end) } };
}
