import { characterAt, isAlpha, isAlphaNumeric, isDigit } from './characters';
import { goQuoteRune } from './goQuote';
import { scanDuration, scanNumberOrDuration } from './scanNumber';
import { scanString } from './scanString';
import { kindOfWord, type Token } from './Token';

/** Operators outside braces, longest first. */
const operators = ['==', '!=', '<=', '>=', '<', '>', ...'+-*/%^@'];
/** Operators of label matchers, longest first; a plain `=` is punctuation, as Prometheus prints it. */
const matchOperators = ['=~', '!~', '!='];

/** Reads one token a step. */
class Tokenizer {
  readonly tokens: Token[] = [];
  done = false;

  readonly #query: string;
  #position = 0;
  #parenthesisDepth = 0;
  #inBraces = false;
  #inBrackets = false;
  #gotColon = false;

  constructor(query: string) {
    this.#query = query;
  }

  step(): void {
    this.#skipBlanks();
    const character = characterAt(this.#query, this.#position);
    if (character === '') this.#end();
    else if (`"'\``.includes(character)) this.#string();
    else if (this.#inBraces) this.#insideBraces(character);
    else this.#statement(character);
  }

  #statement(character: string): void {
    const query = this.#query;
    const start = this.#position;
    const operator = operators.find(candidate =>
      query.startsWith(candidate, start),
    );
    if (operator !== undefined) {
      this.#emit('operator', start + operator.length);
    } else if (
      isDigit(character) ||
      /^\.[0-9]/.test(query.slice(start, start + 2))
    ) {
      this.#number(scanNumberOrDuration(query, start));
    } else if (this.#inBrackets && character === ':') {
      if (this.#gotColon) this.#fail(`unexpected colon ':'`);
      else this.#emit('punctuation', start + 1);
      this.#gotColon = true;
    } else if (isAlpha(character) || character === ':') {
      if (!this.#inBrackets) this.#word();
      else if (this.#gotColon) {
        this.#fail(`unexpected colon ${goQuoteRune(character)}`);
      } else this.#unexpected(character);
    } else {
      this.#punctuation(character);
    }
  }

  #punctuation(character: string): void {
    const next = characterAt(this.#query, this.#position + 1);
    const end = this.#position + 1;
    switch (character) {
      case ',':
        return this.#emit('punctuation', end);
      case '=':
        return next === '~'
          ? this.#fail(`unexpected character after '=': '~'`)
          : this.#emit('punctuation', end);
      case '!':
        return this.#fail(
          `unexpected character after '!': ${goQuoteRune(next || '\ufffd')}`,
        );
      case '(':
        this.#parenthesisDepth += 1;
        return this.#emit('punctuation', end);
      case ')':
        this.#parenthesisDepth -= 1;
        if (this.#parenthesisDepth >= 0) return this.#emit('punctuation', end);
        // Prometheus has taken the parenthesis by then, so it names the column after it.
        this.#position = end;
        return this.#fail(`unexpected right parenthesis ')'`);
      case '{':
        this.#inBraces = true;
        return this.#emit('punctuation', end);
      case '[':
        return this.#bracket(end);
      case ']':
        if (!this.#inBrackets) {
          return this.#fail(`unexpected right bracket ']'`);
        }
        this.#inBrackets = false;
        return this.#emit('punctuation', end);
      default:
        return this.#unexpected(character);
    }
  }

  #bracket(end: number): void {
    if (this.#inBrackets) {
      this.#fail(`unexpected left bracket '['`);
      return;
    }
    this.#emit('punctuation', end);
    this.#inBrackets = true;
    this.#gotColon = false;
    this.#skipBlanks();
    this.#number(scanDuration(this.#query, this.#position));
  }

  #insideBraces(character: string): void {
    const start = this.#position;
    const operator = matchOperators.find(candidate =>
      this.#query.startsWith(candidate, start),
    );
    if (operator !== undefined) {
      this.#emit('operator', start + operator.length);
    } else if (isAlpha(character)) {
      this.#emit('identifier', this.#endOfWord(false));
    } else if (character === ',' || character === '=') {
      this.#emit('punctuation', start + 1);
    } else if (character === '}') {
      this.#inBraces = false;
      this.#emit('punctuation', start + 1);
    } else if (character === '{') {
      this.#fail(`unexpected left brace '{'`);
    } else if (character === '!') {
      const next = characterAt(this.#query, start + 1);
      this.#fail(
        `unexpected character after '!' inside braces: ${goQuoteRune(
          next || '\ufffd',
        )}`,
      );
    } else {
      this.#fail(
        `unexpected character inside braces: ${goQuoteRune(character)}`,
      );
    }
  }

  #string(): void {
    const scanned = scanString(this.#query, this.#position);
    if (scanned.kind === 'error') this.#fail(scanned.reason);
    else this.#emit('string', scanned.end, scanned.value);
  }

  #number(scanned: ReturnType<typeof scanDuration>): void {
    if (scanned.kind === 'error') this.#fail(scanned.reason);
    else this.#emit(scanned.kind, scanned.end);
  }

  #word(): void {
    const end = this.#endOfWord(true);
    this.#emit(kindOfWord(this.#query.slice(this.#position, end)), end);
  }

  #endOfWord(withColons: boolean): number {
    let end = this.#position;
    while (
      isAlphaNumeric(this.#query[end] ?? '') ||
      (withColons && this.#query[end] === ':')
    ) {
      end += 1;
    }
    return end;
  }

  #skipBlanks(): void {
    const blanks = /(?:[ \t\n\r]+|#[^\n]*)*/y;
    blanks.lastIndex = this.#position;
    blanks.test(this.#query);
    this.#position = blanks.lastIndex;
  }

  #end(): void {
    if (this.#inBraces) this.#fail('unexpected end of input inside braces');
    else if (this.#parenthesisDepth > 0) {
      this.#fail('unclosed left parenthesis');
    } else if (this.#inBrackets) this.#fail('unclosed left bracket');
    else {
      this.#emit('end', this.#position);
      this.done = true;
    }
  }

  #unexpected(character: string): void {
    this.#fail(`unexpected character: ${goQuoteRune(character)}`);
  }

  #emit(kind: Token['kind'], end: number, value?: string): void {
    const text = this.#query.slice(this.#position, end);
    const word = text.toLowerCase();
    this.tokens.push({
      ...{ kind, text, word, start: this.#position, end },
      ...(value === undefined ? {} : { value }),
    });
    this.#position = end;
  }

  #fail(reason: string): void {
    const start = this.#position;
    const end = this.#query.length;
    this.tokens.push({ kind: 'error', text: reason, word: '', start, end });
    this.done = true;
  }
}

/**
 * The tokens of a query; the last one is of kind `end`, or `error` with the reason as its text. Follows the lexer of
 * Prometheus: words mean nothing special inside braces, and a bracket opens with a duration. Cost: linear.
 */
export function tokenize(query: string): readonly Token[] {
  const tokenizer = new Tokenizer(query);
  while (!tokenizer.done) tokenizer.step();
  return tokenizer.tokens;
}
