import { code, isSpaceOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import type { TokenQueue } from './token-queue.ts';
import type { Token } from './token.ts';

/** A map or list without brackets that is open; `column` is that of its keys or dashes. */
interface Block {
  readonly column: number;
  readonly kind: 'root' | 'map' | 'list';
  state: Token['state'];
}

const root: Block = { column: -1, kind: 'root', state: 'ready' };

/** A place that becomes a key if a colon follows on the same line. */
interface PossibleKey {
  /** How many brackets were open. */
  readonly depth: number;
  readonly offset: number;
  readonly lineStart: number;
  readonly key: Token;
  /** The map that begins with it. */
  readonly map: Token | undefined;
  readonly block: Block | undefined;
}

interface Bracket {
  readonly isMap: boolean;
  readonly offset: number;
}

/** In bytes of UTF-8, from the key's first character to its colon. */
const longestKey = 1024;

/** Follows indentation, brackets and keys through a text, and makes the tokens that stand for no characters. */
export class Layout {
  readonly #cursor: Cursor;
  readonly #queue: TokenQueue;
  readonly #blocks: Block[] = [];
  readonly #possibleKeys: PossibleKey[] = [];
  readonly #brackets: Bracket[] = [];
  /** Whether the text holds more than ASCII; found out when it first matters. */
  #isWide: boolean | undefined;
  /** Whether a key or a dash may stand here. */
  keyAllowed = true;

  constructor(cursor: Cursor, queue: TokenQueue) {
    this.#cursor = cursor;
    this.#queue = queue;
  }

  /** Inside brackets, where indentation means nothing. */
  get inFlow(): boolean {
    return this.#brackets.length > 0;
  }

  get bracket(): Bracket | undefined {
    return this.#brackets.at(-1);
  }

  /** The column of the innermost open map or list; -1 at the top. */
  get column(): number {
    return this.#top.column;
  }

  get #top(): Block {
    return this.#blocks.at(-1) ?? root;
  }

  openBracket(isMap: boolean): void {
    this.#brackets.push({ isMap, offset: this.#cursor.offset });
  }

  closeBracket(): void {
    this.#brackets.pop();
  }

  /** Opens a map or list at this column, unless it is open already. */
  openBlock(
    kind: 'map' | 'list',
    state: Token['state'] = 'ready',
  ): { block: Block; start: Token } | undefined {
    const { column, offset } = this.#cursor;
    const top = this.#top;
    if (column < top.column) return undefined;
    // a list may begin at the column of the map it is a value of
    if (column === top.column && !(kind === 'list' && top.kind === 'map')) return undefined;
    const block: Block = { column, kind, state };
    this.#blocks.push(block);
    const start = this.#queue.insert(kind === 'map' ? 'map-start' : 'list-start', offset);
    start.state = state;
    return { block, start };
  }

  /** Ends the maps and lists that are indented deeper than this place. */
  closeBlocks(): void {
    if (this.inFlow) return;
    const { text, offset, column } = this.#cursor;
    for (let top = this.#top; top.column >= column; top = this.#top) {
      const isEntry = text.charCodeAt(offset) === code.minus && isSpaceOrEnd(text, offset + 1);
      if (top.column === column && (top.kind === 'map' || isEntry)) break;
      this.#closeBlock();
    }
    while (this.#top.state === 'dropped') this.#closeBlock();
  }

  /** Ends everything but open brackets, at the end of a document. */
  endDocument(): void {
    while (!this.inFlow && this.#blocks.length > 0) this.#closeBlock();
    this.#possibleKeys.length = 0;
    this.keyAllowed = false;
  }

  #closeBlock(): void {
    const block = this.#blocks.pop();
    if (block?.state === 'ready') {
      this.#queue.insert(block.kind === 'list' ? 'list-end' : 'map-end', this.#cursor.offset);
    } else {
      this.dropKey();
    }
  }

  /** The place that would become a key if a colon stood here. */
  get possibleKey(): PossibleKey | undefined {
    const possible = this.#possibleKeys.at(-1);
    return possible?.depth === this.#brackets.length ? possible : undefined;
  }

  /** What begins here may turn out to be a key. */
  mayBeKey(): void {
    if (!this.keyAllowed || this.possibleKey) return;
    const { offset, lineStart } = this.#cursor;
    const opened = this.inFlow ? undefined : this.openBlock('map', 'pending');
    const key = this.#queue.insert('key', offset);
    key.state = 'pending';
    const depth = this.#brackets.length;
    this.#possibleKeys.push({ depth, offset, lineStart, key, map: opened?.start, block: opened?.block });
  }

  /** A colon stands here: the possible key is one if it began on this line and is not too long. */
  confirmKey(): boolean {
    const possible = this.possibleKey;
    if (!possible) return false;
    this.#possibleKeys.pop();
    const { offset, lineStart } = this.#cursor;
    const isKey = possible.lineStart === lineStart && this.#bytes(possible.offset, offset) <= longestKey;
    settle(possible, isKey ? 'ready' : 'dropped');
    return isKey;
  }

  /** The length in UTF-8, counted only where it can matter. */
  #bytes(start: number, end: number): number {
    const { text } = this.#cursor;
    const units = end - start;
    if (units * 3 <= longestKey || units > longestKey) return units;
    this.#isWide ??= /[\u0080-\uffff]/.test(text);
    return this.#isWide ? units + extraBytes(text.slice(start, end)) : units;
  }

  /** The possible key is none. */
  dropKey(): void {
    const possible = this.possibleKey;
    if (!possible) return;
    this.#possibleKeys.pop();
    settle(possible, 'dropped');
  }
}

function settle({ key, map, block }: PossibleKey, state: Token['state']): void {
  key.state = state;
  if (map) map.state = state;
  if (block) block.state = state;
}

/** How many bytes more than UTF-16 units a text has in UTF-8. */
function extraBytes(text: string): number {
  let extra = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    // each half of a surrogate pair is two of the pair's four bytes
    if (char >= 0x80) extra += char < 0x800 || (char >= 0xd800 && char < 0xe000) ? 1 : 2;
  }
  return extra;
}
