import type { RequestTypes } from '../../server/src/protocol.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import type { Runtime } from '../../server/src/lsp/session.ts';
import type { ConnectReport, Diagnosis, DiagnosisCode } from '../../server/src/probe/report.ts';
import { requests, type ConnectionSecrets } from '../../server/src/protocol.ts';
import { newSessionKey, seal } from '../../server/src/sealed.ts';
import { certificate, keyPem } from '../support/certs.ts';
import { LspClient, sessionKey, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
afterEach(() => client.stop());

async function start(options: ClientOptions = {}, runtime: Partial<Runtime> = {}): Promise<MemoryHost> {
  const host = new MemoryHost();
  client = await LspClient.start({ host, ...runtime }, options);
  return host;
}

const old = 'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /a.pem # mine\n    CAFile: /ca.pem\n';

describe('migrateToTls', () => {
  it('rewrites the whole file in one edit of its version', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', old);
    const { edit, message } = await client.ask(requests.migrateToTls, { textDocument: { uri } });
    await client.apply(edit ?? {});
    expect(client.document(uri).getText()).toBe(
      'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /a.pem # mine\n    CAFile: /ca.pem\n',
    );
    expect(message).toContain('Migrated 3 settings');
  });

  it.each([
    ['a file without ssl names', 'mongod.conf', 'net:\n  port: 1\n', 'no ssl name'],
    ['mongosqld', 'mongosqld.conf', old, 'mongosqld keeps'],
    ['an old server', 'mongod.conf', `# mongodb-tls: version=4.0\n${old}`, 'knows only the ssl names'],
    ['a keyfile', 'keyfile', 'abcdef', 'no configuration file'],
  ])('says why there is nothing to do for %s', async (_, name, text, reason) => {
    await start();
    const uri = await client.open(`/work/${name}`, text);
    const answer = await client.ask(requests.migrateToTls, { textDocument: { uri } });
    expect(answer.edit).toBeUndefined();
    expect(answer.message).toContain(reason);
  });
});

describe('clientSnippets', () => {
  const mongosh = async (params: RequestTypes['mongodbTls/clientSnippets']['params']) =>
    (await client.ask(requests.clientSnippets, params)).snippets.find(({ id }) => id === 'mongosh')?.text;

  it('are made of the connection string under the cursor, and hold no password', async () => {
    await start();
    const uri = await client.open('/work/.env', 'A=mongodb://a/\nB=mongodb://u:s3cr3t@b/?tls=true\n', 'x');
    const textDocument = { uri };
    expect(await mongosh({ textDocument, position: { line: 1, character: 15 } })).toBe(
      'mongosh mongodb://b/ --tls --username u\n'.replace(
        /^/,
        '# Trusts the authorities that Node.js brings along and those of the system.\n',
      ),
    );
    expect(await mongosh({ textDocument })).toBe('mongosh mongodb://a/\n');
    const { snippets } = await client.ask(requests.clientSnippets, {
      textDocument,
      position: { line: 1, character: 15 },
    });
    expect(snippets).toHaveLength(12);
    expect(JSON.stringify(snippets)).not.toContain('s3cr3t');
  });

  it('are made of a configuration, or of a connection of before', async () => {
    await start();
    const text =
      '# mongodb-tls: host=db1.lan:27018\nnet:\n  tls:\n    mode: requireTLS\n    CAFile: /ca.pem\n';
    const uri = await client.open('/work/mongod.conf', text);
    expect(await mongosh({ textDocument: { uri } })).toContain(
      'mongosh mongodb://db1.lan:27018/ --tls --tlsCAFile /ca.pem',
    );
    const connection = { uri: 'mongodb://c/', options: { tls: 'true', tlsCAFile: '/c.pem' } };
    expect(await mongosh({ connection })).toBe('mongosh mongodb://c/ --tls --tlsCAFile /c.pem\n');
  });

  it('are none where nothing says how to connect', async () => {
    await start();
    const uri = await client.open('/work/keyfile', 'abcdef');
    expect(await mongosh({ textDocument: { uri } })).toBeUndefined();
    expect(await mongosh({})).toBeUndefined();
  });
});

describe('suggestConnection', () => {
  it('builds a connection from the configuration, with local paths', async () => {
    await start({ configuration: { memberHosts: ['db.example.net'], pathMap: { '/etc': '/here' } } });
    const uri = await client.open(
      '/work/mongod.conf',
      'net:\n  tls:\n    mode: requireTLS\n    CAFile: /etc/ca.pem\n',
    );
    expect(await client.ask(requests.suggestConnection, { textDocument: { uri } })).toMatchObject({
      uri: 'mongodb://db.example.net:27017/',
      options: { tls: 'true', tlsCAFile: '/here/ca.pem' },
    });
  });

  it('is that of the connection string under the cursor, without its secrets', async () => {
    await start();
    const text =
      'A=mongodb://one/\nB="mongodb://ann:hunter2@two/app?tls=true&tlsCertificateKeyFilePassword=hunter2"\nC=mongodb://u:${PW}@three/\n';
    const uri = await client.open('/work/.env', text, 'dotenv');
    const at = (line: number) =>
      client.ask(requests.suggestConnection, { textDocument: { uri }, position: { line, character: 20 } });
    expect(await at(1)).toEqual({
      uri: 'mongodb://ann@two/app?tls=true',
      options: {},
      hasSecrets: true,
    });
    // what stands for a password is none
    expect(await at(2)).toEqual({ uri: 'mongodb://u@three/', options: {} });
    expect(await client.ask(requests.suggestConnection, { textDocument: { uri } })).toMatchObject({
      uri: 'mongodb://one/',
    });
  });

  it('has none for a document that is no configuration', async () => {
    await start();
    const uri = await client.open('/work/keyfile', 'abcdef');
    expect(await client.ask(requests.suggestConnection, { textDocument: { uri } })).toBeNull();
  });
});

describe('inspectPem', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

  it('takes an open document as it is in the editor', async () => {
    const host = await start();
    host.write('/work/a.pem', '');
    const uri = await client.open('/work/a.pem', pem);
    expect(await client.ask(requests.inspectPem, { uri })).toMatchObject({
      blocks: [{ label: 'CERTIFICATE' }],
    });
    expect(host.reads).not.toContain('/work/a.pem');
  });

  it('reads a file that is not open', async () => {
    const host = await start();
    host.write('/elsewhere/a.pem', pem);
    expect(await client.ask(requests.inspectPem, { uri: 'file:///elsewhere/a.pem' })).toMatchObject({
      blocks: [{ label: 'CERTIFICATE' }],
    });
  });

  it.each([
    ['file:///work/none.pem', 'does not exist'],
    ['vscode-vfs://github/a.pem', 'open the file first'],
  ])('says what is wrong with %s', async (uri, reason) => {
    await start();
    const answer = await client.ask(requests.inspectPem, { uri });
    expect('error' in answer ? answer.error : '').toContain(reason);
  });

  it('counts the days as the settings say', async () => {
    const host = await start({ configuration: { expiryWarningDays: 60 } });
    const uri = await client.open('/work/a.pem', certificate({ to: '2027-01-15T00:00:00Z' }).combined);
    expect(new Date(host.now()).toISOString()).toMatch(/^2026-1[12]/);
    expect(await client.ask(requests.inspectPem, { uri })).toMatchObject({
      blocks: [{ certificate: { state: 'ending' } }, { type: 'private-key', belongsTo: 0 }],
      roles: [{ role: 'certificateKeyFile' }, { role: 'clusterFile' }],
    });
  });

  it('opens a key with the passphrase it was sent, and keeps none', async () => {
    await start();
    const made = certificate();
    const uri = await client.open('/work/a.pem', made.pem + keyPem(made.key, 'pkcs8', 'open sesame'));
    const passphrase = seal('open sesame', sessionKey);
    const states = [];
    for (const params of [{ uri }, { uri, passphrase }, { uri }]) {
      const answer = await client.ask(requests.inspectPem, params);
      states.push('blocks' in answer ? answer.blocks[1] : answer);
      expect(JSON.stringify(answer)).not.toContain('sesame');
    }
    expect(states).toMatchObject([
      { passphrase: 'needed' },
      { passphrase: 'right', belongsTo: 0 },
      { passphrase: 'needed' },
    ]);
  });

  it('does not take a passphrase for another server', async () => {
    await start();
    const uri = await client.open('/work/a.pem', pem);
    const passphrase = seal('open sesame', newSessionKey());
    const answer = await client.ask(requests.inspectPem, { uri, passphrase });
    expect('error' in answer ? answer.error : '').toContain('did not reach');
  });
});

describe('testConnection', () => {
  const report: ConnectReport = { version: 1, ok: true, library: '', notes: [], steps: [] };
  const secrets: ConnectionSecrets = { uri: 'mongodb://u:hunter2@host/', options: { tls: 'true' } };
  const sealed = (text: string) => ({ connection: seal(text, sessionKey), timeoutMs: 500 });

  it('gives the probe what was sealed', async () => {
    const asked: unknown[] = [];
    const testConnection: Runtime['testConnection'] = (request) => {
      asked.push(request);
      return Promise.resolve(report);
    };
    await start({ trusted: true, folders: ['/work'] }, { testConnection });
    const answer = await client.ask(requests.testConnection, sealed(JSON.stringify(secrets)));
    expect(answer).toMatchObject({ report, places: [] });
    expect(answer.markdown).toMatch(/^# Connected/);
    expect(asked).toEqual([{ ...secrets, timeoutMs: 500, details: false, baseFolder: '/work' }]);
  });

  it('takes secrets that were left out from the file with the connection string', async () => {
    const asked: string[] = [];
    const testConnection: Runtime['testConnection'] = ({ uri }) => {
      asked.push(uri);
      return Promise.resolve(report);
    };
    await start({ trusted: true }, { testConnection });
    const uri = await client.open(
      '/work/.env',
      'A=mongodb://ann:other@one/\nB=mongodb://ann:hunter2@two/\n',
      'dotenv',
    );
    for (const given of ['mongodb://ann@two/', 'mongodb://ann:typed@two/', 'mongodb://ann@three/'])
      await client.ask(requests.testConnection, {
        ...sealed(JSON.stringify({ uri: given, options: {} })),
        textDocument: { uri },
      });
    expect(asked).toEqual(['mongodb://ann:hunter2@two/', 'mongodb://ann:typed@two/', 'mongodb://ann@three/']);
  });

  it('tells which lines of the server configuration decide what is in the way', async () => {
    const found = (code: DiagnosisCode): Diagnosis => ({
      code,
      title: '',
      explanation: '',
      fixes: [],
      raw: { code: '', message: '' },
    });
    const failed: ConnectReport = {
      ...report,
      ok: false,
      options: { tlsCAFile: '/tls/ca.pem', tlsCRLFile: '/tls/crl.pem' },
      diagnosis: found('hostname-mismatch'),
      alsoWrong: [found('no-shared-protocol'), found('crl-expired'), found('client-certificate-required')],
    };
    await start({ trusted: true }, { testConnection: () => Promise.resolve(failed) });
    const uri = await client.open(
      '/work/mongod.conf',
      'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /a.pem\n    CAFile: /ca.pem\n    disabledProtocols: TLS1_2\n',
    );
    const { places, files, retries } = await client.ask(requests.testConnection, {
      ...sealed(JSON.stringify(secrets)),
      textDocument: { uri },
    });
    expect(places.map(({ code, setting, range }) => [code, setting, range.start.line])).toEqual([
      ['hostname-mismatch', 'net.tls.certificateKeyFile', 3],
      ['no-shared-protocol', 'net.tls.disabledProtocols', 5],
      ['client-certificate-required', 'net.tls.CAFile', 4],
    ]);
    expect(files).toEqual([{ code: 'crl-expired', option: 'tlsCRLFile', path: '/tls/crl.pem' }]);
    expect(retries).toMatchObject([{ options: { tlsAllowInvalidHostnames: 'true' } }]);
  });

  it('ends the attempt when it is cancelled', async () => {
    let ended: () => void = () => undefined;
    const aborted = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const testConnection: Runtime['testConnection'] = async (_request, signal) => {
      signal.addEventListener('abort', ended);
      await aborted;
      return report;
    };
    await start({ trusted: true }, { testConnection });
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      requests.testConnection,
      sealed(JSON.stringify(secrets)),
      source.token,
    );
    await client.settled();
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it.each([
    ['a workspace that is not trusted', false, JSON.stringify(secrets), 'not trusted'],
    ['what is not JSON', true, 'hunter2', 'did not reach'],
    ['what is no connection', true, '{}', 'did not reach'],
  ])('refuses %s, and tells no secret', async (_, trusted, text, reason) => {
    await start({ trusted });
    await expect(client.ask(requests.testConnection, sealed(text))).rejects.toThrow(reason);
    expect(client.logged.join('')).not.toContain('hunter2');
  });

  it('answers with a report even where the probe fails', async () => {
    await start({ trusted: true });
    const answer = await client.ask(requests.testConnection, sealed(JSON.stringify(secrets)));
    expect(answer.report.diagnosis?.title).toContain('could not be tested');
    expect(client.logged.join('')).toContain('no connection in this test');
    expect(client.logged.join('')).not.toContain('hunter2');
  });
});

describe('effectiveSettings', () => {
  const shown = async (uri: string) => {
    const answer = await client.ask(requests.effectiveSettings, { textDocument: { uri } });
    return (answer?.text ?? '').replaceAll(/(?<=\S) {2,}#/g, '  #');
  };

  it('shows each setting with its line, defaults as comments, and no secret', async () => {
    await start({ configuration: { mongodbVersion: '7.0' } });
    const uri = await client.open('/work/mongod.conf', `${old}    PEMKeyPassword: hunter2\n`);
    const text = await shown(uri);
    expect(text).toContain('# What mongod of MongoDB 7.0 reads from mongod.conf\n');
    expect(text).toContain('\n    mode: requireTLS  # line 3, as net.ssl.mode\n');
    expect(text).toContain('\n  # port: 27017  # default\n');
    expect(text).toContain("certificateKeyFilePassword: '<hidden>'");
    expect(text).not.toContain('hunter2');
  });

  it('follows the document', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', 'net:\n  port: 1\n');
    expect(await shown(uri)).toContain('  port: 1  # line 2');
    await client.change(uri, '# new\nnet:\n  port: 2\n');
    expect(await shown(uri)).toContain('  port: 2  # line 3');
  });

  it('says what is ignored and why, what is wrong, and what is not read', async () => {
    await start();
    const text = '  net: {bindIpAll: false, prot: 1}\n\nsecurity:\n  authorization: enabled\n';
    const uri = await client.open('/work/mongod.conf', text);
    const answer = await shown(uri);
    expect(answer).toContain('# With these errors the server does not start');
    expect(answer).toMatch(/#\s+line 1: .*net\.prot/);
    expect(answer).toMatch(/#\s+line 3: The server reads nothing from here on/);
    expect(answer).toMatch(
      /^ {2}# bindIpAll: false {2}# line 1, without effect: net.bindIpAll has no effect/m,
    );
    expect(answer).toContain("prot: '<not shown: unknown setting>'  # line 1, error");
    expect(answer).toContain('# The server reads nothing from line 3 to line 4.');
    expect(answer).toContain('\n#   authorization: disabled  # default\n');
  });

  it('has the defaults of mongosqld, and hides its secrets', async () => {
    await start();
    const uri = await client.open(
      '/work/mongosqld.conf',
      'mongodb:\n  net:\n    uri: mongodb://u:hunter2@h\n',
    );
    const answer = await shown(uri);
    expect(answer).toContain('# What mongosqld reads from mongosqld.conf');
    expect(answer).toContain('\n#   port: 3307  # default\n');
    expect(answer).not.toContain('hunter2');
  });

  it('has nothing to say of a keyfile', async () => {
    await start();
    const uri = await client.open('/work/keyfile', 'abcdef');
    expect(await client.ask(requests.effectiveSettings, { textDocument: { uri } })).toBeNull();
  });
});

describe('explainLog', () => {
  const line =
    '{"t":{"$date":"2026-11-30T09:14:02.117+00:00"},"s":"E",  "c":"NETWORK",  "id":23256,   "ctx":"conn41","msg":"x","attr":{"error":"unable to get local issuer certificate","remote":"[evil](http://x):51214"}}';

  it('explains a text, and links to the open configuration that decides it', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', 'net:\n  tls:\n    CAFile: /ca.pem\n');
    const answer = await client.ask(requests.explainLog, { text: `${line}\n` });
    const markdown = 'markdown' in answer ? answer.markdown : '';
    expect(markdown).toContain('23256 NETWORK');
    expect(markdown).toContain(`[mongod.conf, line 3](${uri}#L3)`);
    expect(markdown).not.toContain('[evil]');
  });

  it('says why a file cannot be explained', async () => {
    await start();
    expect(await client.ask(requests.explainLog, { uri: 'file:///not/there.log' })).toEqual({
      error: '/not/there.log: there is no such file.',
    });
    expect(await client.ask(requests.explainLog, { uri: 'untitled:x' })).toMatchObject({
      error: expect.stringContaining('on a disk') as string,
    });
  });

  it('explains one line, and keeps silent about others', async () => {
    await start();
    const answer = await client.ask(requests.explainLogLine, { line });
    expect(answer?.markdown).toContain('CAFile');
    expect(await client.ask(requests.explainLogLine, { line: line.replace('23256', '51803') })).toBeNull();
  });
});
