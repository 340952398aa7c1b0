import { scanBlock } from './block-scalar.ts';
import { code, isBreak, isDocumentMarker, isFlowIndicator, isSpace, isSpaceOrEnd } from './characters.ts';
import { Cursor } from './cursor.ts';
import { Fault } from './fault.ts';
import { Layout } from './layout.ts';
import { scanPlain } from './plain-scalar.ts';
import { scanAnchorName, scanDirective, scanTag } from './properties.ts';
import { scanQuoted } from './quoted-scalar.ts';
import { TokenQueue } from './token-queue.ts';
import { Token, type TokenKind } from './token.ts';

/**
 * Cuts a text into tokens exactly where yaml-cpp does, which reads configuration files for mongod. Tokens are made only when
 * asked for: what stands behind the end of the document is never looked at, so faults there do not count (server-behaviour.md P6).
 */
export class Scanner {
  readonly #cursor: Cursor;
  readonly #queue = new TokenQueue();
  readonly #layout: Layout;
  #ended = false;
  /** Quotes or a closing bracket stand before: inside brackets a colon then needs no blank behind it. */
  #afterQuoted = false;
  #last: Token | undefined;

  constructor(text: string) {
    this.#cursor = new Cursor(text);
    this.#layout = new Layout(this.#cursor, this.#queue);
  }

  /** The next token, or undefined at the end. Throws a Fault where there is none to be made. */
  peek(): Token | undefined {
    for (;;) {
      const token = this.#queue.first;
      if (token?.state === 'ready') return token;
      if (token?.state === 'dropped') this.#queue.take();
      // a key still pending at the end counts as one
      else if (this.#ended) return token;
      else this.#scan();
    }
  }

  /** Takes the token that {@link peek} showed. */
  take(): void {
    this.#queue.take();
  }

  #scan(): void {
    this.#skipToToken();
    this.#layout.closeBlocks();
    const cursor = this.#cursor;
    const { text, offset: at } = cursor;
    if (cursor.atEnd()) {
      this.#layout.endDocument();
      this.#ended = true;
      return;
    }
    const char = text.charCodeAt(at);
    if (cursor.column > 0) {
      this.#scanToken(char, at);
    } else if (char === code.percent) {
      this.#layout.endDocument();
      this.#push('directive', at, scanDirective(cursor));
    } else if (isDocumentMarker(text, at)) {
      this.#layout.endDocument();
      cursor.offset += 3;
      this.#push(char === code.minus ? 'document-start' : 'document-end', at);
    } else {
      this.#scanToken(char, at);
    }
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    const layout = this.#layout;
    const { text } = cursor;
    for (;;) {
      let char = text.charCodeAt(cursor.offset);
      while (char === code.blank || char === code.tab) {
        // behind a tab no key can begin
        if (char === code.tab && !layout.inFlow) layout.keyAllowed = false;
        char = text.charCodeAt(++cursor.offset);
      }
      if (char === code.hash) cursor.skipLine();
      if (!isBreak(text, cursor.offset)) return;
      cursor.takeBreak();
      layout.dropKey();
      if (!layout.inFlow) layout.keyAllowed = true;
    }
  }

  #scanToken(char: number, at: number): void {
    const layout = this.#layout;
    const { text } = this.#cursor;
    switch (char) {
      case code.openBracket:
      case code.openBrace:
        layout.mayBeKey();
        layout.keyAllowed = true;
        layout.openBracket(char === code.openBrace);
        this.#one(char === code.openBrace ? 'flow-map-start' : 'flow-list-start', at);
        return;
      case code.closeBracket:
      case code.closeBrace:
        this.#closeBracket(char === code.closeBrace, at);
        return;
      case code.comma:
        this.#endFlowItem();
        layout.keyAllowed = true;
        this.#one('flow-entry', at);
        return;
      case code.minus:
        if (!isSpaceOrEnd(text, at + 1)) break;
        if (layout.inFlow || !layout.keyAllowed) throw new Fault('entry-here', at);
        layout.openBlock('list');
        this.#one('entry', at);
        return;
      case code.question:
        if (!isSpace(text, at + 1)) break;
        if (!layout.inFlow && !layout.keyAllowed) throw new Fault('key-here', at);
        if (!layout.inFlow) layout.openBlock('map');
        layout.keyAllowed = !layout.inFlow;
        this.#one('key', at);
        return;
      case code.colon:
        if (!this.#isValueColon(at)) break;
        this.#value(at);
        return;
      case code.asterisk:
      case code.ampersand:
        layout.mayBeKey();
        layout.keyAllowed = false;
        this.#push(char === code.asterisk ? 'alias' : 'anchor', at, scanAnchorName(this.#cursor));
        return;
      case code.exclamation:
        layout.mayBeKey();
        layout.keyAllowed = false;
        this.#push('tag', at, scanTag(this.#cursor));
        return;
      case code.quote:
      case code.apostrophe:
        layout.mayBeKey();
        layout.keyAllowed = false;
        this.#push('quoted', at, scanQuoted(this.#cursor));
        return;
      case code.pipe:
      case code.greater:
        if (layout.inFlow) break;
        this.#block(at);
        return;
      default:
    }
    this.#plain(char, at);
  }

  #closeBracket(isMap: boolean, at: number): void {
    const layout = this.#layout;
    const open = layout.bracket;
    if (!open) throw new Fault('stray-close', at);
    this.#endFlowItem();
    if (open.isMap !== isMap) throw new Fault('stray-close', at, open.offset);
    layout.closeBracket();
    layout.keyAllowed = false;
    this.#one(isMap ? 'flow-map-end' : 'flow-list-end', at);
  }

  /** In braces a key may stand without a value. */
  #endFlowItem(): void {
    const open = this.#layout.bracket;
    if (open && !open.isMap) this.#layout.dropKey();
    else if (open && this.#layout.confirmKey()) this.#queue.insert('value', this.#cursor.offset);
  }

  #isValueColon(at: number): boolean {
    const { text } = this.#cursor;
    if (!this.#layout.inFlow) return isSpaceOrEnd(text, at + 1);
    if (this.#afterQuoted || isSpace(text, at + 1)) return true;
    const next = text.charCodeAt(at + 1);
    return next === code.comma || next === code.closeBracket || next === code.closeBrace;
  }

  #value(at: number): void {
    const layout = this.#layout;
    const possible = layout.possibleKey;
    if (layout.confirmKey()) {
      layout.keyAllowed = false;
    } else {
      if (!layout.inFlow) {
        if (!layout.keyAllowed) throw new Fault('value-here', at, possible?.offset ?? this.#last?.start);
        layout.openBlock('map');
      }
      layout.keyAllowed = !layout.inFlow;
    }
    this.#one('value', at);
  }

  #block(at: number): void {
    const scalar = scanBlock(this.#cursor, this.#layout.column);
    this.#layout.keyAllowed = true;
    this.#push('block', at, scalar.text, scalar.end);
  }

  #plain(char: number, at: number): void {
    const layout = this.#layout;
    if (!this.#beginsPlain(char, at)) throw new Fault('first-character', at);
    const indent = layout.inFlow ? 0 : layout.column + 1;
    layout.mayBeKey();
    const scalar = scanPlain(this.#cursor, indent, layout.inFlow);
    layout.keyAllowed = scalar.endedByLine;
    this.#push('plain', at, scalar.text, scalar.end);
  }

  #beginsPlain(char: number, at: number): boolean {
    switch (char) {
      // the other marks are tokens of their own and do not come here
      case code.hash:
      case code.pipe:
      case code.greater:
      case code.percent:
      case code.at:
      case code.backtick:
        return false;
      case code.question:
        return !this.#layout.inFlow && !isSpaceOrEnd(this.#cursor.text, at + 1);
      case code.minus:
      case code.colon:
        return !isSpaceOrEnd(this.#cursor.text, at + 1);
      default:
        return !isFlowIndicator(char);
    }
  }

  /** Adds a token of one character and steps over it. */
  #one(kind: TokenKind, at: number): void {
    this.#cursor.offset++;
    this.#push(kind, at);
  }

  /** Adds a token that stands in the text, up to the cursor unless `end` is given. */
  #push(kind: TokenKind, start: number, value = '', end = this.#cursor.offset): void {
    if (kind !== 'key') {
      this.#afterQuoted = kind === 'quoted' || kind === 'flow-list-end' || kind === 'flow-map-end';
    }
    this.#last = new Token(kind, start, end, value);
    this.#queue.add(this.#last);
  }
}
