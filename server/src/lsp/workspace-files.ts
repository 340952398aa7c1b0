import { excluder } from '../host/exclude.ts';
import type { Host } from '../host/host.ts';
import type { Settings } from './settings.ts';
import { uriOfPath, type Workspace } from './workspace.ts';

/** More files than a workspace of configurations has; a home folder opened by mistake ends here. */
const maxFiles = 50_000;

/** The paths of the files in the folders of a workspace, without those that the settings leave out. */
export async function* workspaceFiles({
  host,
  workspace,
  settingsOf,
}: {
  readonly host: Pick<Host, 'list'>;
  readonly workspace: Workspace;
  readonly settingsOf: (uri: string) => Promise<Settings>;
}): AsyncIterable<string> {
  let count = 0;
  for (const folder of workspace.folders) {
    const { exclude } = await settingsOf(uriOfPath(folder));
    for await (const path of host.list(folder, () => undefined, excluder(folder, exclude))) {
      if (++count > maxFiles) return;
      yield path;
    }
  }
}
