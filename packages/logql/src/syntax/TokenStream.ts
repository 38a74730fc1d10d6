import { parseError } from '../LogqlError';
import type { Token } from './Token';
import { tokenize } from './tokenize';

/** Nesting past this is refused, so that no query can exhaust the stack. */
const maxNesting = 250;

/** Reads the tokens of one query from left to right and words what is wrong with them. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #index = 0;
  #nesting = 0;

  constructor(query: string) {
    this.#tokens = tokenize(query);
  }

  /** The next token, or one after it. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
  }

  next(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  at(...kinds: readonly string[]): boolean {
    return kinds.includes(this.peek().kind);
  }

  accept(kind: string): boolean {
    if (!this.at(kind)) return false;
    this.next();
    return true;
  }

  /** The next token, which must be of this kind; further kinds could stand there as well and are named in the message. */
  expect(kind: string, ...others: readonly string[]): Token {
    if (!this.at(kind)) this.unexpected(kind, ...others);
    return this.next();
  }

  /** As yacc words it: what is possible is named up to four. */
  unexpected(...expected: readonly string[]): never {
    const token = this.peek();
    const list =
      expected.length === 0 ? '' : `, expecting ${expected.join(' or ')}`;
    throw parseError(`syntax error: unexpected ${token.kind}${list}`, token);
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    this.#nesting += 1;
    if (this.#nesting > maxNesting) {
      throw parseError(
        `expression is nested more than ${maxNesting} levels deep`,
        this.peek(),
      );
    }
    const parsed = parse();
    this.#nesting -= 1;
    return parsed;
  }

  /** Where the stream stands, to try another way from here. */
  get position(): number {
    return this.#index;
  }

  set position(index: number) {
    this.#index = index;
  }
}
