import {
  classTest,
  escapeInClass,
  perlRanges,
  posixRanges,
  unicodeRanges,
} from './characterTest';
import { failRegex, type RegexAssertion, type RegexNode } from './RegexNode';

const maxRepeat = 1000;
const maxNesting = 200;

const assertions: Readonly<Record<string, RegexAssertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-boundary',
  B: 'no-word-boundary',
};
const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** Parses a pattern in the syntax of RE2, which has neither look-around nor back references. */
export class RegexParser {
  /** By index; the whole match is 0. */
  readonly groupNames: (string | undefined)[] = [undefined];
  readonly #pattern: string;
  #index = 0;
  #nesting = 0;
  #flags: Flags = { i: false, m: false, s: false, U: false };

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  parse(): RegexNode {
    const node = this.#alternatives();
    if (this.#index < this.#pattern.length)
      failRegex('unexpected )', this.#pattern);
    return node;
  }

  #alternatives(): RegexNode {
    const nodes = [this.#sequence()];
    while (this.#accept('|')) nodes.push(this.#sequence());
    return nodes.length === 1 ? nodes[0] : { kind: 'alternatives', nodes };
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    while (this.#index < this.#pattern.length && !/[|)]/.test(this.#peek())) {
      if (this.#accept('\\Q')) nodes.push(...this.#quotation());
      else {
        const node = this.#item();
        if (node !== undefined) nodes.push(this.#repeated(node));
      }
    }
    return { kind: 'sequence', nodes };
  }

  #item(): RegexNode | undefined {
    const character = this.#peek();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        return failRegex('missing argument to repetition operator', character);
      default:
    }
    this.#index += character.length;
    if (character === '.') {
      const { s } = this.#flags;
      return { kind: 'character', matches: next => s || next !== '\n' };
    }
    if (character === '^') {
      return {
        kind: 'assertion',
        assertion: this.#flags.m ? 'line-start' : 'text-start',
      };
    }
    if (character === '$') {
      return {
        kind: 'assertion',
        assertion: this.#flags.m ? 'line-end' : 'text-end',
      };
    }
    return this.#literal(character);
  }

  #literal(character: string): RegexNode {
    const matches = this.#flags.i
      ? classTest(escapeInClass(character), false, true)
      : (next: string) => next === character;
    return { kind: 'character', matches };
  }

  /** `\Q…\E`; what follows repeats its last character. */
  #quotation(): RegexNode[] {
    const end = this.#pattern.indexOf('\\E', this.#index);
    const text = this.#pattern.slice(this.#index, end < 0 ? undefined : end);
    this.#index += text.length;
    this.#accept('\\E');
    const nodes = [...text].map(character => this.#literal(character));
    const last = nodes.pop();
    return last === undefined ? [] : [...nodes, this.#repeated(last)];
  }

  #repeated(node: RegexNode): RegexNode {
    let result = node;
    for (let first = true; ; first = false) {
      const operator = this.#match(/[*+?]\??|\{\d+(?:,\d*)?\}\??/y);
      if (operator === '') return result;
      if (!first) failRegex('invalid nested repetition operator', operator);
      const [min, max] = boundsOf(operator);
      if (
        min > maxRepeat ||
        (max > maxRepeat && max !== Infinity) ||
        min > max
      ) {
        failRegex('invalid repeat count', operator);
      }
      const isLazy = operator.length > 1 && operator.endsWith('?');
      result = {
        kind: 'repeat',
        node: result,
        min,
        max,
        isGreedy: isLazy === this.#flags.U,
      };
    }
  }

  #group(): RegexNode | undefined {
    const outer = this.#flags;
    let index: number | undefined;
    this.#index += 1;
    if (this.#peek() !== '?') index = this.groupNames.push(undefined) - 1;
    else {
      const named = this.#match(/\?P?<\w+>/y);
      if (named !== '') {
        index = this.groupNames.push(named.replace(/^\?P?<|>$/g, '')) - 1;
      } else if (this.#changesFlags()) return undefined;
    }
    this.#nesting += 1;
    if (this.#nesting > maxNesting)
      failRegex('expression nests too deeply', this.#pattern);
    const node = this.#alternatives();
    this.#nesting -= 1;
    if (!this.#accept(')')) failRegex('missing closing )', this.#pattern);
    this.#flags = outer;
    return index === undefined ? node : { kind: 'group', node, index };
  }

  /** Reads `?i-s:` of a group, or `?i-s)`, which changes the rest of the group around it. */
  #changesFlags(): boolean {
    const found = this.#match(/\?[imsU]*(?:-[imsU]+)?[:)]/y);
    if (found === '' || found === '?)') {
      failRegex(
        'invalid or unsupported Perl syntax',
        `(${this.#pattern.slice(this.#index, this.#index + 2)}`,
      );
    }
    const [on, off = ''] = found.slice(1, -1).split('-');
    const flags = { ...this.#flags };
    for (const flag of ['i', 'm', 's', 'U'] as const) {
      if (on.includes(flag)) flags[flag] = true;
      if (off.includes(flag)) flags[flag] = false;
    }
    this.#flags = flags;
    return found.endsWith(')');
  }

  #class(): RegexNode {
    const start = this.#index;
    this.#index += 1;
    const isNegated = this.#accept('^');
    let ranges = '';
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#index >= this.#pattern.length) {
        failRegex('missing closing ]', this.#pattern.slice(start));
      }
      ranges += this.#classItem();
    }
    this.#index += 1;
    return {
      kind: 'character',
      matches: classTest(ranges, isNegated, this.#flags.i),
    };
  }

  #classItem(): string {
    const start = this.#index;
    const posix = this.#match(/\[:[^\]]*:\]/y);
    if (posix !== '') {
      return (
        posixRanges(posix.slice(2, -2)) ??
        failRegex('invalid character class range', posix)
      );
    }
    const first = this.#classCharacter();
    if (first.kind === 'ranges') return first.ranges;
    if (this.#match(/-(?=[^\]])/y) === '')
      return escapeInClass(first.character);
    const last = this.#classCharacter();
    const range = this.#pattern.slice(start, this.#index);
    if (
      last.kind === 'ranges' ||
      codeOf(last.character) < codeOf(first.character)
    ) {
      return failRegex('invalid character class range', range);
    }
    return `${escapeInClass(first.character)}-${escapeInClass(last.character)}`;
  }

  #classCharacter(): Escaped {
    const character = this.#peek();
    if (character === '\\') return this.#escaped();
    this.#index += character.length;
    return { kind: 'character', character };
  }

  #escape(): RegexNode {
    const letter = this.#pattern[this.#index + 1] ?? '';
    if (Object.hasOwn(assertions, letter)) {
      this.#index += 2;
      return { kind: 'assertion', assertion: assertions[letter] };
    }
    const escaped = this.#escaped();
    if (escaped.kind === 'character') return this.#literal(escaped.character);
    return {
      kind: 'character',
      matches: classTest(escaped.ranges, false, this.#flags.i),
    };
  }

  #escaped(): Escaped {
    const start = this.#index;
    this.#index += 1;
    const letter = this.#peek();
    if (letter === '') failRegex('trailing backslash at end of expression', '');
    this.#index += letter.length;
    if (Object.hasOwn(controls, letter))
      return { kind: 'character', character: controls[letter] };
    const perl = perlRanges(letter);
    if (perl !== undefined) return { kind: 'ranges', ranges: perl };
    if (letter === 'p' || letter === 'P') {
      const name = this.#match(/\{\^?\w+\}|[A-Z]/y).replace(/[{}]/g, '');
      const isNegated = (letter === 'P') !== name.startsWith('^');
      const ranges = unicodeRanges(name.replace('^', ''), isNegated);
      if (ranges !== undefined) return { kind: 'ranges', ranges };
      return failRegex(
        'invalid character class range',
        this.#pattern.slice(start, this.#index),
      );
    }
    const code = this.#code(letter);
    if (code !== undefined && code <= 0x10ffff) {
      return { kind: 'character', character: String.fromCodePoint(code) };
    }
    if (
      letter !== 'x' &&
      codeOf(letter) < 0x80 &&
      !/[A-Za-z0-9]/.test(letter)
    ) {
      return { kind: 'character', character: letter };
    }
    return failRegex(
      'invalid escape sequence',
      this.#pattern.slice(start, this.#index),
    );
  }

  /** `\x41`, `\x{1f600}` and `\012`. */
  #code(letter: string): number | undefined {
    if (letter === 'x') {
      const digits = this.#match(/\{[0-9a-fA-F]+\}|[0-9a-fA-F]{2}/y);
      return digits === ''
        ? undefined
        : parseInt(digits.replace(/[{}]/g, ''), 16);
    }
    if (!/[0-7]/.test(letter)) return undefined;
    const more = this.#match(/[0-7]{1,2}/y);
    // Without a leading zero, one digit would be a back reference, which RE2 does not have.
    return letter === '0' || more !== ''
      ? parseInt(letter + more, 8)
      : undefined;
  }

  #peek(): string {
    const code = this.#pattern.codePointAt(this.#index);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #accept(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#index)) return false;
    this.#index += text.length;
    return true;
  }

  #match(sticky: RegExp): string {
    sticky.lastIndex = this.#index;
    const found = sticky.exec(this.#pattern)?.[0] ?? '';
    this.#index += found.length;
    return found;
  }
}

type Escaped =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'ranges'; readonly ranges: string };

function boundsOf(operator: string): readonly [number, number] {
  switch (operator[0]) {
    case '*':
      return [0, Infinity];
    case '+':
      return [1, Infinity];
    case '?':
      return [0, 1];
    default: {
      const [, min, comma, max] = /^\{(\d+)(,?)(\d*)/.exec(operator) ?? [];
      if (comma === '') return [Number(min), Number(min)];
      return [Number(min), max === '' ? Infinity : Number(max)];
    }
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
