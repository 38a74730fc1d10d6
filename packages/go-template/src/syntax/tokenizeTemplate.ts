import { quoteText } from '../format/quoteText';
import type { Token, TokenKind } from './Token';

const space = /[ \t\r\n]+/y;
const word = /[\p{L}\p{Nd}_]+/uy;
const numberPattern =
  /[+-]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][+-]?[0-9_]+)?)/y;
const stringPattern = /"(?:[^"\\\n]|\\[^\n])*"/y;
const runePattern = /'(?:[^'\\\n]|\\[^\n])*'/y;
const rawPattern = /`[^`]*`/y;
const keywords = new Set(
  'block break continue define else end if range nil template with'.split(' '),
);
const terminators = '.,|:)(';

class TemplateLexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #index = 0;
  #line = 1;
  #parentheses = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Token[] {
    let trimsNext = false;
    while (!this.#failed()) {
      const start = this.#index;
      const left = this.#text.indexOf('{{', start);
      const end = left < 0 ? this.#text.length : left;
      const trimsBefore =
        left >= 0 && /^\{\{-[ \t\r\n]/.test(this.#text.slice(left, left + 4));
      let piece = this.#text.slice(start, end);
      const lead = trimsNext ? /^[ \t\r\n]*/.exec(piece)?.[0].length ?? 0 : 0;
      piece = trimsBefore
        ? piece.slice(lead).replace(/[ \t\r\n]+$/, '')
        : piece.slice(lead);
      this.#skip(start + lead);
      if (piece !== '') this.#add('text', start + lead + piece.length, piece);
      this.#skip(end);
      if (left < 0) {
        this.#add('end', end);
        break;
      }
      trimsNext = this.#action(left, trimsBefore);
    }
    return this.#tokens;
  }

  /** Reads from `{{` to behind `}}`; whether it trims what follows. */
  #action(left: number, isTrimmed: boolean): boolean {
    const inside = left + (isTrimmed ? 4 : 2);
    if (this.#text.startsWith('/*', inside)) return this.#comment(inside);
    this.#add('left', left + 2);
    this.#skip(isTrimmed ? left + 3 : left + 2);
    this.#parentheses = 0;
    for (;;) {
      const rest = this.#text.slice(this.#index, this.#index + 4);
      const right = /^(?:[ \t\r\n]-)?\}\}/.exec(rest)?.[0];
      if (right !== undefined) {
        if (this.#parentheses > 0) return this.#fail('unclosed left paren');
        this.#add('right', this.#index + right.length, '}}');
        return right.length > 2;
      }
      if (!this.#inside()) return false;
    }
  }

  #comment(start: number): boolean {
    const close = this.#text.indexOf('*/', start);
    if (close < 0) return this.#fail('unclosed comment');
    const right = /^(?:[ \t\r\n]-)?\}\}/.exec(
      this.#text.slice(close + 2, close + 6),
    )?.[0];
    if (right === undefined) {
      return this.#fail('comment ends before closing delimiter');
    }
    this.#skip(close + 2 + right.length);
    return right.length > 2;
  }

  /** Reads one token of an action; false after a failure. */
  #inside(): boolean {
    const start = this.#index;
    const character = this.#text[start];
    if (character === undefined) return this.#fail('unclosed action');
    if (this.#take('space', space)) {
      // The space before a closing trim marker belongs to the marker.
      if (/^-\}\}/.test(this.#text.slice(this.#index, this.#index + 3))) {
        const token = this.#tokens.pop();
        this.#skipBack(this.#index - 1);
        if (token !== undefined && token.text.length > 1) {
          this.#tokens.push({ ...token, text: token.text.slice(0, -1) });
        }
      }
      return true;
    }
    switch (character) {
      case '=':
        return this.#add('assign', start + 1);
      case '|':
        return this.#add('pipe', start + 1);
      case '(':
        this.#parentheses += 1;
        return this.#add('(', start + 1);
      case ')':
        this.#parentheses -= 1;
        if (this.#parentheses < 0) return this.#fail('unexpected right paren');
        return this.#add(')', start + 1);
      case ':':
        if (this.#text[start + 1] !== '=') return this.#fail('expected :=');
        return this.#add('declare', start + 2);
      case '"':
        return (
          this.#take('string', stringPattern) ||
          this.#fail('unterminated quoted string')
        );
      case '`':
        return (
          this.#take('string', rawPattern) ||
          this.#fail('unterminated raw quoted string')
        );
      case "'":
        return (
          this.#take('rune', runePattern) ||
          this.#fail('unterminated character constant')
        );
      case '$':
      case '.':
        if (character === '.' && /[0-9]/.test(this.#text[start + 1] ?? ''))
          break;
        return this.#name(character);
      default:
    }
    if (/[-+.0-9]/.test(character)) return this.#number(start);
    word.lastIndex = start;
    const found = word.exec(this.#text)?.[0];
    if (found !== undefined) return this.#word(found);
    if (/[!-~]/.test(character)) return this.#add('character', start + 1);
    return this.#fail(
      `unrecognized character in action: ${describe(this.#text, start)}`,
    );
  }

  #name(sigil: '$' | '.'): boolean {
    const start = this.#index;
    word.lastIndex = start + 1;
    const name = word.exec(this.#text)?.[0] ?? '';
    const end = start + 1 + name.length;
    if (!this.#isTerminator(end))
      return this.#fail(`bad character ${describe(this.#text, end)}`);
    if (sigil === '$') return this.#add('variable', end);
    return this.#add(name === '' ? 'dot' : 'field', end);
  }

  #number(start: number): boolean {
    numberPattern.lastIndex = start;
    const found = numberPattern.exec(this.#text)?.[0] ?? '';
    word.lastIndex = start + found.length;
    const junk = word.exec(this.#text)?.[0] ?? '';
    if (found === '' || junk !== '') {
      const bad = this.#text.slice(start, start + found.length + 1);
      return this.#fail(`bad number syntax: ${quoteText(bad)}`);
    }
    return this.#add('number', start + found.length);
  }

  #word(name: string): boolean {
    const end = this.#index + name.length;
    if (!this.#isTerminator(end))
      return this.#fail(`bad character ${describe(this.#text, end)}`);
    if (keywords.has(name)) return this.#add('keyword', end);
    return this.#add(
      name === 'true' || name === 'false' ? 'boolean' : 'identifier',
      end,
    );
  }

  #isTerminator(index: number): boolean {
    const character = this.#text[index];
    return (
      character === undefined ||
      /[ \t\r\n]/.test(character) ||
      terminators.includes(character) ||
      this.#text.startsWith('}}', index)
    );
  }

  #take(kind: TokenKind, pattern: RegExp): boolean {
    pattern.lastIndex = this.#index;
    const found = pattern.exec(this.#text)?.[0];
    return found !== undefined && this.#add(kind, this.#index + found.length);
  }

  #add(
    kind: TokenKind,
    end: number,
    text = this.#text.slice(this.#index, end),
  ): true {
    this.#tokens.push({ kind, text, position: this.#index, line: this.#line });
    this.#skip(end);
    return true;
  }

  #skip(end: number): void {
    for (let index = this.#index; index < end; index += 1) {
      if (this.#text.charCodeAt(index) === 10) this.#line += 1;
    }
    this.#index = end;
  }

  #skipBack(index: number): void {
    if (this.#text.charCodeAt(index) === 10) this.#line -= 1;
    this.#index = index;
  }

  #fail(reason: string): false {
    this.#tokens.push({
      kind: 'error',
      text: reason,
      position: this.#index,
      line: this.#line,
    });
    return false;
  }

  #failed(): boolean {
    return this.#tokens.at(-1)?.kind === 'error';
  }
}

/** A character as `%#U` prints it. */
function describe(text: string, index: number): string {
  const code = text.codePointAt(index) ?? 0;
  const digits = code.toString(16).toUpperCase().padStart(4, '0');
  return `U+${digits} '${String.fromCodePoint(code)}'`;
}

/** Splits a template into tokens; the last is `end` or `error`. Cost: the length of the text. */
export function tokenizeTemplate(text: string): Token[] {
  return new TemplateLexer(text).run();
}
