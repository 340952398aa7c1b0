import { randomUUID } from 'node:crypto';
import { decodeText } from '../core/text/decode-text.ts';
import { parseKeyFile } from '../core/keyfile/key-file.ts';
import { rotate } from '../make/key-rotation.ts';
import { newKey } from '../make/new-key.ts';
import {
  effectOf,
  newKeyOf,
  overviewOf,
  restartOrder,
  shapeOf,
  type LeftOut,
} from '../make/rotation-review.ts';
import { isAsRead, replaceAll, type OldFile } from '../make/write-files.ts';
import type {
  ReviewKeyRotationParams,
  ReviewKeyRotationResult,
  RotateKeyfileParams,
  RotateKeyfileResult,
} from '../protocol.ts';
import type { KnownKeyFile } from './key-files.ts';
import { haveCommonKey, tooOldFor } from './key-rotation-plan.ts';
import type { Session } from './session.ts';
import { localPathOf, uriOfPath } from './workspace.ts';
import { limits } from '../host/host.ts';

const notTrusted = 'In a workspace that is not trusted no keyfile is changed.';

/** Answers `mongodbTls/reviewKeyRotation`. */
export async function reviewRotation(
  { uris, step }: ReviewKeyRotationParams,
  session: Session,
): Promise<ReviewKeyRotationResult> {
  const { workspace, keyFiles, settings } = session;
  session.reviewedRotation = undefined;
  if (!workspace.trusted) return { problem: notTrusted };
  const files = await filesToRotate(uris, session);
  if ('problem' in files) return files;
  const obstacle = await tooOldFor(files, session);
  if (obstacle !== undefined) return { problem: obstacle };
  const named = files.map((file) => ({ ...file, name: keyFiles.nameOf(file.path) }));
  const rotation = rotate(named, step, newKey());
  if (!rotation.done) return { problem: rotation.reason };

  const { fingerprint } = keyFiles;
  const message = effectOf(rotation, fingerprint);
  const then = restartOrder(rotation.next, () => 'run Rotate Keyfile again for the next step');
  const id = randomUUID();
  const changed = files.flatMap(({ path, bytes }, at) => {
    const text = rotation.files[at]?.text;
    return text === undefined ? [] : [{ path, bytes, text }];
  });
  session.reviewedRotation = { id, files, changed, message, then };
  const shapes = await Promise.all(
    named.map(async ({ name, path, mode, namedBy }, at) => {
      const { platform } = await settings.of(uriOfPath(path));
      const place = { name, mode, namedBy: namedBy.map((config) => config.name) };
      const shape = { fingerprint, newKey: newKeyOf(rotation), platform };
      const { before = [], after = [] } = rotation.files[at] ?? {};
      return { name, before: shapeOf(place, before, shape), after: shapeOf(place, after, shape) };
    }),
  );
  const leftOut = await leftOutOf(files, session);
  const overview = overviewOf({ title: rotation.title, effect: message, then, leftOut });
  return { id, title: rotation.title, overview, files: shapes };
}

/** The keyfiles as they are on the disk now, or why one of them cannot be taken. */
async function filesToRotate(
  uris: readonly string[],
  session: Session,
): Promise<readonly (OldFile & KnownKeyFile)[] | { readonly problem: string }> {
  const { host, keyFiles } = session;
  const all = await keyFiles.all();
  const files: (OldFile & KnownKeyFile)[] = [];
  for (const uri of uris) {
    const path = localPathOf(uri);
    if (path === undefined) return { problem: `${uri} is not on a disk.` };
    const fact = await host.read(path, limits.keyFile);
    if (fact.state !== 'present') return { problem: `${path} could not be read.` };
    const text = decodeText(fact.bytes);
    if (hasUnsavedChanges(uri, text, session)) return { problem: unsaved(keyFiles.nameOf(path)) };
    const known = all.find((file) => file.path === path);
    const { bytes, mode } = fact;
    files.push({
      path,
      bytes,
      realPath: known?.realPath ?? path,
      namedBy: known?.namedBy ?? [],
      keyFile: parseKeyFile(text),
      mode,
    });
  }
  return files;
}

/** The other keyfiles of the workspace: they cannot be read here, or hold none of these keys. */
async function leftOutOf(files: readonly KnownKeyFile[], { keyFiles }: Session): Promise<LeftOut[]> {
  const others = (await keyFiles.all()).filter((other) => !files.some((file) => haveCommonKey(file, other)));
  const place = ({ path, namedBy }: Pick<KnownKeyFile, 'path' | 'namedBy'>) => ({
    name: keyFiles.nameOf(path),
    namedBy: namedBy.map((config) => config.name),
  });
  return [
    ...(await keyFiles.absent()).map((file) => ({ ...place(file), reason: file.reason })),
    ...others.map((file) => ({ ...place(file), keys: file.keyFile.yaml.keys.map(keyFiles.fingerprint) })),
  ];
}

/** Answers `mongodbTls/rotateKeyfile`: writes what was reviewed, if nothing has changed since. */
export async function rotateKeyfile(
  { review }: RotateKeyfileParams,
  session: Session,
): Promise<RotateKeyfileResult> {
  const { host, workspace, keyFiles, reviewedRotation: reviewed } = session;
  if (!workspace.trusted) return refused(notTrusted);
  if (reviewed?.id !== review)
    return refused('What was reviewed is no longer known. Nothing was changed. Run Rotate Keyfile again.');
  session.reviewedRotation = undefined;
  for (const file of reviewed.files) {
    const name = keyFiles.nameOf(file.path);
    if (!(await isAsRead(host, file)))
      return refused(
        `${name} has changed since it was reviewed. Nothing was changed. Run Rotate Keyfile again.`,
      );
    if (hasUnsavedChanges(uriOfPath(file.path), decodeText(file.bytes), session))
      return refused(`${unsaved(name)} Nothing was changed.`);
  }
  const problem = await replaceAll(host, reviewed.changed);
  session.changedFiles(reviewed.changed.map(({ path }) => uriOfPath(path)));
  if (problem !== undefined) return refused(problem);
  return { done: true, message: reviewed.message, then: reviewed.then };
}

function refused(message: string): RotateKeyfileResult {
  return { done: false, message, then: [] };
}

function unsaved(name: string): string {
  return `${name} has unsaved changes; save or revert it first.`;
}

function hasUnsavedChanges(uri: string, text: string, { documents }: Session): boolean {
  const opened = documents.get(uri)?.getText();
  return opened !== undefined && withoutMark(opened) !== withoutMark(text);
}

/** Editors may take the byte order mark away. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** The answers where something of ours failed. */
export const rotationFailed = refused('The keyfiles could not be changed. The log of MongoDB TLS says why.');
export const reviewFailed: ReviewKeyRotationResult = {
  problem: 'What the keyfiles become could not be told. The log of MongoDB TLS says why.',
};
