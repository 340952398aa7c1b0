import type { Span } from '../../text/span.ts';
import type { YamlList, YamlMap, YamlNode, YamlPair } from '../tree.ts';
import { Fault } from './fault.ts';
import { Directives } from './properties.ts';
import type { Scanner } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';

const deepest = 500;

/** What stands behind an anchor. */
interface Anchored {
  /** undefined while it is being read. */
  node?: YamlNode;
  /** How many nodes it counts for wherever an alias names it. */
  size: number;
}

interface Properties {
  readonly tagged: boolean;
  readonly anchor: Anchored | undefined;
}

/** Builds the tree of the first document. */
export class Composer {
  readonly #scanner: Scanner;
  readonly #anchors = new Map<string, Anchored>();
  readonly #largest: number;
  #depth = 0;
  #nodes = 0;
  /** The last token taken, which explains a fault. */
  last: Token | undefined;
  /** An alias that makes the tree endless or far too large. The reader goes on, as yaml-cpp does; whoever walks the tree would not end. */
  endless: Fault | undefined;

  /** `largest`: how many nodes the tree may have once every alias is replaced by what it names. */
  constructor(scanner: Scanner, largest: number) {
    this.#scanner = scanner;
    this.#largest = largest;
  }

  /** Reads one document; null where there is none. Throws a Fault. */
  compose(): YamlNode | null {
    const directives = new Directives();
    let token = this.#scanner.peek();
    while (token?.kind === 'directive') {
      directives.add(token.text, token.start);
      token = this.#next();
    }
    if (!token) return null;
    if (token.kind === 'document-start') this.#take(token);
    const root = this.#node(false, token.end);
    token = this.#scanner.peek();
    while (token?.kind === 'document-end') token = this.#next();
    return root;
  }

  #take(token: Token): void {
    this.last = token;
    this.#scanner.take();
  }

  /** Takes the token that was looked at and shows the one behind it. */
  #next(): Token | undefined {
    const token = this.#scanner.peek();
    if (token) this.#take(token);
    return this.#scanner.peek();
  }

  /** `at`: where a node stands that has no text. */
  #node(inFlowList: boolean, at: number): YamlNode {
    const first = this.#scanner.peek();
    if (++this.#depth >= deepest) throw new Fault('too-deep', first?.start ?? at);
    const size = this.#nodes++;
    let node: YamlNode;
    if (first?.kind === 'value') {
      node = this.#pairAsMap(first);
    } else if (first?.kind === 'alias') {
      this.#take(first);
      node = this.#resolve(first);
    } else {
      const { tagged, anchor } = this.#properties();
      node = this.#content(
        inFlowList,
        tagged,
        this.last?.kind === 'anchor' || tagged ? (this.last?.end ?? at) : at,
      );
      if (anchor) {
        anchor.node = node;
        anchor.size = this.#nodes - size;
      }
    }
    this.#depth--;
    return node;
  }

  #content(inFlowList: boolean, tagged: boolean, at: number): YamlNode {
    const token = this.#scanner.peek();
    if (token?.kind === 'plain') {
      this.#take(token);
      const span: Span = [token.start, token.end];
      if (!tagged && isNullWord(token.text)) return { kind: 'null', span };
      return { kind: 'scalar', span, text: token.text, style: 'plain' };
    }
    if (token?.kind === 'quoted' || token?.kind === 'block') {
      this.#take(token);
      return { kind: 'scalar', span: [token.start, token.end], text: token.text, style: token.kind };
    }
    if (token?.kind === 'map-start') return this.#blockMap(token);
    if (token?.kind === 'list-start') return this.#blockList(token);
    if (token?.kind === 'flow-map-start') return this.#flowMap(token);
    if (token?.kind === 'flow-list-start') return this.#flowList(token);
    if (token?.kind === 'key' && inFlowList) return this.#pairAsMap(token);
    return tagged && token
      ? { kind: 'scalar', span: [at, at], text: '', style: 'plain' }
      : { kind: 'null', span: [at, at] };
  }

  #properties(): Properties {
    let tag = '';
    let anchor: Anchored | undefined;
    for (let token = this.#scanner.peek(); ; token = this.#next()) {
      if (token?.kind === 'tag') {
        if (tag !== '') throw new Fault('two-properties', token.start);
        tag = token.text;
      } else if (token?.kind === 'anchor') {
        if (anchor) throw new Fault('two-properties', token.start);
        anchor = { size: 0 };
        this.#anchors.set(token.text, anchor);
      } else {
        return { tagged: tag !== '' && tag !== '?', anchor };
      }
    }
  }

  /** The node an alias stands for, at the place of the alias. */
  #resolve(alias: Token): YamlNode {
    const anchored = this.#anchors.get(alias.text);
    if (!anchored) throw new Fault('unknown-anchor', alias.start);
    const span: Span = [alias.start, alias.end];
    this.#nodes += anchored.size;
    if (!anchored.node) this.endless ??= new Fault('alias-loop', alias.start);
    else if (this.#nodes > this.#largest) this.endless ??= new Fault('alias-bomb', alias.start);
    return this.endless || !anchored.node ? { kind: 'null', span } : { ...anchored.node, span };
  }

  #blockList(start: Token): YamlList {
    const items: YamlNode[] = [];
    let end = start.end;
    this.#take(start);
    for (;;) {
      const token = this.#scanner.peek();
      if (token?.kind === 'list-end') {
        this.#take(token);
        return { kind: 'list', span: [start.start, end], flow: false, items };
      }
      if (token?.kind !== 'entry') throw new Fault('in-list', token?.start ?? end, start.start);
      this.#take(token);
      const next = this.#scanner.peek();
      const item: YamlNode =
        next?.kind === 'entry' || next?.kind === 'list-end'
          ? { kind: 'null', span: [token.end, token.end] }
          : this.#node(false, token.end);
      items.push(item);
      end = item.span[1];
    }
  }

  #flowList(start: Token): YamlList {
    const items: YamlNode[] = [];
    this.#take(start);
    for (;;) {
      const token = this.#scanner.peek();
      if (token?.kind === 'flow-list-end') {
        this.#take(token);
        return { kind: 'list', span: [start.start, token.end], flow: true, items };
      }
      if (!token) throw new Fault('in-flow', start.start, start.start);
      items.push(this.#node(true, token.start));
      this.#flowSeparator('flow-list-end', start);
    }
  }

  #flowSeparator(close: TokenKind, start: Token): void {
    const token = this.#scanner.peek();
    if (token?.kind === 'flow-entry') this.#take(token);
    else if (token?.kind !== close) throw new Fault('in-flow', token?.start ?? start.start, start.start);
  }

  #blockMap(start: Token): YamlMap {
    const pairs: YamlPair[] = [];
    this.#take(start);
    for (;;) {
      const token = this.#scanner.peek();
      if (token?.kind === 'map-end') {
        this.#take(token);
        const end = pairs.at(-1)?.span[1] ?? start.end;
        return { kind: 'map', span: [start.start, end], flow: false, pairs };
      }
      if (token?.kind !== 'key' && token?.kind !== 'value') {
        throw new Fault('in-map', token?.start ?? start.start, start.start);
      }
      pairs.push(this.#pair(token));
    }
  }

  #flowMap(start: Token): YamlMap {
    const pairs: YamlPair[] = [];
    this.#take(start);
    for (;;) {
      const token = this.#scanner.peek();
      if (token?.kind === 'flow-map-end') {
        this.#take(token);
        return { kind: 'map', span: [start.start, token.end], flow: true, pairs };
      }
      if (!token) throw new Fault('in-flow', start.start, start.start);
      pairs.push(this.#pair(token));
      this.#flowSeparator('flow-map-end', start);
    }
  }

  /** A single pair in square brackets: `[key: value]`. */
  #pairAsMap(token: Token): YamlMap {
    const pair = this.#pair(token);
    return { kind: 'map', span: pair.span, flow: true, pairs: [pair] };
  }

  /** A pair from its first token on, which may be the colon or, in braces, neither key nor colon. */
  #pair(token: Token): YamlPair {
    let key = '';
    let keySpan: Span = [token.start, token.start];
    if (token.kind === 'key') {
      this.#take(token);
      const { endless } = this;
      const node = this.#node(false, token.end);
      // nobody walks into a key, so that one may hold itself
      this.endless = endless;
      // a key that is no scalar counts as empty, as in src/mongo/util/options_parser/options_parser.cpp
      key = node.kind === 'scalar' ? node.text : '';
      keySpan = node.span;
    }
    const colon = this.#scanner.peek();
    if (colon?.kind !== 'value') {
      const value: YamlNode = { kind: 'null', span: [keySpan[1], keySpan[1]] };
      return { key, keySpan, span: keySpan, value };
    }
    this.#take(colon);
    const value = this.#node(false, colon.end);
    return { key, keySpan, span: [keySpan[0], Math.max(value.span[1], colon.end)], value };
  }
}

/** The words yaml-cpp takes as null when they are neither quoted nor tagged (server-behaviour.md P24). */
function isNullWord(text: string): boolean {
  return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}
