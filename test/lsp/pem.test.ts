import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeLensRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  SemanticTokensRequest,
  type CodeLens,
  type DocumentSymbol,
} from 'vscode-languageserver/node';
import { certificate, keyOf, keyPem, toPem } from '../support/certs.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import * as pki from '../support/pki.ts';

let client: LspClient;
beforeEach(async () => {
  client = await LspClient.start({ host: new MemoryHost({}) }, { trusted: true, commands: true });
});
afterEach(() => client.stop());

const open = (text: string, name = 'file.pem'): Promise<string> => client.open(`/work/${name}`, text);

/** The Markdown shown on the line that starts with a text; `nth` of several. */
async function hoverOn(uri: string, start: string, nth = 0): Promise<string> {
  const lines = client.document(uri).getText().split('\n');
  const line = lines.flatMap((text, index) => (text.startsWith(start) ? [index] : []))[nth] ?? -1;
  const found = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: { line, character: 8 },
  });
  const contents = found?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** Every run of 16 characters of a key's base64 text. */
const secrets = (pem: string): string[] => pem.split('\n').slice(1, -2).join('').match(/.{16}/g) ?? [];

describe('a keyfile that the editor takes for PEM by its name', () => {
  it.each([
    ['G92sqe/Y9Nn92fU1M8Q=\n', '20/1024'],
    ['- "firstKey"\n- "secondKey"\n', '8/1024'],
  ])('is a keyfile: %j', async (text, length) => {
    const uri = await open(text, 'mongodb.key');
    expect((await client.diagnostics(uri)).map(({ code }) => code)).not.toContain('not-pem');
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    expect(lenses?.[0]?.command?.title).toContain(length);
  });
});

describe('the outline of a PEM file', () => {
  it('has the names people use', async () => {
    const uri = await open(
      [
        ...[pki.server.combined, pki.root.pem, pki.lockedKey, pki.crl],
        ...[certificate({ subject: 'O=Example', names: ['dns:x'] }).pem],
        ...[certificate({ subject: '', names: ['dns:only.example.net'] }).pem],
        ...[pki.truncated, toPem('DH PARAMETERS', Buffer.from('3000', 'hex')), toPem('WHAT', pki.root.der)],
      ].join(''),
    );
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    expect((symbols as DocumentSymbol[]).map(({ name, detail }) => [name, detail])).toEqual([
      ['db1.example.net', 'certificate, until 2028-01-01'],
      ['Private key', 'ECDSA P-256'],
      ['Example CA', 'CA certificate, until 2035-01-01'],
      ['Private key', 'encrypted with PBES2 with AES-256-CBC'],
      ['Revocation list of Example CA', '1 revoked certificate'],
      ['Example', 'certificate, until 2028-01-01'],
      ['only.example.net', 'certificate, until 2028-01-01'],
      ['CERTIFICATE', 'damaged'],
      ['DH PARAMETERS', 'Diffie-Hellman parameters'],
      ['WHAT', ''],
    ]);
  });
});

describe('folding', () => {
  it('folds blocks, and the text that openssl prints before them', async () => {
    const uri = await open(
      `Certificate:\n    Data:\n        Version: 3\n${pki.root.pem}\n# one line\n${pki.crl}`,
    );
    const folds = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    const lines = client.document(uri).getText().split('\n');
    expect(
      folds?.map(({ startLine, endLine, kind }) => [lines[startLine], lines[endLine], kind ?? 'region']),
    ).toEqual([
      ['Certificate:', '        Version: 3', 'comment'],
      ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', 'region'],
      ['-----BEGIN X509 CRL-----', '-----END X509 CRL-----', 'region'],
    ]);
  });
});

describe('hover', () => {
  it('shows what a certificate says, and who issued it', async () => {
    const uri = await open(pki.server.pem + pki.root.pem);
    const shown = await hoverOn(uri, '-----BEGIN');
    expect(shown.split('\n')).toEqual([
      '**db1.example.net**: certificate, until 2028-01-01',
      '',
      '- Subject: `CN=db1.example.net,OU=Database,O=Example`',
      '- Issuer: `CN=Example CA,O=Example`, block 2 of this file',
      '- Valid: 2026-01-01 to 2028-01-01, 405 days left',
      '- Names: `db1.example.net`, `localhost`',
      '- Key: ECDSA P-256',
      '- For: serverAuth, clientAuth',
      '- Signature: ecdsa-with-SHA256',
      '- Serial number: `1092`',
      expect.stringMatching(/^- SHA-256: `[0-9A-F]{64}`$/),
    ]);
    expect(await hoverOn(uri, '-----BEGIN', 1)).toContain('- Issuer: itself (self-signed)\n');
    expect(await hoverOn(uri, '-----BEGIN', 1)).toContain('- May issue: certificates and further CAs\n');
    // also on the base64 text
    expect(await hoverOn(uri, 'MII')).toBe(shown);
  });

  it.each([
    ['its own certificate', pki.server.combined, '`CN=db1.example.net,OU=Database,O=Example`, block 1'],
    [
      'the second certificate',
      pki.root.pem + pki.server.combined,
      '`CN=db1.example.net,OU=Database,O=Example`, block 2',
    ],
    ['another certificate', pki.root.pem + pki.server.keyPem, '**no certificate of this file**'],
    ['a locked key', pki.server.pem + pki.lockedKey, 'unknown until the passphrase is given'],
  ])('tells what a private key belongs to, never the key: %s', async (_, text, expected) => {
    const uri = await open(text);
    const label = text.includes('ENCRYPTED') ? '-----BEGIN ENCRYPTED' : '-----BEGIN PRIVATE';
    const shown = await hoverOn(uri, label);
    expect(shown).toContain(`- Belongs to: ${expected}`);
    const key = text.slice(text.indexOf(label));
    for (const secret of secrets(key)) expect(shown).not.toContain(secret);
  });

  it('tells how a private key alone is protected', async () => {
    const uri = await open(keyPem(keyOf('x', 'RSA-2048'), 'pkcs1'));
    expect(await hoverOn(uri, '-----BEGIN')).toBe(
      '**Private key**: RSA 2048 bits\n\n- Encrypted: no: whoever reads the file has the key',
    );
  });

  it('shows requests, revocation lists, other blocks and why one is damaged', async () => {
    const uri = await open(
      pki.crl + toPem('PGP MESSAGE', pki.root.der) + pki.truncated + pki.root.pem.replace('MI', 'M!'),
    );
    expect(await hoverOn(uri, '-----BEGIN X509 CRL')).toContain('- Next: 2027-02-01, 71 days left\n');
    expect(await hoverOn(uri, '-----BEGIN PGP')).toContain('a PGP file');
    expect(await hoverOn(uri, '-----BEGIN CERT')).toContain('the data ends after 150 bytes');
    expect(await hoverOn(uri, '-----BEGIN CERT', 1)).toContain('does not belong in base64 text');
  });

  it('names that look like Markdown stay text', async () => {
    const uri = await open(certificate({ subject: 'CN=*x* [y](http://z)`' }).pem);
    const [title, , subject] = (await hoverOn(uri, '-----BEGIN')).split('\n');
    expect(title).toContain('**\\*x\\* \\[y\\]\\(http://z\\)\\`**');
    expect(subject).toBe('- Subject: `` CN=*x* [y](http://z)` ``');
  });

  it('is nothing beside the blocks', async () => {
    const uri = await open(`some text\n${pki.root.pem}`);
    expect(await hoverOn(uri, 'some')).toBe('');
  });
});

describe('code lenses', () => {
  const lensesIn = async (uri: string): Promise<CodeLens[]> =>
    (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];

  it('say what a block is, and copy what MongoDB wants of it', async () => {
    const made = certificate({
      issuer: pki.root,
      subject: 'C=DE, O=Müller\\, Söhne, OU=a+CN=db1',
      names: ['dns:db1.example.net', 'ip:10.0.0.1', 'email:a@b', 'uri:http://x'],
    });
    const uri = await open(made.combined + pki.root.pem + pki.crl);
    const lenses = await lensesIn(uri);
    expect(lenses.map(({ range, command }) => [range.start.line, command?.title])).toEqual([
      [0, 'db1: 405 days left'],
      [0, 'Copy $external user name'],
      [0, 'Copy SAN list'],
      [expect.any(Number), 'Private key: ECDSA P-256'],
      [expect.any(Number), 'Example CA: 2962 days left'],
      [expect.any(Number), 'Revocation list of Example CA: 71 days left'],
    ]);
    expect(lenses[0]?.command).toMatchObject({ command: 'mongodbTls.inspectPem', arguments: [uri] });
    expect(lenses.slice(1, 3).map(({ command }) => [command?.command, command?.arguments])).toEqual([
      [
        'mongodbTls.copyText',
        [{ text: expect.stringMatching(/^CN=db1\+OU=a,/) as unknown, what: 'the $external user name' }],
      ],
      [
        'mongodbTls.copyText',
        [
          {
            text: 'DNS:db1.example.net,IP:10.0.0.1,email:a@b,URI:http://x',
            what: 'the alternative names',
          },
        ],
      ],
    ]);
  });

  it('tell of the time that is over or has not come', async () => {
    const titles = (await lensesIn(await open(pki.expired.pem + pki.future.pem + pki.expiredCrl))).map(
      ({ command }) => command?.title,
    );
    expect(titles.filter((title) => title?.startsWith('Copy') === false)).toEqual([
      'db1.example.net: expired 174 days ago',
      'db1.example.net: not valid before 2027-01-01',
      'Revocation list of Example CA: expired 52 days ago',
    ]);
  });

  it('offer a user name only of what can log in, and nothing of what is damaged', async () => {
    const serverOnly = certificate({ issuer: pki.root, extendedKeyUsage: ['serverAuth'] });
    const lenses = await lensesIn(await open(serverOnly.pem + pki.root.pem + pki.truncated));
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      'db1.example.net: 405 days left',
      'Example CA: 2962 days left',
    ]);
  });
});

describe('semantic colours', () => {
  /** The coloured texts with their types. */
  const coloured = async (uri: string): Promise<[string, string][]> => {
    const { legend } = client.initializeResult.capabilities.semanticTokensProvider ?? {};
    const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    const lines = client.document(uri).getText().split('\n');
    const found: [string, string][] = [];
    let [line, character] = [0, 0];
    const data = tokens?.data ?? [];
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 5);
      line += down;
      character = down > 0 ? right : character + right;
      found.push([
        lines[line]?.slice(character, character + length) ?? '',
        legend?.tokenTypes[type] ?? 'unknown',
      ]);
    }
    return found;
  };

  it('tell armour, headers, base64 and explanations apart', async () => {
    const text = [
      'subject=x',
      '-----BEGIN RSA PRIVATE KEY-----',
      'Proc-Type: 4,ENCRYPTED',
      'DEK-Info: AES-128-CBC,00',
      '',
      'AAAA',
      'BBBB  ',
      '-----END RSA PRIVATE KEY-----',
      '',
      '  the end',
    ].join('\n');
    expect(await coloured(await open(text))).toEqual([
      ['subject=x', 'comment'],
      ['-----BEGIN ', 'keyword'],
      ['RSA PRIVATE KEY', 'type'],
      ['-----', 'keyword'],
      ['Proc-Type', 'property'],
      ['4,ENCRYPTED', 'string'],
      ['DEK-Info', 'property'],
      ['AES-128-CBC,00', 'string'],
      ['AAAA', 'string'],
      ['BBBB', 'string'],
      ['-----END ', 'keyword'],
      ['RSA PRIVATE KEY', 'type'],
      ['-----', 'keyword'],
      ['the end', 'comment'],
    ]);
  });

  it('show what OpenSSL does not read', async () => {
    const text = '  -----BEGIN A-----\nx\n-----BEGIN CERTIFICATE-----\nAA!A\n----END CERTIFICATE-----\n';
    expect(await coloured(await open(text))).toEqual([
      ['-----BEGIN A-----', 'damagedPem'],
      ['x', 'comment'],
      ['-----BEGIN ', 'keyword'],
      ['CERTIFICATE', 'type'],
      ['-----', 'keyword'],
      ['AA!A', 'damagedPem'],
      ['----END CERTIFICATE-----', 'damagedPem'],
    ]);
  });

  it('leave other documents to their grammar', async () => {
    expect(await coloured(await open('net:\n  port: 1\n', 'mongod.conf'))).toEqual([]);
  });
});
