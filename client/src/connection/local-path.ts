import { isAbsolute, relative, resolve } from 'node:path';
import { workspace } from 'vscode';
import type { ConnectionSecrets } from '../../../server/src/protocol.ts';
import { parameter, readConnectionString } from './uri.ts';

/** A relative path as one of the first folder of the workspace. */
export function localPath(path: string): string {
  const [folder] = workspace.workspaceFolders ?? [];
  return folder ? resolve(folder.uri.fsPath, path) : path;
}

/** A path as it is shown: from the first folder of the workspace, where it lies in that. */
export function shownPath(path: string): string {
  const [folder] = workspace.workspaceFolders ?? [];
  const inside = folder ? relative(folder.uri.fsPath, path) : '';
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

/** The file with the private key that a connection uses. */
export function keyFileOf({ uri, options }: Pick<ConnectionSecrets, 'uri' | 'options'>): string | undefined {
  const parts = readConnectionString(uri);
  const written = parts && parameter(parts, 'tlsCertificateKeyFile');
  const path = options.tlsCertificateKeyFile ?? (written === undefined ? undefined : decoded(written));
  return path === undefined || path === '' ? undefined : localPath(path);
}

/** Percent signs undone, or the text itself where they are not right. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
