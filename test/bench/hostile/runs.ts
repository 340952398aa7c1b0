import type { Hostile } from './text.ts';

/** What a held key, a paste or a bad will can make long. */
const characters: Readonly<Record<string, string>> = {
  spaces: ' ',
  tabs: '\t',
  'line feeds': '\n',
  'CR and LF': '\r\n',
  'no-break spaces': '\u00a0',
  'double quotes': '"',
  apostrophes: "'",
  'curly quotes': '\u201c',
  hyphens: '-',
  'en dashes': '\u2013',
  'em dashes': '\u2014',
  colons: ':',
  'number signs': '#',
  backslashes: '\\',
  'dollar signs': '$',
};

type Place = Omit<Hostile, 'name' | 'make'> & { readonly around: (run: string) => string };

/** Where they stand. */
const places: Readonly<Record<string, Place>> = {
  'by themselves': { kind: 'config', fileName: 'mongod.conf', around: (run) => run },
  'before a setting': { kind: 'config', fileName: 'mongod.conf', around: (run) => `${run}net:\n  port: 1\n` },
  'in a key': { kind: 'config', fileName: 'mongod.conf', around: (run) => `net:\n  po${run}rt: 1\n` },
  'in a value': { kind: 'config', fileName: 'mongod.conf', around: (run) => `net:\n  bindIp: a${run}b\n` },
  'in quotes': { kind: 'config', fileName: 'mongod.conf', around: (run) => `net:\n  bindIp: "a${run}b"\n` },
  'in a comment': {
    kind: 'config',
    fileName: 'mongod.conf',
    around: (run) => `# mongodb-tls: version=${run}7.0\nnet:\n  port: 1\n`,
  },
  'in INI': {
    kind: 'config',
    fileName: 'mongodb.conf',
    around: (run) => `port = 1\nbind_ip${run} = ${run}a\n`,
  },
  'in a keyfile': { kind: 'keyfile', fileName: 'keyfile', around: (run) => `abcdef${run}ghijkl\n` },
  'in a PEM file': {
    kind: 'pem',
    fileName: 'a.pem',
    around: (run) => `-----BEGIN${run} CERTIFICATE-----\n${run}\n-----END CERTIFICATE-----\n`,
  },
  'in a script': {
    kind: 'host',
    fileName: 'run.sh',
    around: (run) => `mongod --port${run} 1 --bind_ip ${run}a\n`,
  },
  'in a manifest': {
    kind: 'host',
    fileName: 'db.yaml',
    around: (run) =>
      `kind: ConfigMap\nmetadata: { name: a }\ndata:\n  mongod.conf: |\n    net:\n      port: ${run}1\n`,
  },
  'in a connection string': {
    kind: 'host',
    fileName: 'app.env',
    around: (run) => `MONGODB_URI=mongodb://u${run}:p@db1/?tls=true&appName=${run}\n`,
  },
};

/** Each character in each place, as often as the size says. */
export const runs: readonly Hostile[] = Object.entries(places).flatMap(([place, { around, ...entry }]) =>
  Object.entries(characters).map(([name, character]) => ({
    ...entry,
    name: `${name} ${place}`,
    make: (size: number) => around(character.repeat(size)),
  })),
);
