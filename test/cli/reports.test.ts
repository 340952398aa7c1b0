import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { expired, root } from '../support/pki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const text =
  'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: "/etc/ssl/mäßig %, a.pem"\nsecurity:\n  authorization: enabld\n';
const schemaFile = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);

describe('SARIF', () => {
  it('is valid by the schema of SARIF 2.1.0 and carries rules, regions and fixes', async () => {
    const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
    // it names its draft and itself by addresses of draft 4
    delete schema.$schema;
    delete schema.id;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    (addFormats as unknown as (instance: Ajv) => void)(ajv);
    const twice = text.replace('enabld', 'enabled') + text;
    const cwd = temporaryFolder({ 'a b/mongod.conf': text, 'a b/mongos.conf': twice });
    const { out } = await runCli(['lint', '--format', 'sarif', 'a b'], { cwd });
    const report = JSON.parse(out) as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number }[];
      }[];
    };
    const validate = ajv.compile(schema);
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    const [run] = report.runs;
    expect(run?.results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(out).toContain('"uri": "a%20b/mongod.conf"');
    expect(out).toContain('"insertedContent"');
    expect(out).toContain('"relatedLocations"');
  });

  it('repeats no password in a fix that moves it', async () => {
    const stdin =
      'net:\n  tls:\n    CAFile: /c\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /a\n    PEMKeyPassword: "hunter2"\n';
    const { out } = await runCli(['lint', '--format', 'sarif', '-'], { stdin });
    expect(out).not.toContain('hunter2');
    expect(out).toContain('deprecated-ssl-name');
    const harmless = stdin.replace('    PEMKeyPassword: "hunter2"\n', '');
    const { out: whole } = await runCli(['lint', '--format', 'sarif', '-'], { stdin: harmless });
    expect(whole).toContain('certificateKeyFile: /a');
  });

  it('points at the PEM block that a finding is about', async () => {
    const cwd = temporaryFolder({
      'mongod.conf':
        'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: server.pem\n    CAFile: ca.pem\n',
      'server.pem': `Bag Attributes\n${expired.combined}`,
      'ca.pem': root.pem,
    });
    const { out } = await runCli(['lint', '--format', 'sarif', 'mongod.conf'], { cwd });
    const report = JSON.parse(out) as {
      runs: { results: { ruleId: string; relatedLocations?: object[] }[] }[];
    };
    const found = report.runs[0]?.results.find(({ ruleId }) => ruleId === 'expired-certificate-file');
    expect(found?.relatedLocations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: `file://${cwd}/server.pem` },
          region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 28 },
        },
        message: { text: 'The block CERTIFICATE' },
      },
    ]);
  });
});

describe('GitHub annotations', () => {
  it('one command a finding, special characters escaped', async () => {
    const cwd = temporaryFolder({ 'a,b/mongod.conf': text });
    const { out } = await runCli(['lint', '--format', 'github', 'a,b'], { cwd });
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) file=a%2Cb\/mongod\.conf,line=\d+,endLine=\d+/);
  });
});
