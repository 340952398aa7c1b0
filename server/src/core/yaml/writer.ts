/** The comments of one setting. */
export interface Comments {
  readonly above: readonly string[];
  readonly beside: string;
}

interface Leaf {
  readonly key: string;
  /** Rendered scalars; more than one only in a list. */
  readonly values: { readonly text: string; readonly comments: Comments }[];
  readonly isList: boolean;
}

interface Section {
  readonly key: string;
  readonly children: Map<string, Section | Leaf>;
}

/** Puts settings into YAML sections in the order in which each is first named, and writes them out. */
export class YamlWriter {
  readonly #eol: string;
  readonly #root: Section = { key: '', children: new Map() };
  readonly #header: string[] = [];

  constructor(eol: string) {
    this.#eol = eol;
  }

  /** No setting was added yet. */
  get isEmpty(): boolean {
    return this.#root.children.size === 0;
  }

  /** Adds comments that stand above all settings, with a blank line below. */
  header(comments: readonly string[]): void {
    this.#header.push(...comments, '');
  }

  /** Whether a path has a value or a section. */
  has(path: readonly string[]): boolean {
    let node: Section | Leaf | undefined = this.#root;
    for (const key of path) {
      if (!node || !('children' in node)) return node !== undefined;
      node = node.children.get(key);
    }
    return node !== undefined;
  }

  /** Adds a value, given as a scalar; to a list it is added as an item. The path must not be taken otherwise. */
  add(path: readonly string[], text: string, isList: boolean, comments: Comments): void {
    let section = this.#root;
    for (const key of path.slice(0, -1)) {
      const found = section.children.get(key);
      const next: Section = found && 'children' in found ? found : { key, children: new Map() };
      section.children.set(key, next);
      section = next;
    }
    const key = path.at(-1) ?? '';
    const found = section.children.get(key);
    if (found && 'values' in found) found.values.push({ text, comments });
    else section.children.set(key, { key, values: [{ text, comments }], isList });
  }

  /** The file; `footer` are comments below all settings. */
  text(footer: readonly string[]): string {
    const lines = [...this.#header];
    let isFirst = true;
    for (const child of this.#root.children.values()) {
      if (!isFirst) lines.push('');
      isFirst = false;
      this.#write(child, '', lines);
    }
    const rest = [...footer];
    while (rest.at(-1) === '') rest.pop();
    if (rest.length > 0) lines.push(...(lines.length > 0 ? [''] : []), ...rest);
    return lines.map((line) => line + this.#eol).join('');
  }

  #write(node: Section | Leaf, indent: string, lines: string[]): void {
    if ('children' in node) {
      lines.push(`${indent}${keyOf(node.key)}:`);
      for (const child of node.children.values()) this.#write(child, `${indent}  `, lines);
      return;
    }
    if (node.isList) lines.push(`${indent}${keyOf(node.key)}:`);
    for (const { text, comments } of node.values) {
      const at = node.isList ? `${indent}  ` : indent;
      for (const comment of comments.above) lines.push(comment === '' ? '' : at + comment);
      const start = node.isList ? '-' : `${keyOf(node.key)}:`;
      lines.push(`${at}${start} ${text}${comments.beside === '' ? '' : ` ${comments.beside}`}`);
    }
  }
}

function keyOf(key: string): string {
  return /^\w[\w.-]*$/.test(key) ? key : `'${key.replaceAll("'", "''")}'`;
}
