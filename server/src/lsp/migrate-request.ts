import type { Facts } from '../core/facts/facts.ts';
import type { CommandLines } from '../core/command-lines/command-line.ts';
import { isDeprecatedFlag, migrateFlags } from '../core/command-lines/tls-flags.ts';
import { planMigration, sslSettings } from '../core/fixing/migrate.ts';
import { formatVersion, hasReached } from '../core/server/server-version.ts';
import type { LintDocument } from '../core/embedded/lint-document.ts';
import type { Edit } from '../core/text/span.ts';
import type { MigrateToTlsResult } from '../protocol.ts';
import type { Analysis, FileAnalysis } from './analysis.ts';
import { toWorkspaceEdit } from './convert.ts';

/** Answers `mongodbTls/migrateToTls`: one edit of the whole file, or the reason why there is none. */
export function migrateToTls({ document, model, parts }: FileAnalysis): MigrateToTlsResult {
  const [only] = parts;
  if (model.kind !== 'host' || parts.length === 1) {
    const plan = only && planOf(only);
    if (!plan) return nothingToMigrate;
    return plan.edits
      ? { edit: toWorkspaceEdit(only.document, plan.edits), message: plan.message }
      : { message: plan.message };
  }
  const plans = parts.flatMap((part) => planOf(part) ?? []);
  const edits = parts.flatMap((part, index) => {
    const plan = planOf(part);
    return plan?.edits ? (model.documents[index]?.place.edits(plan.edits) ?? []) : [];
  });
  if (edits.length > 0)
    return { edit: toWorkspaceEdit(document, edits), message: 'Migrated the file from ssl to tls names.' };
  return plans[0] ? { message: plans[0].message } : nothingToMigrate;
}

/** What there is to do in one document. */
interface Plan {
  /** Absent where nothing is to be done, or nothing can be. */
  readonly edits?: readonly Edit[];
  /** A sentence for the user. */
  readonly message: string;
  /** Why ssl names stay, or what is to be checked by hand. */
  readonly note?: string;
}

/** What there is to do in one document; undefined in one without settings. */
export function planOf({
  model,
  facts,
}: {
  readonly model: LintDocument;
  readonly facts: Pick<Facts, 'serverVersion'>;
}): Plan | undefined {
  if (model.kind === 'commandline') return planCommands(model, facts);
  if (model.kind !== 'config') return undefined;
  if (model.program === 'mongosqld')
    return { message: 'mongosqld keeps the ssl names; there is nothing to migrate.' };
  const count = sslSettings(model).length;
  if (!hasReached(facts.serverVersion, firstWithTls)) {
    const message = tooOld(facts);
    return { message, ...(count > 0 ? { note: message } : {}) };
  }
  const { edits, safe, reason } = planMigration(model);
  if (edits.length === 0) {
    const message = reason ?? 'There is no ssl name in this file; nothing to migrate.';
    return { message, ...(reason === undefined ? {} : { note: reason }) };
  }
  const done = `Migrated ${count} ${count === 1 ? 'setting' : 'settings'} from ssl to tls names.`;
  if (safe || reason === undefined) return { edits, message: done };
  return { edits, message: `${done} ${reason}`, note: reason };
}

function tooOld({ serverVersion }: Pick<Facts, 'serverVersion'>): string {
  return (
    `MongoDB ${formatVersion(serverVersion)} knows only the ssl names. To migrate for a newer server, set ` +
    'mongodbTls.mongodbVersion or the version comment of the file.'
  );
}

/** A command line, for the version that its image says. */
function planCommands({ commands }: CommandLines, { serverVersion }: Pick<Facts, 'serverVersion'>): Plan {
  const old = commands.filter(({ program, flags }) => flags.some((flag) => isDeprecatedFlag(program, flag)));
  const present = old.filter(({ version }) => hasReached(version ?? serverVersion, firstWithTls));
  const edits = present.flatMap((command) => migrateFlags(command)?.edits ?? []);
  const [before] = old.filter((command) => !present.includes(command));
  const note = before
    ? tooOld({ serverVersion: before.version ?? serverVersion })
    : present.some((command) => !migrateFlags(command))
      ? 'A command line has ssl flags that cannot be renamed by themselves: the mode is filled in, or an option is given under both names.'
      : undefined;
  const noted = note === undefined ? {} : { note };
  if (edits.length > 0)
    return { edits, message: 'Migrated the command lines from ssl to tls flags.', ...noted };
  return {
    message:
      'There is no ssl flag in the command lines of this file that can be renamed; nothing to migrate.',
    ...noted,
  };
}

/** The answer for a document that is none of ours. */
export const nothingToMigrate: MigrateToTlsResult = {
  message:
    'This is no configuration file of mongod or mongos, and no command line of them is in it; there is nothing to migrate.',
};

/** The same as a rewriting, where it is certainly safe. */
export function migrationEdits({ model, facts }: Analysis): readonly Edit[] {
  if (model.kind !== 'config' || !hasReached(facts.serverVersion, firstWithTls)) return [];
  const { edits, safe } = planMigration(model);
  return safe ? edits : [];
}

const firstWithTls = '4.2';
