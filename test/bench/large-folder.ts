import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authority } from '../support/certs.ts';
import { costOf } from './measure.ts';
import { typical } from './samples.ts';

const count = 10_000;
const inFolder = 100;

/**
 * `lint` of 10,000 files of ours beside yamllint on a tenth of them: eight of ten are configurations, each another one, some with a
 * fault; the others are certificates with their keys and compose files.
 */
export async function largeFolder(
  dist: string,
  yamllint: readonly string[] | undefined,
  show: (name: string, value: number, unit: 's' | 'MB') => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-bench-'));
  try {
    write(folder);
    const { seconds, memory } = await costOf([process.execPath, join(dist, 'cli.js'), 'lint', folder]);
    show(`lint of ${count} files`, seconds, 's');
    show(`lint of ${count} files: the most memory`, memory, 'MB');
    if (yamllint) {
      const tenth = Array.from({ length: count / inFolder / 10 }, (_, at) => join(folder, `group-${at}`));
      const [program = '', ...args] = yamllint;
      const start = performance.now();
      // in a folder it would look at *.yaml and *.yml alone
      const rules = '{extends: default, yaml-files: ["*.conf", "*.yml"]}';
      spawnSync(program, [...args, '-d', rules, ...tenth], { stdio: 'ignore' });
      show('yamllint on a tenth of them, times ten', (performance.now() - start) / 100, 's');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string): void {
  const pem = authority().combined;
  for (let at = 0; at < count; at++) {
    const place = join(folder, `group-${Math.floor(at / inFolder)}`);
    if (at % inFolder === 0) mkdirSync(place);
    const conf = typical.replace('db1.example.net', `db${at}.example.net`).replace('rs0', `rs${at % 500}`);
    const [name, text] = fileOf(at, conf, pem);
    writeFileSync(join(place, name), text);
  }
}

function fileOf(at: number, conf: string, pem: string): [name: string, text: string] {
  switch (at % 10) {
    case 6:
      return [`mongod-${at}.conf`, conf.replace('requireTLS', 'requireSSL')];
    case 7:
      return [`mongod-${at}.conf`, conf.replace('authorization', 'autorization')];
    case 8:
      return [`server-${at}.pem`, pem];
    case 9:
      return [
        `docker-compose.${at}.yml`,
        `services:\n  db:\n    image: mongo:7.0\n    command: mongod --replSet rs${at} --tlsMode requireTLS --tlsCertificateKeyFile /etc/ssl/mongod.pem\n    ports:\n      - "27017:27017"\n`,
      ];
    default:
      return [`mongod-${at}.conf`, conf];
  }
}
