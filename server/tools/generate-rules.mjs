// Lists the folder of rules in server/src/generated/rules.ts, so that adding a rule touches only new files.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/rules/', import.meta.url);
const target = new URL('../src/generated/rules.ts', import.meta.url);

const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();
const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const lines = [
  '// Made by server/tools/generate-rules.mjs from the files in ../rules. Do not edit.',
  ...ids.map((id) => `import ${variable(id)} from '../rules/${id}.ts';`),
  '',
  'export const rules = {',
  ...ids.map((id) => `  '${id}': ${variable(id)},`),
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
