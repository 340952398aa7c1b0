import {
  possibleSteps,
  rotate,
  rotationObstacle,
  versionObstacle,
  type RotationStep,
} from '../make/key-rotation.ts';
import { newestVersion } from '../core/server/server-version.ts';
import { newKey } from '../make/new-key.ts';
import { effectOf, isMade } from '../make/rotation-review.ts';
import type {
  KeyFileGroup,
  KeyRotationChoice,
  PlanKeyRotationParams,
  PlanKeyRotationResult,
} from '../protocol.ts';
import type { KnownKeyFile } from './key-files.ts';
import type { Session } from './session.ts';
import { localPathOf, uriOfPath } from './workspace.ts';

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

/** Whether one of the keys of a file stands in another. */
export function haveCommonKey(
  { keyFile: a }: Pick<KnownKeyFile, 'keyFile'>,
  { keyFile: b }: Pick<KnownKeyFile, 'keyFile'>,
): boolean {
  return a.yaml.keys.some((key) => b.yaml.keys.some((other) => other.equals(key)));
}

async function describeGroup(files: readonly KnownKeyFile[], session: Session): Promise<KeyFileGroup> {
  const { keyFiles } = session;
  const described = files.map(({ path, keyFile }) => ({
    uri: uriOfPath(path),
    name: keyFiles.nameOf(path),
    fingerprints: keyFile.yaml.keys.map(keyFiles.fingerprint),
  }));
  const members = files.map(({ path, keyFile }) => ({ name: keyFiles.nameOf(path), keyFile }));
  const problem = (await tooOldFor(files, session)) ?? rotationObstacle(members);
  if (problem !== undefined) return { files: described, steps: [], problem };
  const choose = (step: RotationStep): KeyRotationChoice[] => {
    const rotation = rotate(members, step, newKey());
    if (!rotation.done) return [];
    const detail = effectOf(rotation, (key) => (isMade(key, rotation) ? '' : keyFiles.fingerprint(key)));
    return [{ step, title: rotation.title, detail }];
  };
  return { files: described, steps: possibleSteps(members).flatMap(choose) };
}

/** Why a server that these keyfiles are for cannot rotate keys: by the settings, or by what a configuration that names one says. */
export async function tooOldFor(
  files: readonly KnownKeyFile[],
  { settings }: Session,
): Promise<string | undefined> {
  for (const { path, namedBy } of files) {
    const { serverVersion = newestVersion } = await settings.of(uriOfPath(path));
    const bySettings = namedBy.length === 0 ? versionObstacle(serverVersion) : undefined;
    if (bySettings !== undefined) return bySettings;
    for (const { name, version } of namedBy) {
      const problem = versionObstacle(version);
      if (problem !== undefined) return `${name} is for an older server. ${problem}`;
    }
  }
  return undefined;
}
