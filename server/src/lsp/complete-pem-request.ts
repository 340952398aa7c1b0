import { baseName } from '../core/text/words.ts';
import type { Facts } from '../core/facts/facts.ts';
import type { KeyContext } from '../core/pem/chain/key-match.ts';
import { identityRoles, passwordSetting, roleFile, type RoleFile } from '../core/deployment/role-files.ts';
import type { Edit } from '../core/text/span.ts';
import { combinePem } from '../make/combine-pem.ts';
import { readBeside } from '../make/files-beside.ts';
import { findParts, missingHalf } from '../make/find-parts.ts';
import { createBeside } from '../make/free-path.ts';
import type { CompletePemParams, CompletePemResult } from '../protocol.ts';
import type { Analysis } from './analysis.ts';
import { toWorkspaceEdit } from './convert.ts';
import { notTrusted } from './make-requests.ts';
import type { Session } from './session.ts';
import { uriOfPath } from './workspace.ts';
import { limits } from '../host/host.ts';

/** A file that {@link completePem} can complete. */
interface IncompleteFile extends RoleFile {
  readonly role: CompletePemParams['role'];
  readonly missing: 'private key' | 'certificate';
  /** With the password that stands in the configuration. */
  readonly context: KeyContext;
}

/** The files that the configuration names for the server's identity and that have only one of certificate and its key. */
export function incompleteFiles({ model, facts }: Analysis): IncompleteFile[] {
  if (model.kind !== 'config') return [];
  return identityRoles.flatMap((role) => {
    const file = roleFile(model, facts, role);
    if (!file) return [];
    const password = model.textOf(passwordSetting(role));
    const context: KeyContext = {
      ...(facts.crypto ? { crypto: facts.crypto } : {}),
      ...(password ? { passphrase: password, passphraseIsWritten: true } : {}),
    };
    const missing = missingHalf(file.pem, context);
    return missing ? [{ ...file, role, missing, context }] : [];
  });
}

/**
 * Answers `mongodbTls/completePem`: finds the missing half beside the file or among those that the configuration names, writes all
 * into a new file, for its owner only, and gives the edit that names it. Nothing that is there is written over.
 */
export async function completePem(
  { textDocument, role }: CompletePemParams,
  session: Session,
): Promise<CompletePemResult> {
  const { host, keyFiles, workspace } = session;
  if (!workspace.trusted) return { state: 'failed', message: notTrusted };
  const analysis = await session.analysisOf(textDocument.uri);
  const [found] = (analysis?.parts ?? []).flatMap((part) => {
    const file = incompleteFiles(part).find((each) => each.role === role);
    return file ? [{ part, file }] : [];
  });
  if (!analysis || !found) return outdated;
  const { part, file } = found;
  const nameOf = (path: string): string => keyFiles.nameOf(path);
  const own = await host.read(file.location, limits.pem);
  if (own.state !== 'present') return outdated;

  const { context } = file;
  const beside = await readBeside(host, file.location, locationsOf(analysis.facts), nameOf);
  const search = findParts({ name: nameOf(file.location), bytes: own.bytes }, beside, context);
  const choose = (message: string, more: readonly string[] = []): CompletePemResult => ({
    state: 'choose',
    message,
    from: [file.location, ...more].map(uriOfPath),
  });
  if (!search.found) {
    const [locked, ...others] = new Set(search.locked.map(({ path }) => path));
    return choose(search.reason, locked !== undefined && others.length === 0 ? [locked] : []);
  }
  const combination = combinePem(search.parts, context);
  if (!combination.done) return choose(`${search.where} But it was not combined: ${combination.reason}.`);
  if (session.isStale(analysis)) return outdated;
  const written = await createBeside(host, file.location, new TextEncoder().encode(combination.text), 0o600);
  if ('problem' in written) return choose(`${search.where} But ${written.problem}.`);
  const uri = uriOfPath(written.path);
  session.changedFiles([uri]);
  const edit = renamed(part.document.getText(), file, written.path);
  return {
    state: 'written',
    uri,
    message: `${search.where} ${nameOf(written.path)} is new. ${combination.summary} The user that runs the server must be able to read it.`,
    ...(edit ? { edit: toWorkspaceEdit(part.document, [edit]) } : {}),
  };
}

const outdated: CompletePemResult = {
  state: 'failed',
  message: 'The file was changed in the meantime. Nothing was written: try again.',
};

/** The answer where something of ours failed. */
export const completingFailed: CompletePemResult = {
  state: 'failed',
  message: 'The file could not be made. The log of MongoDB TLS says why.',
};

/** Where the files lie that a configuration names. */
function locationsOf({ files }: Facts): string[] {
  return [...files.values()].flatMap((fact) => (fact.state === 'present' ? [fact.location] : []));
}

/** Writes another name in the place of the file's, which lies in the same folder; undefined where its name has escapes. */
function renamed(text: string, { setting, location }: RoleFile, path: string): Edit | undefined {
  const old = baseName(location);
  const [start, end] = setting.valueSpan;
  const at = text.slice(start, end).lastIndexOf(old);
  if (at < 0 || baseName(setting.text ?? '') !== old) return undefined;
  return { span: [start + at, start + at + old.length], text: baseName(path) };
}
