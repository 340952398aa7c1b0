import type { ImageMaker } from '../server/server-kind.ts';
import { newestVersion, parseServerVersion, type ServerVersion } from '../server/server-version.ts';

/** Repositories whose images run a server of MongoDB, by the last part of their names. */
const repositories =
  'mongo|mongodb|mongodb-(?:community|enterprise)-server|mongodb-sharded|percona-server-mongodb';
const named = new RegExp(
  String.raw`^(?:[\w.-]+(?::\d+)?\/)*(?:${repositories})(?::([^@\s]*))?(@sha256:\w*)?$`,
);
/** Where manifests, Dockerfiles and scripts name an image. */
const written = new RegExp(
  String.raw`(?:\bimage["']?[ \t]*:[ \t]*["']?|^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*)((?:[\w.-]+(?::\d+)?\/)*(?:${repositories})(?![\w.-])[^\s"',}]*\}?)`,
  'gim',
);

const makers: readonly (readonly [ImageMaker, RegExp])[] = [
  [
    'official',
    /^(?:(?:docker\.io|index\.docker\.io|public\.ecr\.aws\/docker|mirror\.gcr\.io)\/)?(?:library\/)?mongo(?:[:@]|$)/,
  ],
  ['mongodb', /^(?:(?:docker|quay)\.io\/)?mongodb\/mongodb-(?:community|enterprise)-server(?:[:@]|$)/],
  ['percona', /^(?:docker\.io\/)?percona\/percona-server-mongodb(?:[:@]|$)/],
  ['bitnami', /^(?:(?:docker\.io|public\.ecr\.aws)\/)?bitnami(?:legacy|secure)?\/mongodb(?:[:@]|$)/],
];

/** Who made an image; undefined for one of somebody else, and where a variable names it. */
export function makerOfImage(image: string): ImageMaker | undefined {
  const name = withDefaults(image.trim());
  return makers.find(([, pattern]) => pattern.test(name))?.[0];
}

/**
 * The version of the server in an image, as its name says; `${TAG:-7.0}` has a default that counts. Without a tag it is the newest.
 * undefined for an image of something else, and for one whose tag is filled in or that only a digest tells.
 */
export function versionOfImage(image: string): ServerVersion | undefined {
  const name = withDefaults(image.trim())
    .replace(/\s(?:#|AS\s).*/i, '')
    .replace(/^["']|["']$/g, '')
    .trim();
  const [all, tag, digest] = named.exec(name) ?? [];
  if (all === undefined) return undefined;
  // of Percona's own releases the newest is not known
  const isNewest = digest === undefined && !image.includes('percona');
  if (tag === undefined || /^latest\b/.test(tag)) return isNewest ? newestVersion : undefined;
  // a variable without a default
  if (/[${}]/.test(tag)) return undefined;
  return versionOfTag(tag);
}

/** Reads `4.4-focal` or `7`: a tag of one number is the newest release of that number, one without a number the newest of all. */
export function versionOfTag(tag: string): ServerVersion | undefined {
  if (!/\d/.test(tag)) return newestVersion;
  const lastOfMajor: Readonly<Record<string, string>> = { '3': '3.6', '4': '4.4' };
  const major = /^v?(\d+)(?![\d.])/.exec(tag)?.[1];
  return parseServerVersion(major === undefined ? tag : (lastOfMajor[major] ?? major));
}

/** `${NAME:-default}` and `${NAME-default}` as their defaults. */
export function withDefaults(text: string): string {
  return text.replace(/\$\{\w+:?-([^${}]*)\}/g, '$1');
}

/** The version of the images of the server that a text names, where all of them have the same. */
export function soleImageVersion(text: string): ServerVersion | undefined {
  let sole: ServerVersion | undefined;
  for (const [, image = ''] of text.matchAll(written)) {
    const version = versionOfImage(image);
    if (!version || (sole && sole.join() !== version.join())) return undefined;
    sole = version;
  }
  return sole;
}
