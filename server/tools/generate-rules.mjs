// Lists the rules in server/src/generated, those of each kind of document in a file of its own, so that adding a rule touches only new
// files: each file in a folder of ../src/rules but `shared` is a rule, and its folder is the rule's subject. Rules on two settings are rows
// of tables in `shared`, each under its subject and id.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/rules/', import.meta.url);
const target = new URL('../src/generated/', import.meta.url);

/** The tables, and what makes a rule of a row. */
const tables = { exclusions: 'excludes', requirements: 'requires' };
const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .flatMap(({ name: subject }) =>
    readdirSync(new URL(`${subject}/`, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => {
        const id = name.slice(0, -'.ts'.length);
        const source = `import ${variable(id)} from '../rules/${subject}/${name}';`;
        return { id, subject, kind: kindOf(subject, name), source, rule: variable(id) };
      }),
  );
const rows = Object.entries(tables).flatMap(([table, make]) => {
  const text = readFileSync(new URL(`shared/${table}.ts`, folder), 'utf8');
  return [...text.matchAll(/^ {2}'([a-z-]+)\/([a-z0-9-]+)': \{$/gm)].map(([, subject, id]) => {
    const source = `import { ${table} } from '../rules/shared/${table}.ts';`;
    return { id, subject, kind: 'config', source, rule: `${make}(${table}['${subject}/${id}'])` };
  });
});
const rules = [...files, ...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
/** The kinds of documents that there are rules for. */
export const kinds = [...new Set(rules.map(({ kind }) => kind))].sort();
const note = '// Made by server/tools/generate-rules.mjs from the folders of ../rules. Do not edit.';

mkdirSync(target, { recursive: true });
for (const kind of kinds) {
  const own = rules.filter((rule) => rule.kind === kind);
  write(`${kind}-rules.ts`, [
    note,
    ...new Set(own.map(({ source }) => source)),
    ...(kind === 'config'
      ? [`import { ${Object.values(tables).join(', ')} } from '../rules/shared/pair-rule.ts';`]
      : []),
    '',
    'export const rules = {',
    ...own.map(({ id, rule }) => `  '${id}': ${rule},`),
    '};',
    '',
  ]);
}
write('rules.ts', [
  note,
  ...kinds.map((kind) => `import { rules as ${kind}Rules } from './${kind}-rules.ts';`),
  '',
  '/** The rules of each kind of document by their ids. The built program loads those of a kind when they are first asked for. */',
  'export const rulesOfKind = {',
  ...kinds.map((kind) => `  ${kind}: () => ${kind}Rules,`),
  '};',
  '',
  '/** The kind of document that each rule is for. */',
  'export const kinds: Readonly<Record<string, keyof typeof rulesOfKind>> = {',
  ...rules.map(({ id, kind }) => `  '${id}': '${kind}',`),
  '};',
  '',
  '/** The folder of each rule. */',
  'export const subjects: Readonly<Record<string, string>> = {',
  ...rules.map(({ id, subject }) => `  '${id}': '${subject}',`),
  '};',
  '',
]);

/** The kind of document that a rule is for, as it says itself, or what it shares with others says for it. */
function kindOf(subject, name) {
  const text = readFileSync(new URL(`${subject}/${name}`, folder), 'utf8');
  const shared = /export default defineRule\b/.test(text)
    ? undefined
    : /'\.\.\/(shared\/[\w-]+\.ts)'/.exec(text)?.[1];
  const source = shared === undefined ? text : readFileSync(new URL(shared, folder), 'utf8');
  const kind = /\bdefineRule\(\s*'(\w+)'/.exec(source)?.[1];
  if (kind === undefined) throw new Error(`${subject}/${name} defines no rule`);
  return kind;
}

/** Written only when it changes, so that watchers and incremental builds stay quiet. */
function write(name, lines) {
  const file = new URL(name, target);
  const text = lines.join('\n');
  let present = '';
  try {
    present = readFileSync(file, 'utf8');
  } catch {
    // not made yet
  }
  if (present !== text) writeFileSync(file, text);
}
