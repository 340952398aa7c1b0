import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConnectionString } from '../../server/src/core/client-options/connection-string.ts';
import { snippetsForString } from '../../server/src/core/editing/suggest-snippets.ts';
import { mongoshPath } from '../support/mongosh.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { labProblem, startLab, type Lab } from '../support/tls-lab/lab.ts';

let lab: Lab;
const suite = labProblem === undefined ? 'snippets that are run' : `snippets that are run (${labProblem})`;
const root = resolve(import.meta.dirname, '../..');
// Debian's own python: another one on the path does not see Debian's packages
const python = '/usr/bin/python3';
const hasMongosh = spawnSync(mongoshPath, ['--version']).status === 0;
const hasPymongo = spawnSync(python, ['-c', 'import pymongo']).status === 0;

interface Outcome {
  readonly output: string;
}

/** Runs a program that is given on standard input. */
async function run(command: string, text: string): Promise<Outcome> {
  const child = spawn(command, ['-'], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  child.stdin.end(text);
  await new Promise((done) => child.on('close', done));
  return { output };
}

function snippet(id: 'node' | 'pymongo' | 'mongosh', port: number, query: string): string {
  const uri = `mongodb://localhost:${String(port)}/?directConnection=true&serverSelectionTimeoutMS=4000&${query}`;
  return snippetsForString(parseConnectionString(uri)).find((each) => each.id === id)?.text ?? '';
}

describe.skipIf(labProblem !== undefined)(suite, () => {
  beforeAll(async () => {
    lab = await startLab();
  }, 60_000);
  afterAll(() => lab.stop());

  const clients = [
    {
      id: 'node',
      command: process.execPath,
      isHere: true,
      untrusted: /self-signed certificate|unable to verify/,
    },
    { id: 'pymongo', command: python, isHere: hasPymongo, untrusted: /CERTIFICATE_VERIFY_FAILED/ },
  ] as const;

  const file = (name: string): string => encodeURIComponent(join(lab.certificates, name));

  describe.skipIf(!hasMongosh)('mongosh', () => {
    /** The command line of the snippet, which asks for a ping and ends. */
    const ping = (port: number, query: string): string => {
      const line = snippet('mongosh', port, query)
        .trim()
        .replace(/^mongosh/m, mongoshPath);
      const { stdout, stderr } = spawnSync(
        'sh',
        ['-c', `${line} --quiet --eval 'db.runCommand({ ping: 1 })'`],
        {
          encoding: 'utf8',
          // it keeps notes of its own there
          env: { ...process.env, HOME: temporaryFolder({}) },
        },
      );
      return stdout + stderr;
    };

    it.each<[string, 'requireTls' | 'clientRequired' | 'plain', () => string, RegExp]>([
      ['with the CA file', 'requireTls', () => `tls=true&tlsCAFile=${file('ca.pem')}`, /ok: 1/],
      [
        'with its certificate',
        'clientRequired',
        () => `tls=true&tlsCAFile=${file('ca.pem')}&tlsCertificateKeyFile=${file('client.pem')}`,
        /ok: 1/,
      ],
      ['without TLS', 'plain', () => 'tls=false', /ok: 1/],
      [
        'not to the authority of the lab without it',
        'requireTls',
        () => 'tls=true',
        /self-signed certificate|unable to verify|unable to get/,
      ],
    ])('connects %s', { timeout: 60_000 }, (_, port, query, outcome) => {
      expect(ping(lab.ports[port], query())).toMatch(outcome);
    });
  });

  describe.each(clients)('$id', ({ id, command, isHere, untrusted }) => {
    it.skipIf(!isHere)('connects with the CA file', async () => {
      const { output } = await run(
        command,
        snippet(id, lab.ports.requireTls, `tls=true&tlsCAFile=${file('ca.pem')}`),
      );
      expect(output).toMatch(/ok['"]?: 1/);
    });

    it.skipIf(!isHere)('shows the certificate of the client', async () => {
      const query = `tls=true&tlsCAFile=${file('ca.pem')}&tlsCertificateKeyFile=${file('client.pem')}`;
      const { output } = await run(command, snippet(id, lab.ports.clientRequired, query));
      expect(output).toMatch(/ok['"]?: 1/);
    });

    it.skipIf(!isHere)('connects without TLS', async () => {
      const { output } = await run(command, snippet(id, lab.ports.plain, 'tls=false'));
      expect(output).toMatch(/ok['"]?: 1/);
    });

    it.skipIf(!isHere)('trusts its own store without one, and not the authority of the lab', async () => {
      const { output } = await run(command, snippet(id, lab.ports.requireTls, 'tls=true'));
      expect(output).toMatch(untrusted);
    });
  });
});
