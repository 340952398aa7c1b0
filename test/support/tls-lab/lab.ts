import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeCertificates } from './certificates.ts';
import { startHaproxy, type Ports } from './haproxy.ts';
import { startOddServers, type OddServers } from './odd-servers.ts';

/** Debian packages of the lab, each with a file that tells whether it is there. */
const packages: Readonly<Record<string, string>> = {
  haproxy: '/usr/sbin/haproxy',
  'python3-mockupdb': '/usr/lib/python3/dist-packages/mockupdb/__init__.py',
  'python3-mongomock': '/usr/lib/python3/dist-packages/mongomock/__init__.py',
};

const missing = Object.keys(packages).filter((name) => !existsSync(packages[name] ?? ''));

/** Why the lab cannot run here, with what to do; undefined where it can. */
export const labProblem =
  missing.length === 0
    ? undefined
    : `not run: ${missing.join(', ')} missing; apt-get install --no-install-recommends ${missing.join(' ')}`;

/** The password of the user alice. It is in no report. */
export const password = 'pa$$:word/4711';

/** Servers without TLS, by what they say of themselves. */
type Backends = Readonly<Record<'standalone' | 'primary' | 'secondary' | 'hidden' | 'old', number>>;

export interface Lab {
  /** The folder with the certificates. */
  readonly certificates: string;
  readonly backends: Backends;
  readonly ports: Ports;
  readonly odd: OddServers;
  readonly stop: () => Promise<void>;
}

async function startBackends(): Promise<{ backends: Backends; stop: () => Promise<void> }> {
  // Debian's own python: another one on the path does not see Debian's packages
  const child = spawn('/usr/bin/python3', [join(import.meta.dirname, 'backend.py')], {
    env: { ...process.env, LAB_PASSWORD: password },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`backend.py ended with ${String(code)}`))),
  ])) as [string];
  return {
    backends: JSON.parse(line) as Backends,
    stop: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

/** Starts all servers of the lab on free ports, with new certificates in a temporary folder. */
export async function startLab(): Promise<Lab> {
  if (labProblem !== undefined) throw new Error(labProblem);
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-lab-'));
  const certificates = join(folder, 'certificates');
  writeCertificates(certificates);
  const { backends, stop } = await startBackends();
  const haproxy = await startHaproxy(folder, certificates, backends.standalone);
  const odd = await startOddServers(certificates, backends.standalone);
  return {
    certificates,
    backends,
    ports: haproxy.ports,
    odd,
    stop: async () => {
      odd.stop();
      haproxy.stop();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
