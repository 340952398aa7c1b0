import { clusterReport, type ClusterReport } from '../../server/src/core/cluster/cluster-report.ts';
import { clustersOf } from '../../server/src/core/cluster/clusters.ts';
import { newPool } from '../../server/src/core/cluster/read-state.ts';
import type { ServerSource } from '../../server/src/core/cluster/server-source.ts';
import { certificate, keyOf } from '../support/certs.ts';
import { sourceOf, world } from '../support/cluster-members.ts';
import { root } from '../support/pki.ts';

/** A replica set far larger than any, each member with a certificate of its own: it is read and judged as a whole, then after an edit. */
export interface LargeCluster {
  /** Reads all configurations and certificates, and judges every pair. */
  readonly whole: () => ClusterReport;
  /** Changes one member and judges every pair again. */
  readonly edit: (run: number) => ClusterReport;
}

/** Makes one of so many members; the making is not part of what is measured. */
export function largeCluster(count: number): LargeCluster {
  const names = Array.from({ length: count }, (_, index) => `m${String(index)}.example.net`);
  const pems = new Map(
    names.map((name) => {
      const subject = `O=Example, OU=Database, CN=${name}`;
      const made = certificate({
        issuer: root,
        key: keyOf('all'),
        subject,
        names: [`dns:${name}`],
        ca: false,
      });
      return [name, made.combined];
    }),
  );
  const source = (name: string, mode: string): ServerSource => {
    const path = `/tls/${name}.pem`;
    const text = `# mongodb-tls: version=8.0.10 host=${name}:27017\nnet:\n  tls:\n    mode: ${mode}\n    certificateKeyFile: ${path}\n    CAFile: /etc/ssl/ca.pem\nsecurity:\n  clusterAuthMode: x509\nreplication:\n  replSetName: rs0\n`;
    return sourceOf(`${name}.conf`, text, { files: { [path]: pems.get(name) ?? '' } });
  };
  const judge = (sources: readonly ServerSource[], pool = newPool()) =>
    clusterReport(clustersOf(sources, [], { pool }), { ...world, expiryWarningDays: 30 });
  const pool = newPool();
  const sources = names.map((name) => source(name, 'requireTLS'));
  judge(sources, pool);
  return {
    whole: () => judge(names.map((name) => source(name, 'requireTLS'))),
    edit: (run) => {
      const at = run % count;
      sources[at] = source(names[at] ?? '', run % 2 === 0 ? 'allowTLS' : 'requireTLS');
      return judge(sources, pool);
    },
  };
}
