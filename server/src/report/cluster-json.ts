import type { ClusterReport, ReportedCluster } from '../core/cluster/cluster-report.ts';

/** The report in pieces of JSON: the pairs of a large cluster that is broken do not fit into one text. */
export function* clusterJson({ clusters, summary }: ClusterReport): Iterable<string> {
  yield '{\n  "version": 1,\n  "clusters": [';
  for (const [index, cluster] of clusters.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* clusterPieces(cluster);
  }
  const counts = JSON.stringify(summary);
  yield `${clusters.length > 0 ? '\n  ' : ''}],\n  "summary": ${counts}\n}\n`;
}

const piecesAtOnce = 1000;

function* clusterPieces({ name, kind, members, pairs, findings }: ReportedCluster): Iterable<string> {
  yield `    {\n      "name": ${JSON.stringify(name)},\n      "kind": ${JSON.stringify(kind)},\n`;
  yield `      "members": ${list(members)},\n      "pairs": [`;
  let lines: string[] = [];
  let isFirst = true;
  for (const pair of pairs) {
    lines.push(`${isFirst ? '' : ','}\n        ${JSON.stringify(pair)}`);
    isFirst = false;
    if (lines.length < piecesAtOnce) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
  yield `${isFirst ? '' : '\n      '}],\n      "findings": ${list(findings)}\n    }`;
}

function list(items: readonly unknown[]): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `        ${JSON.stringify(item)}`).join(',\n')}\n      ]`;
}
