import { Token, type TokenKind } from './token.ts';

const compactAt = 64;

/** The tokens made and not yet taken. */
export class TokenQueue {
  #tokens: Token[] = [];
  #head = 0;

  get first(): Token | undefined {
    return this.#tokens[this.#head];
  }

  take(): void {
    this.#head++;
    if (this.#head >= compactAt && this.#head === this.#tokens.length) {
      this.#tokens = [];
      this.#head = 0;
    }
  }

  add(token: Token): void {
    this.#tokens.push(token);
  }

  /** Adds a token that stands for no characters. */
  insert(kind: TokenKind, at: number): Token {
    const token = new Token(kind, at, at);
    this.#tokens.push(token);
    return token;
  }
}
