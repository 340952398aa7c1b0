import { baseName } from '../core/text/words.ts';
import type { Host } from '../host/host.ts';
import { excluder } from '../host/exclude.ts';
import { localPath } from '../host/named-files.ts';
import type { Analysis } from './analysis.ts';
import { isInside, localPathOf, type Workspace } from './workspace.ts';

/** As many files are enough to choose from. */
const maxFiles = 5_000;
const maxOffered = 200;
const keyFileNames = /\.keyfile$|key-?file/i;
const names = /\.(pem|crt|cer|crl|key|keyfile)$|key-?file/i;

/**
 * The certificates, keys and keyfiles of the workspace, each as the server names it: through the path map, else as it is here; from
 * the folder of the document where a relative path is being written. `wanted` come first.
 */
export async function serverPaths(
  { lookup, document, settings }: Analysis,
  host: Pick<Host, 'list'>,
  workspace: Workspace,
  { written, wanted }: { readonly written: string; readonly wanted: 'keyfile' | 'pem' },
): Promise<string[]> {
  const found: string[] = [];
  let count = 0;
  for (const folder of workspace.folders) {
    for await (const path of host.list(folder, () => undefined, excluder(folder, settings.exclude))) {
      if (++count > maxFiles || found.length >= maxOffered) break;
      if (names.test(baseName(path))) found.push(path);
    }
  }
  const isWanted = (path: string): boolean => keyFileNames.test(baseName(path)) === (wanted === 'keyfile');
  const inOrder = [...found.filter(isWanted), ...found.filter((path) => !isWanted(path))];
  const base = localPathOf(document.uri) === undefined ? undefined : lookup.baseFolder;
  return inOrder.map((path) =>
    base !== undefined && isRelative(written)
      ? relativePath(path, base, written)
      : asServerPath(path, lookup),
  );
}

/** Whether somebody writes a path from the folder of the file: it begins with a name or dots and has a slash. */
function isRelative(written: string): boolean {
  return /^(?!\/|~|[A-Za-z]:|\\\\)[^/\\]*[/\\]/.test(written);
}

/** A path as seen from a folder, with `./` in front where the user began like that. */
function relativePath(path: string, base: string, written: string): string {
  const [to, from] = [path, base].map((side) => side.replaceAll('\\', '/').split('/').filter(Boolean));
  if (!to || !from) return path;
  let common = 0;
  while (common < from.length && to[common] === from[common]) common++;
  const steps = [...from.slice(common).map(() => '..'), ...to.slice(common)];
  return (written.startsWith('./') && steps[0] !== '..' ? './' : '') + steps.join('/');
}

function asServerPath(path: string, lookup: Analysis['lookup']): string {
  for (const prefix of Object.keys(lookup.pathMap)) {
    const folder = localPath(prefix, lookup);
    if (isInside(path, [folder])) {
      const rest = path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, '');
      // a single file may be mapped, too
      return rest === '' ? prefix : `${prefix.replace(/\/$/, '')}/${rest}`;
    }
  }
  return path;
}
