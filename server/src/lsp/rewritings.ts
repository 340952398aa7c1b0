import type { Rewriting } from './code-actions.ts';
import { migrationEdits } from './migrate-request.ts';

/** The rewritings of a whole file that are offered as refactorings. */
export const rewritings: readonly Rewriting[] = [
  { name: 'migrateToTls', title: 'Migrate net.ssl to net.tls in the whole file', edits: migrationEdits },
];
