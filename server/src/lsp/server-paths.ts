import type { Host } from '../host/host.ts';
import { localPath } from '../host/named-files.ts';
import type { Analysis } from './analysis.ts';
import { isInside, type Workspace } from './workspace.ts';

/** As many files are enough to choose from. */
const maxFiles = 5_000;
const maxOffered = 200;
const names = /\.(pem|crt|cer|crl|key|keyfile)$|key-?file/i;

/** The certificates, keys and keyfiles of the workspace, each as the server names it: through the path map, else as it is here. */
export async function serverPaths(
  { lookup }: Analysis,
  host: Pick<Host, 'list'>,
  workspace: Workspace,
): Promise<string[]> {
  const found: string[] = [];
  let count = 0;
  for (const folder of workspace.folders) {
    for await (const path of host.list(folder, () => undefined)) {
      if (++count > maxFiles || found.length >= maxOffered) return found;
      if (names.test(path.replace(/^.*[\\/]/s, ''))) found.push(asServerPath(path, lookup));
    }
  }
  return found;
}

function asServerPath(path: string, lookup: Analysis['lookup']): string {
  for (const prefix of Object.keys(lookup.pathMap)) {
    const folder = localPath(prefix, lookup);
    if (isInside(path, [folder])) {
      const rest = path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, '');
      return `${prefix.replace(/\/$/, '')}/${rest}`;
    }
  }
  return path;
}
