import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** There after `npm run build`, as in `npm test`. */
const built = join(import.meta.dirname, '../../dist/cli.js');
const line =
  '{"t":{"$date":"2026-11-30T09:14:02.117+00:00"},"s":"E",  "c":"NETWORK",  "id":23256,   "ctx":"conn41","msg":"SSL peer certificate validation failed","attr":{"error":"unable to get local issuer certificate","remote":"10.0.0.3:51214"}}';
const config = 'net:\n  ssl:\n    mode: requireSSL\n    CAFile: /etc/ca.pem\n';

describe('mongodb-tls log', () => {
  it('JSON as the contract has it, with the line of the configuration that decides it', async () => {
    const cwd = temporaryFolder({ 'mongod.log': `${line}\n${line}\n`, 'mongod.conf': config });
    const { code, out, err } = await runCli(
      ['log', '--format', 'json', '--config', 'mongod.conf', 'mongod.log'],
      { cwd },
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      lines: 2,
      entries: [
        {
          id: 23256,
          severity: 'E',
          component: 'NETWORK',
          kind: 'handshake',
          count: 2,
          firstLine: 0,
          lastLine: 1,
          meaning: expect.stringContaining('trusted') as string,
          cause: expect.stringContaining('CAFile') as string,
          settings: ['net.tls.CAFile', 'net.tls.clusterCAFile'],
          peers: ['10.0.0.3'],
          otherSide: expect.stringContaining('closed stream or HostUnreachable') as string,
          places: [
            {
              file: 'mongod.conf',
              range: { start: { line: 3, character: 12 }, end: { line: 3, character: 23 } },
            },
          ],
        },
      ],
    });
  });

  it('text for a person, from standard input', async () => {
    const { code, out } = await runCli(['log', '-'], { stdin: `${line}\n` });
    expect(code).toBe(0);
    expect(out).toContain('error: 23256 NETWORK (line 1, peers 10.0.0.3)');
    expect(out).toContain('Settings: net.tls.CAFile, net.tls.clusterCAFile');
  });

  it('a peer cannot move the cursor of the terminal', async () => {
    const { out } = await runCli(['log', '-'], {
      stdin: line.replace('10.0.0.3:51214', '\\u001b[2J\\nerror: x'),
    });
    expect(out).not.toContain('\u001b');
    expect(out).toContain('\\u001b[2J\\nerror: x');
  });

  it.each([
    ['a folder', ['folder'], 'is a directory'],
    ['a file that is not there', ['gone.log'], 'there is no such file'],
    ['a configuration that is not there', ['--config', 'gone.conf', '-'], 'there is no such file'],
    ['no file', [], 'name one log file'],
  ])('%s', async (_, args, message) => {
    const cwd = temporaryFolder({ 'folder/mongod.conf': config });
    const { code, out, err } = await runCli(['log', ...args], { cwd });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
  });

  it.runIf(existsSync(built))('a log much larger than its share of memory is read piece by piece', () => {
    const path = join(temporaryFolder(), 'large.log');
    const ordinary = line.replace('23256', '51803').padEnd(1000, ' ');
    writeFileSync(path, `${`${ordinary}\n`.repeat(199_999)}${line}\n`);
    const out = execFileSync(process.execPath, [
      '--max-old-space-size=40',
      '--max-semi-space-size=2',
      built,
      'log',
      '--format',
      'json',
      path,
    ]);
    expect(JSON.parse(out.toString())).toMatchObject({
      lines: 200_000,
      entries: [{ id: 23256, firstLine: 199_999 }],
    });
  });
});
