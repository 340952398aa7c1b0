import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.ts';

/** One file for each place in which a configuration or a command line stands inside another language, where they lie. */
const folder = resolve(import.meta.dirname, '../../../..', 'shared', 'field', 'embedded');

/** Line, severity and rule of every error and warning but for what is missing; each was read. */
const faults: Readonly<Record<string, readonly string[]>> = {
  Dockerfile: ['5 error unknown-setting', '9 error unknown-setting'],
  'attributes.rb': ['1 warning unknown-setting', '2 warning deprecated-ssl-name'],
  'bitnami-values.yaml': ['7 error unavailable-flag'],
  'cloud-init.yaml': ['10 warning unknown-setting', '16 error unknown-setting'],
  'configmap.yaml': ['10 warning unknown-setting', '15 error unknown-value'],
  'docker-compose.yml': ['13 error unknown-setting', '17 error unknown-setting'],
  'init.pp': ['8 warning unknown-setting'],
  'main.tf': ['9 warning unknown-setting', '13 error unknown-setting', '15 warning deprecated-ssl-flag'],
  'mdbc.yaml': ['19 error unknown-setting', '22 error unknown-value', '23 error unknown-setting'],
  'mongod.service': ['2 warning deprecated-ssl-flag', '2 warning unavailable-flag'],
  'nix.nix': ['3 warning unknown-setting'],
  'psmdb.yaml': ['16 error unknown-setting', '19 error unknown-value', '20 error unknown-setting'],
  'setup.sh': ['7 warning unknown-setting', '13 error unknown-setting'],
  'swarm-extraflags.yaml': ['5 error unavailable-flag'],
  'tasks.yml': ['8 warning unknown-setting', '12 error unknown-setting', '18 error unknown-setting'],
  'values.yaml': ['9 error unknown-setting', '16 error unknown-setting'],
};

/** What is not in these files, and rightly told. */
const absences = new Set([
  'access-control-not-configured',
  'bind-ip-not-set',
  'open-without-authorization',
  'replica-set-without-key-file',
  'tls-without-chain-of-trust',
]);

describe.skipIf(!existsSync(folder))('files of the field', () => {
  it('are all known', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(faults).sort());
  });

  it.each(Object.entries(faults))('%s has its faults', async (name, expected) => {
    const file = join(folder, name);
    const { out } = await runCli(['lint', '--format', 'unix', file], { cwd: folder });
    const found = out.split('\n').flatMap((line) => {
      const [, at, severity, rule] = /:(\d+):\d+: (error|warning): .*\[([\w-]+)\]/.exec(line) ?? [];
      return rule === undefined || absences.has(rule) ? [] : [`${at ?? ''} ${severity ?? ''} ${rule}`];
    });
    expect(found.sort(byLine)).toEqual(expected);
  });
});

function byLine(a: string, b: string): number {
  return parseInt(a, 10) - parseInt(b, 10) || a.localeCompare(b);
}
