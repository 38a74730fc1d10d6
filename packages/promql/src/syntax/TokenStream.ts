import { failParse } from './failParse';
import { describeToken, type Token } from './Token';
import { tokenize } from './tokenize';

/** Nesting past this is refused, so that no query can exhaust the stack. */
export const maxNesting = 500;

/** Reads the tokens of one query from left to right and words what is wrong with them. */
export class TokenStream {
  readonly query: string;
  readonly #tokens: readonly Token[];
  #index = 0;
  #nesting = 0;

  constructor(query: string) {
    this.query = query;
    this.#tokens = tokenize(query);
  }

  /** The next token; a token the lexer could not read fails here. */
  peek(): Token {
    const token = this.#tokens[this.#index];
    if (token.kind === 'error') failParse(this.query, token.start, token.text);
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  /** The end of the last token read. */
  get lastEnd(): number {
    return this.#index === 0 ? 0 : this.#tokens[this.#index - 1].end;
  }

  /** Whether the next token is this punctuation, operator or keyword. */
  at(word: string): boolean {
    const { kind, word: found } = this.peek();
    return found === word && kind !== 'string' && kind !== 'identifier';
  }

  accept(word: string): boolean {
    if (!this.at(word)) return false;
    this.next();
    return true;
  }

  expect(word: string, context?: string, expected?: string): Token {
    if (!this.at(word)) this.unexpected(context, expected);
    return this.next();
  }

  unexpected(context?: string, expected?: string): never {
    const token = this.peek();
    const where = context === undefined ? '' : ` in ${context}`;
    const instead = expected === undefined ? '' : `, expected ${expected}`;
    return this.fail(
      token.start,
      `unexpected ${describeToken(token)}${where}${instead}`,
    );
  }

  fail(start: number, why: string): never {
    return failParse(this.query, start, why);
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    this.#nesting += 1;
    if (this.#nesting > maxNesting) {
      this.fail(
        this.peek().start,
        `expression is nested more than ${maxNesting} levels deep`,
      );
    }
    const parsed = parse();
    this.#nesting -= 1;
    return parsed;
  }
}
