import { repository } from '../../../../package.json';
import { catalogue, unavailable, type Option, type OptionName, type ServerProgram } from './catalogue.ts';
import { formatVersion, hasReached, inRange, type ServerVersion } from '../server/server-version.ts';

/** Draft-07 for the editors and SchemaStore, 2020-12 for what is newer. */
export type Draft = 'draft-07' | '2020-12';

export type Schema = Readonly<Record<string, unknown>>;

interface Section {
  readonly sections: Map<string, Section>;
  readonly leaves: Map<string, Schema>;
}

const drafts: Readonly<Record<Draft, string>> = {
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** Any scalar: the server takes the text as it is written. */
const scalar: Schema = { type: ['string', 'number', 'boolean', 'null'] };

/** server-behaviour.md E1: what a program or an address answers is put in (4.2 and later). */
const expansion: Schema = {
  type: 'object',
  description:
    'The value is what a program or an address answers; the server must be started with --configExpand.',
  properties: {
    __exec: { type: 'string' },
    __rest: { type: 'string' },
    type: { enum: ['string', 'yaml'] },
    trim: { enum: ['none', 'whitespace'] },
    digest: { type: 'string' },
    digest_key: { type: 'string' },
  },
  additionalProperties: false,
  anyOf: [{ required: ['__exec'] }, { required: ['__rest'] }],
};

/** Once in the schema, since nearly every setting takes one: it would be most of the text otherwise. */
const expansionRef: Schema = { $ref: '#/definitions/expansion' };

/**
 * A JSON Schema of the YAML form of a configuration, for a server program and version, made from the catalogue. It accepts
 * all that the server accepts, dotted keys included, and may accept more: relations between settings are not in it.
 */
export function jsonSchema(program: ServerProgram, version: ServerVersion, draft: Draft): Schema {
  const root: Section = { sections: new Map(), leaves: new Map() };
  const target = { serverVersion: version, platform: 'linux', edition: 'any', program } as const;
  for (const option of catalogue.settings) {
    for (const name of [option, ...(option.aliases ?? [])]) {
      const missing = unavailable({ option, name }, target);
      // a schema does not know where the server runs
      if (missing === undefined || missing === 'other-platform')
        place(root, name.path, leafSchema(option, name, version));
    }
  }
  // a server of another distribution starts with them; we only say whose they are
  for (const { path, vendor, description } of catalogue.vendor) {
    place(root, path, { description: `${description} Only in ${vendor}.` });
  }
  const name = `${program} ${formatVersion(version)}`;
  return {
    $schema: drafts[draft],
    $id: `${repository.url}/schemas/${schemaFileName(program, version, draft)}`,
    title: `Configuration file of ${name}`,
    ...sectionSchema(root, '^[^.]+\\.'),
    ...(inRange(version, '4.2') ? { definitions: { expansion } } : {}),
  };
}

/** The name of the file that a schema is written to, and by which it is known. */
export function schemaFileName(program: ServerProgram, version: ServerVersion, draft: Draft): string {
  return `${program}-${formatVersion(version)}${draft === 'draft-07' ? '' : `.${draft}`}.json`;
}

function place(root: Section, path: string, leaf: Schema): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let section = root;
  for (const part of parts) {
    let next = section.sections.get(part);
    if (!next) {
      next = { sections: new Map(), leaves: new Map() };
      section.sections.set(part, next);
    }
    section = next;
  }
  section.leaves.set(last, leaf);
}

/** A section; `more` are the names it takes beside its own. */
function sectionSchema({ sections, leaves }: Section, more = '^([^.]+\\..*|value)$'): Schema {
  const properties: Record<string, Schema> = {};
  for (const [name, section] of sections) {
    const own = leaves.get(name);
    // systemLog.component.storage is a section, systemLog.verbosity a leaf; a name may be both
    properties[name] = own ? { anyOf: [own, sectionSchema(section)] } : sectionSchema(section);
  }
  for (const [name, leaf] of leaves) properties[name] ??= leaf;
  return {
    type: 'object',
    properties,
    // mongod joins keys with a dot, so `tls.mode` below `net` is right too, and `value` stands for the section (server-behaviour.md P14)
    patternProperties: { [more]: true },
    additionalProperties: false,
  };
}

function leafSchema(option: Option, name: OptionName, version: ServerVersion): Schema {
  const deprecated = name.deprecated !== undefined && hasReached(version, name.deprecated);
  const instead = name.path === option.path ? option.replacedBy : option.path;
  const value = valueSchema(option, version);
  const expansions = inRange(version, '4.2') ? [expansionRef] : [];
  return {
    ...(option.type === 'map' ? value : { anyOf: [value, ...expansions, valueBelow(value)] }),
    description: option.description,
    ...(option.default === undefined ? {} : { default: option.default }),
    ...(deprecated ? { deprecated: true } : {}),
    ...(deprecated && instead !== undefined ? { deprecationMessage: `Use ${instead}.` } : {}),
  };
}

/** server-behaviour.md P14: a child named `value` stands for its parent. As a pattern, so that no editor offers it. */
function valueBelow(value: Schema): Schema {
  return {
    type: 'object',
    patternProperties: { '^value$': value },
    additionalProperties: false,
  };
}

function valueSchema(option: Option, version: ServerVersion): Schema {
  switch (option.type) {
    case 'bool':
      return { enum: [true, false, 'true', 'false'] };
    case 'int':
    case 'double':
      return { type: ['number', 'string'] };
    case 'list':
      return { type: 'array', items: scalar };
    case 'map':
      return {
        type: 'object',
        additionalProperties: inRange(version, '4.2') ? { anyOf: [scalar, expansionRef] } : scalar,
      };
    case 'string':
      return scalar;
    case 'enum':
      // builds of others have engines of their own
      if (option.path === 'storage.engine') return { type: 'string', examples: wordsAt(option, version) };
      return option.valuesAreList === true || option.values === undefined
        ? scalar
        : { enum: wordsAt(option, version) };
  }
}

/** The words an option takes, those that later releases dropped among them. */
function wordsAt({ values = [], removedValues = {} }: Option, version: ServerVersion): string[] {
  const former = Object.entries(removedValues).filter(([, bound]) => /^\d/.test(bound));
  const gone = new Set(former.filter(([, bound]) => hasReached(version, bound)).map(([word]) => word));
  return [...new Set([...values, ...former.map(([word]) => word)])].filter((word) => !gone.has(word));
}
