import { commands, window, type ExtensionContext } from 'vscode';
import { watchForFiles } from './awakening.ts';
import type { Client } from './client.ts';

let client: Promise<Client> | undefined;

/** What the extension tells other extensions. */
interface Exports {
  /** Whether the language server was started, which it is at the first file or command that needs it. */
  readonly isAwake: boolean;
}

/**
 * Called by VS Code once its window is there. It only registers what may wake the extension: its commands, its pages, and files of
 * MongoDB that are open or in the workspace. All else is loaded then.
 */
export function activate(context: ExtensionContext): Exports {
  const wake = async (): Promise<Client> => {
    client ??= import('./client.ts').then(({ startClient }) => startClient(context));
    return await client;
  };
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  for (const { command: id } of contributes.commands) {
    const run = async (argument: unknown, selected: unknown): Promise<void> => {
      const { run } = await wake();
      await run(id, argument, selected);
    };
    context.subscriptions.push(commands.registerCommand(id, run));
  }
  context.subscriptions.push(
    window.registerWebviewPanelSerializer('mongodbTls.inspect', {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const { restore } = await wake();
        await restore(panel, state);
      },
    }),
    watchForFiles(() => void wake()),
  );
  return {
    get isAwake() {
      return client !== undefined;
    },
  };
}

/** VS Code waits for it, so the language server ends in order. */
export async function deactivate(): Promise<void> {
  const started = await client;
  await started?.stop();
}
