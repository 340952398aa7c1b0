import { main } from '../../server/src/cli.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';

export interface CliRun {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line in this process, on the real disk below `cwd`. Time stands still at 2026-11-22. */
export async function runCli(
  args: readonly string[],
  { cwd = process.cwd(), stdin = '' }: { cwd?: string; stdin?: string | Uint8Array } = {},
): Promise<CliRun> {
  let out = '';
  let err = '';
  const code = await main(args, {
    host: { ...nodeHost, now: () => Date.UTC(2026, 10, 22) },
    out: (text) => {
      out += text;
    },
    err: (line) => {
      err += `${line}\n`;
    },
    stdin: () => Promise.resolve(typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    cwd,
  });
  return { code, out, err };
}
