import { exampleFiles } from './example-files.ts';
import { testRule, type CaseOptions } from './rule-tester.ts';

/** A configuration with TLS on; `tls` are further lines of `net.tls`, `rest` follows at the top level. */
export const config = (
  cert: string,
  { ca = '/etc/ssl/ca.pem', tls = '', rest = '', mode = 'requireTLS' } = {},
): string =>
  `net:\n  tls:\n    mode: ${mode}\n    certificateKeyFile: ${cert}\n    CAFile: ${ca}\n${tls}${rest}`;
export const good = config('/etc/ssl/mongod.pem');
export const replicaSet = 'replication:\n  replSetName: rs0\n';
export const x509 = `${replicaSet}security:\n  clusterAuthMode: x509\n`;
export const files = exampleFiles();
export const at = (path: string): string => `⟦/etc/ssl/${path}.pem⟧`;
export const cluster = (path: string): string => `    clusterFile: ${path}\n`;

type Valid = string | (CaseOptions & { text: string });
/** A case with the example files. */
const withFiles = (entry: Valid): Valid =>
  typeof entry === 'string' ? { text: entry, files } : { files, ...entry };
export const check = (
  id: string,
  valid: readonly Valid[],
  invalid: readonly Parameters<typeof testRule>[1]['invalid'][number][],
): void => {
  testRule(id, {
    valid: [good, ...valid].map(withFiles),
    invalid: invalid.map((entry) => ({ files, ...entry })),
  });
};
