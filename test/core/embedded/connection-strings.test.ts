import { describe, expect, it } from 'vitest';
import { kindOfNamed, parseText } from '../../../server/src/core/documents/document.ts';
import { facts } from '../../support/facts.ts';
import { lint } from '../../support/lint.ts';

/** The connection strings of a file, as the driver gets them. */
function stringsIn(fileName: string, text: string): string[] {
  const file = parseText('host', text, { fileName });
  if (file.kind !== 'host') return [];
  return file.documents.flatMap(({ document }) => (document.kind === 'uri' ? document.text : []));
}

function faultsIn(fileName: string, text: string): string[] {
  return lint(parseText('host', text, { fileName }), facts()).map(({ rule }) => rule);
}

describe('connection strings in files of others', () => {
  it.each<[string, string, string, string[]]>([
    [
      'end with the text of JSON that stands in another text',
      'recorded.yaml',
      String.raw`text: "{\n \"standard\": \"mongodb://h1,h2/?tls=true\\u0026authSource=admin\",\n \"x\": 1}"`,
      ['mongodb://h1,h2/?tls=true&authSource=admin'],
    ],
    [
      'are separate where commas part them, as mongodb_exporter has them',
      '.env',
      'MONGODB_URI=mongodb://h1,h2/?tls=true,mongodb+srv://c.example.net/\n',
      ['mongodb://h1,h2/?tls=true', 'mongodb+srv://c.example.net/'],
    ],
    [
      'end with the outer text where the inner quote is closed in the next one',
      'Client.java',
      `String m = "Must be of the form 'mongodb://<host1>:<port1>/database?"\n  + "options'.";`,
      ['mongodb://<host1>:<port1>/database?'],
    ],
    [
      'go on where Rust breaks the line, and where a list of hosts does',
      'auth.rs',
      'let uri = "mongodb://{host}/?authSource=%24external&\\\n  authMechanism=GSSAPI";\nlet b = "mongodb://h1:1,\n  h2:2/";\n',
      ['mongodb://{host}/?authSource=%24external&\\', 'mongodb://h1:1,'],
    ],
    [
      'go on where JavaScript within a script puts something behind them',
      'build.sh',
      'node -e \'new MongoClient("mongodb://127.0.0.1:"+process.env.PORT)\'\nconst u = "mongodb://h:" + port;\n',
      ['mongodb://127.0.0.1:', 'mongodb://h:'],
    ],
    [
      'hold what is put in between tildes',
      'system.properties',
      'uri=mongodb://~USER~:~PASS~@~MONGO_HOST~:~MONGO_PORT~/~DB~?tls=~MONGO_TLS~~MORE~\n',
      ['mongodb://~USER~:~PASS~@~MONGO_HOST~:~MONGO_PORT~/~DB~?tls=~MONGO_TLS~~MORE~'],
    ],
    [
      'have semicolons between options where the C# driver reads them',
      'A.cs',
      'using MongoDB.Driver;\nvar c = new MongoClient("mongodb://h/?readPreference=secondary;readPreferenceTags=dc:ny");\n',
      ['mongodb://h/?readPreference=secondary;readPreferenceTags=dc:ny'],
    ],
    [
      'are none where a sentence names the scheme',
      'prompt.js',
      "const query = 'Connection string (mongodb:// or mongodb+srv://): ';",
      [],
    ],
    [
      'are none where code begins to put one together',
      'main.go',
      'uri := "mongodb://"\nif user != "" {\n  uri += user + "@"\n}\n',
      [],
    ],
  ])('%s', (_, fileName, text, strings) => {
    expect(stringsIn(fileName, text)).toEqual(strings);
    expect(faultsIn(fileName, text)).toEqual([]);
  });

  it('are reported where nothing follows the scheme in a file of settings', () => {
    expect(faultsIn('.env', 'MONGODB_URI=mongodb://\n')).toEqual(['malformed-connection-string']);
  });

  it('are looked for in a description of an API, which is no configuration whatever its sections', () => {
    const text =
      'openapi: 3.0.1\nsecurity:\n  - key: []\nstorage: 1\npaths:\n  /x:\n    url: mongodb://h/?tls=maybe\n';
    expect(kindOfNamed('spec.yml', text)).toBe('host');
    expect(faultsIn('spec.yml', text)).toEqual(['bad-client-option-value']);
  });
});
