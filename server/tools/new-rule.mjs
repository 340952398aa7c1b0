// `npm run new-rule -- <subject>/<id> [config|keyfile|pem|commandline]` lays the three files of a new rule.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [name = '', kind = 'config'] = process.argv.slice(2);
const [subject, id] = name.split('/');
const kinds = ['config', 'keyfile', 'pem', 'commandline', 'server'];
const word = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
if (!word.test(id ?? '') || !word.test(subject) || !kinds.includes(kind)) {
  console.error(
    `Usage: npm run new-rule -- <subject>/<id> [${kinds.join('|')}]\nThe subject is a folder of server/src/rules; the id is in kebab-case and names the fault: tls/allow-invalid-certificates.`,
  );
  process.exit(2);
}
const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const files = {
  [file(`../src/rules/${subject}/${id}.ts`)]: `import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  '${kind}',
  {
    severity: 'warning',
    summary: 'What is wrong, in one line without a full stop',
    citation: 'The file of the MongoDB server or the page of the manual it was read from',
  },
  function* (document) {
    // yield { span, message, fix? } for each place that is wrong
  },
);
`,
  [file(`../src/rules/${subject}/${id}.md`)]: `# ${id}

## What it reports

## Why

## Incorrect

\`\`\`yaml
\`\`\`

## Correct

\`\`\`yaml
\`\`\`

## References
`,
  [file(`../../test/rules/${subject}/${id}.test.ts`)]:
    `import { testRule } from '../../support/rule-tester.ts';

testRule('${id}', {
  valid: [],
  // the text to be reported stands between ⟦ and ⟧
  invalid: [],
});
`,
};
for (const path of Object.keys(files)) {
  if (existsSync(path)) {
    console.error(`${path} is there already; nothing was written`);
    process.exit(1);
  }
}
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
await import('./generate-rules.mjs');
