import type { Host } from '../host/host.ts';

const mostTries = 100;

/**
 * Writes a new file beside `path` under the first name that is free: `server.crt` becomes `server.pem`, else
 * `server-combined.pem`, `server-combined-2.pem` and so on. Answers with its path, or with the problem, as a phrase.
 */
export async function createBeside(
  host: Pick<Host, 'stat' | 'create'>,
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<{ readonly path: string } | { readonly problem: string }> {
  const stem = path.replace(/\.[^./\\]*$/, '');
  for (let count = 0; count < mostTries; count++) {
    const suffix = count === 0 ? '' : count === 1 ? '-combined' : `-combined-${count}`;
    const free = `${stem}${suffix}.pem`;
    if ((await host.stat(free)) !== 'missing') continue;
    const problem = await host.create(free, bytes, mode);
    return problem === undefined ? { path: free } : { problem: `${free} ${problem}` };
  }
  return { problem: `${stem}.pem and all names like it are taken` };
}
