// Both programs of the npm package in one bundle: they share the rules and the core. dist/cli.js and dist/language-server.js load it.
export { main, runFromShell } from './cli.ts';

/** Starts the language server of this process. */
export async function startLanguageServer(): Promise<void> {
  await import('./main.ts');
}
