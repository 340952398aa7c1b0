import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Builds the language server as it is now and gives a folder for the PATH that has it as `mongodb-tls-language-server`, the command
 * of the npm package.
 */
export async function builtServer(): Promise<string> {
  const folder = temporaryFolder({});
  const server = join(folder, 'server.js');
  await build({
    entryPoints: ['server/src/main.ts'],
    absWorkingDir: join(import.meta.dirname, '../..'),
    outfile: server,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // a test of an editor opens no connection
    external: ['mongodb'],
    logLevel: 'error',
  });
  const command = join(folder, 'mongodb-tls-language-server');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${server}" "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}
