// Lists the rules in server/src/generated/rules.ts, so that adding a rule touches only new files: each file in a folder of
// ../src/rules but `shared` is a rule, and its folder is the rule's subject.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/rules/', import.meta.url);
const target = new URL('../src/generated/rules.ts', import.meta.url);

const rules = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .flatMap(({ name: subject }) =>
    readdirSync(new URL(`${subject}/`, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ id: name.slice(0, -'.ts'.length), subject })),
  )
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const lines = [
  '// Made by server/tools/generate-rules.mjs from the folders of ../rules. Do not edit.',
  ...rules.map(({ id, subject }) => `import ${variable(id)} from '../rules/${subject}/${id}.ts';`),
  '',
  'export const rules = {',
  ...rules.map(({ id }) => `  '${id}': ${variable(id)},`),
  '};',
  '',
  '/** The folder of each rule. */',
  'export const subjects: Readonly<Record<string, string>> = {',
  ...rules.map(({ id, subject }) => `  '${id}': '${subject}',`),
  '};',
  '',
];
const text = lines.join('\n');
mkdirSync(new URL('.', target), { recursive: true });
// written only when it changes, so that watchers and incremental builds stay quiet
let present = '';
try {
  present = readFileSync(target, 'utf8');
} catch {
  // not made yet
}
if (present !== text) writeFileSync(target, text);
