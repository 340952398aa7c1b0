import type { Fix } from '../findings/finding.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { applyEdits } from '../text/apply-edits.ts';
import { lineAt, type Edit, type Span } from '../text/span.ts';
import { isFatal, keyFileFaults, keysOf, type KeyFileFaultKind } from './key-file-faults.ts';
import { parseKeyFile, type KeyFile } from './key-file.ts';

/** A way to mend a keyfile, not yet tried. */
interface Attempt {
  readonly title: string;
  readonly safe?: true;
  readonly edits: readonly Edit[];
}

/** Every member must have the same key, so a change of its characters here is one everywhere. */
const everywhere = 'every member needs the same key';

/**
 * What mends the faults of one kind in a keyfile: the first way after which a server of this version takes the file. undefined where
 * there is none. Neither a title nor an edit holds a part of a key.
 */
export function keyFileFix(file: KeyFile, version: ServerVersion, kind: KeyFileFaultKind): Fix | undefined {
  const attempt = attempts(file, version, kind).find(
    ({ edits }) => edits.length > 0 && isSound(applyEdits(file.text, edits), version),
  );
  return attempt && { safe: false, ...attempt };
}

function isSound(text: string, version: ServerVersion): boolean {
  return !keyFileFaults(parseKeyFile(text), version).some(isFatal);
}

function attempts(file: KeyFile, version: ServerVersion, kind: KeyFileFaultKind): Attempt[] {
  const keys = keysOf(file, version);
  switch (kind) {
    case 'character':
      return forCharacters(
        file.text,
        keys.flatMap(({ badRuns }) => badRuns.map(({ span }) => span)),
      );
    case 'not-yaml':
      return [{ title: strip, edits: removed(runsOf(file.text)) }];
    case 'no-key':
      return withoutName(file);
    case 'too-many':
      return [
        {
          title: 'Keep only the first two keys',
          edits: removed(linesOf(file.text, keys.slice(2))),
        },
      ];
    case 'same-twice':
      return [
        { title: 'Write the key once', safe: true, edits: removed(linesOf(file.text, keys.slice(1, 2))) },
      ];
    case 'pem':
    case 'length':
    case 'unread':
    case 'two-keys':
      return [];
  }
}

const strip = `Remove the characters that may not stand in a key; ${everywhere}`;

/** Characters that look like a space or like nothing. */
const unseen = /^[\p{Z}\p{Cf}\uFEFF]+$/u;

function forCharacters(text: string, runs: readonly Span[]): Attempt[] {
  const pieces = runs.map((run) => text.slice(...run));
  const found: Attempt[] = [];
  if (pieces.every((piece) => unseen.test(piece)))
    found.push({ title: 'Remove the characters that nobody sees', safe: true, edits: removed(runs) });
  if (pieces.every((piece) => /^[-_]+$/.test(piece)) && !/^[ \t]*- /m.test(text)) {
    const edits = runs.map((span, at) => ({
      span,
      text: (pieces[at] ?? '').replaceAll('-', '+').replaceAll('_', '/'),
    }));
    found.push({ title: `Write + for - and / for _, as base64 does; ${everywhere}`, edits });
  }
  const comments = [...text.matchAll(/^[ \t]*#[^\n]*\n?/gm)];
  if (runs.some(([start]) => text[start] === '#'))
    found.push({
      title: 'Remove the comments, which are part of the key before MongoDB 4.2',
      edits: removed(comments.map(({ index, 0: line }) => [index, index + line.length])),
    });
  return [...found, { title: strip, edits: removed(runs) }];
}

/** What no key may hold, but for the hyphens of a list. */
function runsOf(text: string): Span[] {
  return [...text.matchAll(/[^A-Za-z0-9+/=\s]+/g)]
    .filter(({ index, 0: run }) => run !== '-' || text.slice(lineAt(text, index)[0], index).trim() !== '')
    .map(({ index, 0: run }) => [index, index + run.length]);
}

/** `key: …`, of which the server takes the value alone once the name is gone. */
function withoutName({ text, yaml: { obstacle } }: KeyFile): Attempt[] {
  if (obstacle?.reason !== 'map' && obstacle?.reason !== 'map-item') return [];
  const [start, end] = obstacle.span;
  const length = /^\s*:\s*/.exec(text.slice(end))?.[0].length ?? 0;
  return [
    { title: 'Remove the name, so that the key stands alone', edits: removed([[start, end + length]]) },
  ];
}

/** The lines of entries that have theirs to themselves; none if one has not. */
function linesOf(text: string, entries: readonly { readonly span: Span }[]): Span[] {
  const lines = entries.map(({ span }): Span => [lineAt(text, span[0])[0], lineAt(text, span[1])[1]]);
  const areWhole = entries.every(({ span }, at) => {
    const [start, end] = lines[at] ?? span;
    return /^\s*- *$/.test(text.slice(start, span[0])) && /^\s*$/.test(text.slice(span[1], end));
  });
  return areWhole ? lines : [];
}

function removed(spans: readonly Span[]): Edit[] {
  return spans.map((span) => ({ span, text: '' }));
}
