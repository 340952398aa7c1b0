import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect, DEFAULT_CIPHERS } from 'node:tls';

/** A server on the loopback, the name it is asked for by, and the file with the CAs to trust. */
export interface Target {
  readonly port: number;
  readonly host: string;
  readonly authorities: string;
}

/** A TLS client of this machine. */
export interface RealClient {
  /** With its version; where it is not here, what is missing. */
  readonly name: string;
  /** How the table calls it. */
  readonly row: RegExp;
  readonly isHere: boolean;
  /** For each server `yes`, or `no` and why. */
  readonly judge: (targets: readonly Target[]) => Promise<string[]>;
}

/** The first line that a command prints about itself, on either stream. */
function versionOf(command: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0];
  } catch {
    return undefined;
  }
}

const opensslVersion = versionOf('openssl', 'version');

/** Python 3.13 where there is one; an older Python is told to be as strict. */
const python = ['python3.13', 'python3'].find(
  (name) => versionOf(name, '-c', 'import ssl; print(ssl.OPENSSL_VERSION)')?.startsWith('OpenSSL 3') === true,
);
const pythonVersion = python === undefined ? undefined : versionOf(python, '--version');

/** A Java that compiles its one source file. */
const javaVersion = versionOf('java', '--list-modules')?.startsWith('java.')
  ? versionOf('java', '--version')
  : undefined;

export const realClients: readonly RealClient[] = [
  {
    name: `Node.js ${process.version}`,
    row: /^OpenSSL/,
    isHere: process.versions.openssl.startsWith('3.'),
    judge: askNodes,
  },
  {
    name: opensslVersion ?? 'OpenSSL 3 is missing',
    row: /^OpenSSL/,
    isHere: opensslVersion?.startsWith('OpenSSL 3') === true,
    // starting 200 programs is quicker from a small one
    judge: (targets) => askProcess('sh', [join(import.meta.dirname, 'judge.sh')], targets),
  },
  {
    name: pythonVersion ?? 'Python 3 with OpenSSL 3 is missing',
    row: /^Python/,
    isHere: python !== undefined,
    judge: (targets) => askProcess(python ?? '', [join(import.meta.dirname, 'judge.py')], targets),
  },
  {
    name: javaVersion ?? 'Java is missing',
    row: /^Java/,
    isHere: javaVersion !== undefined,
    judge: (targets) => askProcess('java', [join(import.meta.dirname, 'Judge.java')], targets),
  },
];

/** Asks about a few servers at a time. */
async function askNodes(targets: readonly Target[]): Promise<string[]> {
  const verdicts: string[] = [];
  for (let at = 0; at < targets.length; at += 4) {
    verdicts.push(...(await Promise.all(targets.slice(at, at + 4).map(askNode))));
  }
  return verdicts;
}

/** One process for all: a line for each server in, a line with its verdict out. */
async function askProcess(
  command: string,
  args: readonly string[],
  targets: readonly Target[],
): Promise<string[]> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  child.stdin.end(
    targets.map(({ port, host, authorities }) => `${port}\t${host}\t${authorities}\n`).join(''),
  );
  await once(child, 'close');
  return chunks.join('').trimEnd().split('\n');
}

/** Node's own list of ciphers at the level that Node.js 24 asks for. */
const ciphers = `${DEFAULT_CIPHERS}:@SECLEVEL=2`;

function askNode({ port, host, authorities }: Target): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: readFileSync(authorities),
      ciphers,
      ...(isIP(host) ? {} : { servername: host }),
    });
    socket.once('secureConnect', () => {
      socket.destroy();
      resolve('yes');
    });
    socket.once('error', ({ message }) => {
      resolve(`no ${message}`);
    });
  });
}
