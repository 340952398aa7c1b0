import { decodeText } from '../core/decode-text.ts';
import { parseKeyFile } from '../core/models/key-file.ts';
import type { Key } from '../core/models/key-text.ts';
import { formatVersion, hasReached } from '../core/server-version.ts';
import { possibleSteps, rotate, rotationObstacle, type RotationStep } from '../make/key-rotation.ts';
import { newKey } from '../make/new-key.ts';
import { replaceAll, type OldFile } from '../make/write-files.ts';
import type {
  KeyFileGroup,
  KeyRotationChoice,
  PlanKeyRotationParams,
  PlanKeyRotationResult,
  RotateKeyfileParams,
  RotateKeyfileResult,
} from '../protocol.ts';
import type { KnownKeyFile } from './key-files.ts';
import type { Session } from './session.ts';
import { localPathOf, uriOfPath } from './workspace.ts';

/** A keyfile holds two keys of 1024 characters and some comments. */
const maxBytes = 1024 * 1024;

/** Answers `mongodbTls/planKeyRotation`. */
export async function planRotation(
  { uri }: PlanKeyRotationParams,
  session: Session,
): Promise<PlanKeyRotationResult> {
  const known = (await session.keyFiles.all()).filter(({ keyFile }) => keyFile.yaml.keys.length > 0);
  const groups = await Promise.all(groupsOf(known).map((files) => describeGroup(files, session)));
  const wanted = uri === undefined ? undefined : localPathOf(uri);
  const isWanted = ({ files }: KeyFileGroup): boolean =>
    files.some((file) => localPathOf(file.uri) === wanted);
  return { groups: [...groups.filter(isWanted), ...groups.filter((group) => !isWanted(group))] };
}

/** Files that have a key in common, directly or through others, are of one cluster. */
function groupsOf(files: readonly KnownKeyFile[]): KnownKeyFile[][] {
  let groups: KnownKeyFile[][] = [];
  for (const file of files) {
    const related = groups.filter((group) => group.some((other) => haveCommonKey(file, other)));
    groups = [...groups.filter((group) => !related.includes(group)), [...related.flat(), file]];
  }
  return groups;
}

function haveCommonKey({ keyFile: a }: KnownKeyFile, { keyFile: b }: KnownKeyFile): boolean {
  return a.yaml.keys.some((key) => b.yaml.keys.some((other) => other.equals(key)));
}

async function describeGroup(files: readonly KnownKeyFile[], session: Session): Promise<KeyFileGroup> {
  const { keyFiles, settings } = session;
  const fingerprint = (key: Key): string => keyFiles.fingerprint(key);
  const described = files.map(({ path, keyFile }) => ({
    uri: uriOfPath(path),
    name: keyFiles.nameOf(path),
    fingerprints: keyFile.yaml.keys.map(fingerprint),
  }));
  const members = files.map(({ path, keyFile }) => ({ name: keyFiles.nameOf(path), keyFile }));
  const { serverVersion } = await settings.of(described[0]?.uri ?? '');
  const problem =
    serverVersion && !hasReached(serverVersion, '4.2')
      ? `MongoDB ${formatVersion(serverVersion)} takes one key only; a rotation needs 4.2 or later.`
      : rotationObstacle(members);
  if (problem !== undefined) return { files: described, steps: [], problem };
  const [one = '', two = ''] = described[0]?.fingerprints ?? [];
  return { files: described, steps: possibleSteps(members).map((step) => choice(step, one, two)) };
}

function choice(step: RotationStep, one: string, two: string): KeyRotationChoice {
  switch (step) {
    case 'add':
      return {
        step,
        title: 'Step 1 of 3: add a new key',
        detail: `Members go on with ${one} and accept the new key too.`,
        becomes: [one, 'new key'],
      };
    case 'switch':
      return {
        step,
        title: 'Step 2 of 3: send the new key',
        detail: `The second key, ${two}, is the new one. Members send it and still accept ${one}.`,
        becomes: [two, one],
      };
    case 'drop':
      return {
        step,
        title: 'Step 3 of 3: drop the old key',
        detail: `The first key, ${one}, is the new one. Only it is left.`,
        becomes: [one],
      };
  }
}

/** Answers `mongodbTls/rotateKeyfile`. The files are read anew: nothing that changed since the plan is written over. */
export async function rotateKeyfile(
  { uris, step }: RotateKeyfileParams,
  session: Session,
): Promise<RotateKeyfileResult> {
  const refuse = (message: string): RotateKeyfileResult => ({ done: false, message });
  const { host, workspace, documents, keyFiles } = session;
  if (!workspace.trusted) return refuse('In a workspace that is not trusted no keyfile is changed.');
  const files: OldFile[] = [];
  for (const uri of uris) {
    const path = localPathOf(uri);
    if (path === undefined) return refuse(`${uri} is not on a disk. Nothing was changed.`);
    const fact = await host.read(path, maxBytes);
    if (fact.state !== 'present') return refuse(`${path} could not be read. Nothing was changed.`);
    const opened = documents.get(uri)?.getText();
    if (opened !== undefined && withoutMark(opened) !== withoutMark(decodeText(fact.bytes)))
      return refuse(
        `${keyFiles.nameOf(path)} has unsaved changes; save or revert it first. Nothing was changed.`,
      );
    files.push({ path, bytes: fact.bytes });
  }
  const members = files.map(({ path, bytes }) => ({
    name: keyFiles.nameOf(path),
    keyFile: parseKeyFile(decodeText(bytes)),
  }));
  const rotation = rotate(members, step, newKey());
  if (!rotation.done) return refuse(`${rotation.reason} Nothing was changed.`);
  const problem = await replaceAll(host, files, rotation.text);
  session.changedFiles(uris);
  if (problem !== undefined) return refuse(problem);
  const next =
    rotation.next === undefined ? '' : ' When all have it, run Rotate Keyfile again for the next step.';
  return { done: true, message: `${rotation.advice}${next}` };
}

/** Editors may take the byte order mark away. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** The answer where something of ours failed. */
export const rotationFailed: RotateKeyfileResult = {
  done: false,
  message: 'The keyfiles could not be changed. The log of MongoDB TLS says why.',
};
