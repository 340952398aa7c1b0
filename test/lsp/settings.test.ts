import { afterEach, describe, expect, it } from 'vitest';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
afterEach(() => client.stop());

async function start(options: ClientOptions): Promise<void> {
  client = await LspClient.start({ host: new MemoryHost() }, options);
}

const wrongMode = 'net:\n  tls:\n    mode: requireSSL\n';

describe('settings', () => {
  it('steer the rules, and a change refreshes', async () => {
    await start({ configuration: { mongodbVersion: '4.0' } });
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(await client.rulesIn(uri)).not.toContain('unknown-value');
    const refreshed = client.nextRefresh();
    await client.configure({ rules: { 'unknown-value': 'info' } });
    await refreshed;
    const found = (await client.diagnostics(uri)).find(({ code }) => code === 'unknown-value');
    expect(found?.severity).toBe(3);
    // a rule may still be called by its former id; the present one counts more
    await client.configure({ rules: { 'unknown-tls-mode': 'off' } });
    expect(await client.rulesIn(uri)).not.toContain('unknown-value');
    await client.configure({ rules: { 'unknown-value': 'info', 'unknown-tls-mode': 'off' } });
    expect(await client.rulesIn(uri)).toContain('unknown-value');
    expect(client.warnings).toEqual([]);
  });

  it('are those of the innermost folder that is open', async () => {
    await start({ folders: ['/work', '/work/old'] });
    client.folderConfigurations['file:///work/old'] = { mongodbVersion: '4.0' };
    expect(await client.rulesIn(await client.open('/work/mongod.conf', wrongMode))).toContain(
      'unknown-value',
    );
    expect(await client.rulesIn(await client.open('/work/old/mongod.conf', wrongMode))).not.toContain(
      'unknown-value',
    );
  });

  it('yield to the version comment of a file', async () => {
    await start({ configuration: { mongodbVersion: '8.0' } });
    const uri = await client.open('/work/mongod.conf', `# mongodb-tls: version=4.0.28\n${wrongMode}`);
    expect(await client.rulesIn(uri)).not.toContain('unknown-value');
  });

  it('that cannot be used are named in one warning and keep their defaults', async () => {
    await start({
      configuration: {
        mongodbVersion: 'new',
        platform: 'beos',
        memberHosts: ['mongodb://db1.example.net'],
        rules: { nonsense: 'off', 'unknown-value': 1 },
      },
    });
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(await client.rulesIn(uri)).toContain('unknown-value');
    await client.change(uri, `${wrongMode}\n`);
    await client.diagnostics(uri);
    expect(client.warnings).toHaveLength(1);
    for (const part of ['mongodbVersion', 'platform', 'memberHosts', '"nonsense"', '"unknown-value"']) {
      expect(client.warnings[0]).toContain(part);
    }
  });

  it('come with initialize from a client that cannot be asked, and with its notification', async () => {
    await start({ plain: true, settings: { rules: { 'unknown-value': 'off' } } });
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(await client.rulesIn(uri)).not.toContain('unknown-value');
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { mongodbTls: {} },
    });
    expect(await client.rulesIn(uri)).toContain('unknown-value');
  });
});
