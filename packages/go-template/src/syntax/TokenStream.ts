import { quoteText } from '../format/quoteText';
import { TemplateError } from '../TemplateError';
import type { Token, TokenKind } from './Token';

/** Tokens one after the other, and the failures that Go's parser words by the token it has seen last. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  readonly #name: string;
  #index = 0;

  constructor(tokens: readonly Token[], name: string) {
    this.#tokens = tokens;
    this.#name = name;
  }

  peek(): Token {
    return this.#tokens[Math.min(this.#index, this.#tokens.length - 1)];
  }

  next(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** Skips spaces, then as `peek`. */
  peekWord(): Token {
    while (this.peek().kind === 'space') this.#index += 1;
    return this.peek();
  }

  nextWord(): Token {
    this.peekWord();
    return this.next();
  }

  back(): void {
    this.#index -= 1;
  }

  /** Where `reset` comes back to. */
  get mark(): number {
    return this.#index;
  }

  reset(mark: number): void {
    this.#index = mark;
  }

  /** Takes a keyword when it is next. */
  acceptKeyword(...words: readonly string[]): string | undefined {
    const token = this.peekWord();
    if (token.kind !== 'keyword' || !words.includes(token.text))
      return undefined;
    this.#index += 1;
    return token.text;
  }

  expect(kind: TokenKind, context: string): Token {
    const token = this.nextWord();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  unexpected(token: Token, context: string): never {
    if (token.kind === 'error') return this.fail(token.text, token.line);
    return this.fail(`unexpected ${describe(token)} in ${context}`, token.line);
  }

  fail(reason: string, line = this.#lastLine()): never {
    const message = `template: ${this.#name}:${line}: ${reason}`;
    throw new TemplateError('parse', message, reason, {
      name: this.#name,
      line,
    });
  }

  #lastLine(): number {
    const index = Math.min(
      Math.max(this.#index - 1, 0),
      this.#tokens.length - 1,
    );
    return this.#tokens[index].line;
  }
}

function describe({ kind, text }: Token): string {
  if (kind === 'end') return 'EOF';
  if (kind === 'keyword') return `<${text}>`;
  return text.length > 10
    ? `${quoteText([...text].slice(0, 10).join(''))}...`
    : quoteText(text);
}
