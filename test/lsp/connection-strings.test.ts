import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DocumentLinkRequest,
  HoverRequest,
  MarkupContent,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver/node';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { root } from '../support/pki.ts';

let client: LspClient;
beforeEach(async () => {
  const host = new MemoryHost({ '/work/tls/ca.pem': root.pem, '/work/tls/app.pem': 'x' });
  client = await LspClient.start({ host }, { folders: ['/work'] });
});
afterEach(() => client.stop());

/** Opens a text with the cursor at `|`. */
async function openAt(
  path: string,
  marked: string,
): Promise<{ textDocument: { uri: string }; position: Position }> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const uri = await client.open(path, text, 'x');
  const lines = text.slice(0, offset).split('\n');
  return {
    textDocument: { uri },
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

async function hoverIn(path: string, marked: string): Promise<string | undefined> {
  const hover = await client.connection.sendRequest(HoverRequest.type, await openAt(path, marked));
  return MarkupContent.is(hover?.contents) ? hover.contents.value : undefined;
}

async function offered(path: string, marked: string): Promise<CompletionItem[]> {
  return (await client.connection.sendRequest(
    CompletionRequest.type,
    await openAt(path, marked),
  )) as CompletionItem[];
}

async function labels(path: string, marked: string): Promise<string[]> {
  return (await offered(path, marked)).map(({ label }) => label);
}

describe('hover in a connection string', () => {
  it('tells what an option does, its default, who knows it and how it was called', async () => {
    const text = await hoverIn(
      '/work/.env',
      'MONGODB_URI=mongodb://u:s3cret@db1/?tls=true&tlsCA|File=tls/ca.pem\n',
    );
    expect(text).toContain('certificates of the authorities that the client trusts');
    expect(text).toContain('Default: the certificates of the system');
    expect(text).toContain('Known to the Node.js driver, PyMongo, the Go driver');
    expect(text).toContain('The Java driver would ignore it with a warning.');
    expect(text).toContain('`sslCAFile` (the mongo shell and the database tools)');
    expect(text).toContain('On this machine: `/work/tls/ca.pem`');
    expect(text).not.toContain('s3cret');
  });

  it('says whether the driver of the file knows it', async () => {
    const java = (option: string): string =>
      `import com.mongodb.client.MongoClients;\nvar c = MongoClients.create("mongodb://db1/?${option}");\n`;
    expect(await hoverIn('/work/A.java', java('tls|CAFile=/x'))).toContain(
      '**This file uses the Java driver, which does not know it.**',
    );
    expect(await hoverIn('/work/A.java', java('tl|s=true'))).toContain('the Java driver, which knows it.');
  });

  it('explains older names and unknown ones, in every kind of file', async () => {
    expect(await hoverIn('/work/app.yaml', 'uri: mongodb://db1/?ssl_match_|hostname=false\n')).toContain(
      'connection strings have tlsAllowInvalidHostnames today, which means the opposite',
    );
    expect(await hoverIn('/work/app.properties', 'uri=mongodb://db1/?tlsCAFl|ie=x\n')).toContain(
      'tlsCAFile is the nearest name',
    );
    expect(await hoverIn('/work/app.js', 'f("mongodb://db1/?tls|Mode=x")\n')).toContain(
      'a setting of the server',
    );
  });

  it('shows no password, and nothing beside the options', async () => {
    const secret = 'uri: mongodb://u:s3|cret@db1/?tlsCertificateKeyFilePassword=hunter2\n';
    expect(await hoverIn('/work/app.yaml', secret)).toBeUndefined();
    const option = 'uri: mongodb://u:s3cret@db1/?tlsCertificateKeyFilePassword=hun|ter2\n';
    const text = await hoverIn('/work/app.yaml', option);
    expect(text).toContain('a secret, which is not shown');
    expect(text).not.toMatch(/s3cret|hunter2/);
  });

  it('explains the options that a program gives its driver', async () => {
    const code = 'from pymongo import MongoClient\nc = MongoClient("db1", ssl_cert|file="a.pem")\n';
    expect(await hoverIn('/work/app.py', code)).toContain(
      'one file with the certificate and its private key',
    );
  });
});

describe('completion in a connection string', () => {
  it('offers the options after ? and &, those of TLS first and none twice', async () => {
    const all = await labels('/work/app.js', 'f("mongodb://db1/?|")\n');
    expect(all.slice(0, 2).every((name) => name.startsWith('tls'))).toBe(true);
    expect(all).toContain('replicaSet');
    expect(all).not.toContain('sslCertificateAuthorityFile');
    const more = await labels('/work/app.js', 'f("mongodb://db1/?tls=true&|")\n');
    expect(more).not.toContain('tls');
    expect(more).toContain('tlsCAFile');
  });

  it.each([
    ['/work/.env', 'MONGODB_URI=mongodb://db1/?|\n'],
    ['/work/app.yaml', 'uri: mongodb://db1/?|\n'],
    ['/work/app.yaml', 'uri: mongodb://db1/?tls=true&t|\n'],
    ['/work/app.toml', 'uri = "mongodb+srv://db1.example.net/?|"\n'],
    ['/work/run.sh', 'mongosh "mongodb://db1/?|"\n'],
    ['/work/run.sh', 'mongosh mongodb://db1/?|\n'],
  ])('does so in %s: %s', async (path, text) => {
    expect(await labels(path, text)).toContain('tlsCAFile');
  });

  it('offers those that the driver of the file knows', async () => {
    const names = await labels(
      '/work/a.go',
      'import "go.mongodb.org/mongo-driver/v2/mongo"\nvar uri = "mongodb://db1/?|"\n',
    );
    expect(names).toContain('tlsCAFile');
    expect(names).not.toContain('tlsAllowInvalidCertificates');
  });

  it('offers values, words of a list and files', async () => {
    expect(await labels('/work/.env', 'U=mongodb://db1/?tls=|\n')).toEqual(['true', 'false']);
    expect(await labels('/work/.env', 'U=mongodb://db1/?compressors=zstd,|&tls=true\n')).toEqual([
      'snappy',
      'zlib',
    ]);
    expect(await labels('/work/.env', 'U=mongodb://db1/?authMechanism=|\n')).toContain('MONGODB-X509');
    expect(await labels('/work/.env', 'U=mongodb://db1/?tlsCAFile=|\n')).toContain('/work/tls/ca.pem');
  });

  it('replaces what is written and keeps the value', async () => {
    const [tls] = await offered('/work/.env', 'U=mongodb://db1/?tl|=true\n');
    expect(tls?.textEdit).toEqual({
      range: { start: { line: 0, character: 17 }, end: { line: 0, character: 19 } },
      newText: 'tls',
    });
  });

  it('offers nothing beside the options, nor where something else is put in', async () => {
    expect(await labels('/work/.env', 'U=mongodb://db|1/?tls=true\n')).toEqual([]);
    expect(await labels('/work/.env', 'U=mongodb://db1/?${OPT|IONS}\n')).toEqual([]);
    expect(await labels('/work/s.yaml', 'uri: bW9uZ29kYjovL2RiMS8/dGxzP|XRydWU=\n')).toEqual([]);
  });
});

describe('links in a connection string', () => {
  it('open the files that are here', async () => {
    const uri = await client.open(
      '/work/app.yaml',
      'uri: "mongodb://db1/?tlsCAFile=/work/tls/ca.pem&tlsCertificateKeyFile=/work/none.pem"\n',
      'x',
    );
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    expect(links).toEqual([
      {
        range: { start: { line: 0, character: 31 }, end: { line: 0, character: 47 } },
        target: 'file:///work/tls/ca.pem',
      },
    ]);
  });
});
