import { accessFault, formatMode } from '../core/keyfile/key-file-access.ts';
import type { Key } from '../core/keyfile/key-text.ts';
import type { Rotation, RotationStep } from './key-rotation.ts';
import type { Platform } from '../core/server/server-kind.ts';

type Done = Extract<Rotation, { done: true }>;
/** A short name of a key by which nobody can tell it; the same for equal keys. */
type Fingerprint = (key: Key) => string;

/** What users know of a keyfile beside its keys. */
export interface KeyFilePlace {
  readonly name: string;
  /** Absent where there are no such bits. */
  readonly mode?: number | undefined;
  /** The configurations that name it, as users call them. */
  readonly namedBy: readonly string[];
}

/** What holds after a step, as a sentence. `fingerprint` is empty for a key that has none yet. */
export function effectOf({ files, next, isNewKnown }: Done, fingerprint: Fingerprint): string {
  const [one = '', two = ''] = files[0]?.after.map(fingerprint) ?? [];
  if (next === 'switch') return `Members go on with ${one} and accept the new key${two && ` ${two}`} too.`;
  const which = isNewKnown ? 'the new key' : 'the key';
  return next === 'drop'
    ? `Members send ${which} ${one} and still accept ${two}.`
    : `Only ${which} ${one} is left.`;
}

/** Whether a step makes the key: no file has it yet. */
export function isMade(key: Key, { files }: Done): boolean {
  return !files.some(({ before }) => before.some((known) => known.equals(key)));
}

/** The key that the rotation leads to, where that is known: in the second place after the first step, then in the first. */
export function newKeyOf({ files, next, isNewKnown }: Done): Key | undefined {
  if (!isNewKnown) return undefined;
  return files[0]?.after[next === 'switch' ? 1 : 0];
}

/** What to do once the files of a step are written, in sentences. `again` says how the next step is begun. */
export function restartOrder(
  next: RotationStep | undefined,
  again: (next: RotationStep) => string,
): string[] {
  return [
    'Bring each keyfile to its member, to all members before the first restart.',
    'Restart the members one at a time: in a replica set the secondaries first, then the primary after rs.stepDown(); in a sharded cluster the config servers, then the shards, then every mongos.',
    next === undefined
      ? 'When all have restarted, the rotation is done.'
      : `When all have restarted, ${again(next)}.`,
  ];
}

/**
 * A keyfile as a text to compare: a fingerprint, a length and a use in the place of each key. It is made of these alone, so that
 * no key can be in it, nor one in a comment of the file. Lines are short, for two columns of text.
 */
export function shapeOf(
  { mode, namedBy }: KeyFilePlace,
  keys: readonly Key[],
  {
    fingerprint,
    newKey,
    platform,
  }: { fingerprint: Fingerprint; newKey?: Key | undefined; platform: Platform },
): string {
  const access = accessFault(mode, platform) ?? (mode === undefined ? undefined : `Mode ${formatMode(mode)}`);
  const lines = keys.map((key, at) => {
    const use = at === 0 ? 'sent, accepted' : 'accepted';
    return `- ${fingerprint(key)}  # ${newKey?.equals(key) ? 'new; ' : ''}${String(key.length)} characters; ${use}`;
  });
  return [
    ...(access === undefined ? [] : [`# ${access}`]),
    ...(namedBy.length === 0
      ? ['# Named by no configuration here']
      : namedBy.map((name) => `# Named by ${name}`)),
    ...lines,
    '',
  ].join('\n');
}

/** A keyfile that a step does not change: why it cannot be read here, or the fingerprints of its keys. */
export type LeftOut = Omit<KeyFilePlace, 'mode'> &
  ({ readonly reason: string } | { readonly keys: readonly string[] });

/** What a step does, what comes then, and what it leaves out, in Markdown. */
export function overviewOf({
  title,
  effect,
  then,
  leftOut,
}: {
  readonly title: string;
  readonly effect: string;
  readonly then: readonly string[];
  readonly leftOut: readonly LeftOut[];
}): string {
  const others =
    leftOut.length === 0 ? [] : ['', '## Not changed', ...leftOut.map((file) => `- ${whyLeftOut(file)}`)];
  return [
    `# ${title}`,
    effect,
    '',
    '## Once the files are written',
    ...then.map((sentence, at) => `${String(at + 1)}. ${sentence}`),
    ...others,
    '',
  ].join('\n');
}

function whyLeftOut(file: LeftOut): string {
  const named = file.namedBy.length === 0 ? file.name : `${file.name} of ${file.namedBy.join(', ')}`;
  if ('reason' in file)
    return `${named} ${file.reason}. Copy one of these files to it, or map its path with mongodbTls.pathMap.`;
  const holds =
    file.keys.length === 0 ? 'holds no key' : `holds none of these keys, but ${file.keys.join(' and ')}`;
  return `${named} ${holds}. If it is of this cluster, copy one of these files to it.`;
}
