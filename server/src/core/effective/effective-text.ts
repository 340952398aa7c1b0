import { yamlScalar } from '../yaml/scalar.ts';

/** One setting to be shown. */
export interface EffectiveRow {
  readonly path: readonly string[];
  readonly values: readonly string[];
  readonly isList: boolean;
  /** false: shown as a comment, since the file does not say it or the server makes nothing of it. */
  readonly isLive: boolean;
  /** Where it comes from. */
  readonly note: string;
}

interface Node {
  readonly children: Map<string, Node>;
  readonly rows: EffectiveRow[];
  isLive: boolean;
}

/** Beside a file in a window of 1,280 pixels there is room for some 50 characters: the note of most settings begins within them. */
const noteColumn = 30;

/** Writes settings in the form of a configuration, grouped by section, the sections in the order in which each is first named. */
export class EffectiveText {
  readonly #header: string[] = [];
  readonly #root: Node = newNode();

  /** A comment above all settings. */
  comment(text: string): void {
    this.#header.push(commentOf(text));
  }

  add(row: EffectiveRow): void {
    let node = this.#root;
    for (const key of row.path) {
      const next: Node = node.children.get(key) ?? newNode();
      node.children.set(key, next);
      node = next;
      if (row.isLive) node.isLive = true;
    }
    node.rows.push(row);
  }

  /** The text; `footer` are comments below all settings. */
  text(footer: readonly string[] = []): string {
    const lines = [...this.#header];
    for (const [key, node] of this.#root.children) {
      lines.push('');
      write(key, node, '', false, lines);
    }
    if (footer.length > 0) lines.push('', ...footer.map(commentOf));
    return lines.map((line) => `${line}\n`).join('');
  }
}

function newNode(): Node {
  return { children: new Map(), rows: [], isLive: false };
}

function write(key: string, node: Node, indent: string, isBelowComment: boolean, lines: string[]): void {
  const commented = isBelowComment ? indent : `${indent}# `;
  for (const row of node.rows) writeRow(key, row, row.isLive ? indent : commented, lines);
  if (node.children.size === 0) return;
  const at = node.isLive ? indent : commented;
  lines.push(`${at}${keyOf(key)}:`);
  for (const [name, child] of node.children) write(name, child, `${at}  `, !node.isLive, lines);
}

function writeRow(key: string, { values, isList, note }: EffectiveRow, at: string, lines: string[]): void {
  const [value = ''] = values;
  const start = `${at}${keyOf(key)}:`;
  const line = isList || values.length === 0 ? start : `${start} ${scalarOf(value)}`;
  lines.push(`${line.padEnd(noteColumn)}  # ${note.replaceAll(/\s+/g, ' ')}`);
  if (isList) for (const item of values) lines.push(`${at}  - ${scalarOf(item)}`);
}

function keyOf(key: string): string {
  return scalarOf(key);
}

/** In double quotes where the text has line breaks or other control characters. */
function scalarOf(text: string): string {
  return /[\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : yamlScalar(text);
}

function commentOf(text: string): string {
  return `# ${text.replaceAll(/\p{Cc}+/gu, ' ')}`;
}
