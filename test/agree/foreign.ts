// `npm run foreign -- FOLDER`: lints the files that foreign-manifests.txt and foreign-connection-strings.txt list, where they lie in
// FOLDER/owner/name/path, and shows every finding that the lists do not name. Ends with 1 where there is one.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kindOfNamed, parseText } from '../../server/src/core/documents/document.ts';
import { serverFacts } from '../../server/src/core/documents/server-facts.ts';
import { LineIndex } from '../../server/src/core/text/line-index.ts';
import { facts } from '../support/facts.ts';
import { lint } from '../support/lint.ts';

interface Listed {
  readonly file: string;
  /** The rules that report something rightly. */
  readonly expected: readonly string[];
}

// npm runs scripts in the project's folder
const lists = ['foreign-manifests.txt', 'foreign-connection-strings.txt'].map((name) =>
  path.join(process.cwd(), 'test', 'agree', name),
);
const print = (line: string) => process.stdout.write(`${line}\n`);

function listed(): Listed[] {
  const lines = lists.flatMap((list) => readFileSync(list, 'utf8').split('\n'));
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [repository = '', name = '', ...expected] = line.split(' ');
      return { file: path.join(repository, name), expected };
    });
}

/** The findings of a file that are not expected, a line each. */
function unexpected(folder: string, { file, expected }: Listed): string[] {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const fileName = path.basename(file);
  const document = parseText(kindOfNamed(fileName, text), text, { fileName });
  const index = new LineIndex(text);
  return lint(document, { ...facts(), ...serverFacts(document, undefined) })
    .filter(({ rule }) => !expected.includes(rule))
    .map(
      ({ rule, severity, span, message }) =>
        `${file}:${index.at(span[0]).line + 1} ${severity} ${rule}: ${message}`,
    );
}

function main(folder: string | undefined): void {
  if (folder === undefined || !existsSync(folder)) {
    print('Name the folder in which the repositories lie: npm run foreign -- FOLDER');
    process.exitCode = 2;
    return;
  }
  const files = listed();
  const present = files.filter(({ file }) => existsSync(path.join(folder, file)));
  const found = present.flatMap((file) => unexpected(folder, file));
  for (const line of found) print(line);
  print(
    `\n${present.length} of ${files.length} files linted, ${found.length} findings that the lists do not name`,
  );
  if (found.length > 0) process.exitCode = 1;
}

main(process.argv[2]);
