import fc from 'fast-check';
import {
  catalogue,
  unavailable,
  type NamedOption,
  type Option,
  type ServerProgram,
} from '../../server/src/core/catalogue/catalogue.ts';
import { lint } from './lint.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { targetOf } from '../../server/src/core/catalogue/vocabulary.ts';
import { facts } from './facts.ts';

/** A YAML file with which a server of this version starts, as far as we can tell. */
export interface ValidFile {
  readonly text: string;
  readonly program: ServerProgram;
  readonly version: string;
}

interface Leaf {
  readonly path: string;
  readonly value: string;
  /** All of the path in one key. */
  readonly dotted: boolean;
}

const versions = ['8.0', '6.0', '4.4', '4.2', '4.0', '3.6'];
const known = new Map<string, readonly NamedOption[]>();

/** The names that a server knows, old ones too. */
function namesOf(program: ServerProgram, version: string): readonly NamedOption[] {
  const id = `${program} ${version}`;
  const present = known.get(id);
  if (present) return present;
  const target = targetOf(program, facts({ version }));
  const names = catalogue.settings
    .flatMap((option) => [option, ...(option.aliases ?? [])].map((name) => ({ option, name })))
    .filter((named) => !unavailable(named, target) && named.option.type !== 'map');
  known.set(id, names);
  return names;
}

/** Values of a type in many spellings, some of which ask for a fix. */
function valuesOf({ type, values, min = 1, default: usual }: Option): readonly string[] {
  switch (type) {
    case 'bool':
      return ['true', 'false', '"true"', "'false'"];
    case 'int':
    case 'double':
      return [String(min), String(Number(usual ?? min)), '010', '"7"', '0x10'];
    case 'enum':
      return (values ?? []).flatMap((value) => [value, `"${value}"`]);
    case 'list':
      return ['[10.0.0.1]', '[]'];
    case 'string':
    case 'map':
      return ['/etc/x', 'C:\\data', '"a b"', 'relative/file', '~', 'x#y', '0.0.0.0'];
  }
}

/** TLS switched on, so that the settings that need it can stand there. */
const tlsOn = (version: string): Leaf[] => {
  const [section, mode, file] =
    Number.parseFloat(version) < 4.2
      ? ['net.ssl', 'requireSSL', 'PEMKeyFile']
      : ['net.tls', 'requireTLS', 'certificateKeyFile'];
  return [
    { path: `${section}.mode`, value: mode, dotted: false },
    { path: `${section}.${file}`, value: '/etc/ssl/mongod.pem', dotted: false },
    { path: `${section}.CAFile`, value: '/etc/ssl/ca.pem', dotted: false },
  ];
};

/** Files of settings from the catalogue; those that stop the server are left out one by one until it starts. */
export const validFiles: fc.Arbitrary<ValidFile> = fc
  .record({
    program: fc.constantFrom<ServerProgram>('mongod', 'mongod', 'mongod', 'mongos'),
    version: fc.constantFrom(...versions),
    picks: fc.array(fc.record({ name: fc.nat(), value: fc.nat(), dotted: fc.nat(3) }), { maxLength: 10 }),
    withTls: fc.boolean(),
    indent: fc.integer({ min: 1, max: 4 }),
    comments: fc.boolean(),
    eol: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ program, version, picks, withTls, indent, comments, eol }) => {
    const names = namesOf(program, version);
    const base: Leaf[] = [
      ...(program === 'mongos' ? [{ path: 'sharding.configDB', value: 'c/a:1', dotted: false }] : []),
      ...(withTls ? tlsOn(version) : []),
    ];
    let leaves = picks.flatMap(({ name, value, dotted }): Leaf[] => {
      const named = names[name % names.length];
      const values = named ? valuesOf(named.option) : [];
      const chosen = values[value % values.length];
      return named && chosen !== undefined
        ? [{ path: named.name.path, value: chosen, dotted: dotted === 0 }]
        : [];
    });
    const write = () => textOf([...base, ...leaves], indent, comments).replaceAll('\n', eol);
    while (leaves.length > 0 && errorsOf({ text: write(), program, version }).length > 0)
      leaves = leaves.slice(0, -1);
    return { text: write(), program, version };
  });

/** The rules that say the server does not start. */
export function errorsOf({ text, program, version }: ValidFile): string[] {
  return lint(parseConfig(text, { program }), facts({ version }))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

type Tree = Map<string, string | Tree>;

function textOf(leaves: readonly Leaf[], indent: number, comments: boolean): string {
  const tree: Tree = new Map();
  for (const { path, value, dotted } of leaves) {
    const names = dotted ? [path] : path.split('.');
    const last = names.pop() ?? '';
    let section = tree;
    for (const name of names) {
      const below = section.get(name);
      if (below instanceof Map) section = below;
      else {
        const made: Tree = new Map();
        section.set(name, made);
        section = made;
      }
    }
    section.set(last, value);
  }
  return linesOf(tree, indent, comments).join('\n') + '\n';
}

function linesOf(tree: Tree, indent: number, comments: boolean): string[] {
  return [...tree].flatMap(([key, value], index) => {
    const above = comments && index % 2 === 1 ? ['# about the next line'] : [];
    if (typeof value === 'string') return [...above, `${key}: ${value}${comments ? ' # why' : ''}`];
    const below = linesOf(value, indent, comments).map((line) => ' '.repeat(indent) + line);
    return [...above, `${key}:`, ...below];
  });
}
