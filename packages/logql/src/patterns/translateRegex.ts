/** What stands for the escapes of RE2, whose classes are those of ASCII. */
const classEscapes: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
};
const controlEscapes: Readonly<Record<string, string>> = {
  t: '\\t',
  n: '\\n',
  r: '\\r',
  f: '\\f',
  v: '\\v',
};
const syntaxCharacters = '\\^$.*+?()[]{}|/-';

/** Each one multiplies the cost of a failing match by the length of the text. */
const maxUnbounded = 2;

/** Reads a pattern once from left to right; `undefined` from any step means: leave it to the other machine. */
class Translation {
  readonly #pattern: string;
  #index = 0;
  #unbounded = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  run(): string | undefined {
    let out = '';
    while (this.#index < this.#pattern.length) {
      const piece = this.#piece();
      if (piece === undefined) return undefined;
      out += piece;
    }
    return this.#depth === 0 ? out : undefined;
  }

  #piece(): string | undefined {
    const character = String.fromCodePoint(
      this.#pattern.codePointAt(this.#index) ?? 0,
    );
    this.#index += character.length;
    switch (character) {
      case '(':
        return this.#open();
      case ')':
        this.#depth -= 1;
        if (this.#depth < 0 || '*+?{'.includes(this.#peek())) return undefined;
        return ')';
      case '|':
      case '^':
      case '$':
        return '*+?{'.includes(this.#peek()) ? undefined : character;
      case '*':
      case '+':
      case '?':
      case '{':
      case ']':
      case '}':
        return undefined; // not after an atom, or not what it seems
      case '.':
        return this.#repeated('[^\\n]');
      case '[':
        return this.#repeated(this.#class());
      case '\\':
        return this.#escape();
      default:
        return this.#repeated(
          syntaxCharacters.includes(character) && character !== '-'
            ? `\\${character}`
            : character,
        );
    }
  }

  /** The next character, or one that is none of those that repeat. */
  #peek(): string {
    return this.#pattern[this.#index] ?? ' ';
  }

  #open(): string | undefined {
    const head = /(?:\?:|\?P?<([A-Za-z_][A-Za-z0-9_]*)>)?/y;
    head.lastIndex = this.#index;
    const match = head.exec(this.#pattern);
    const [whole, name] = match ?? [''];
    this.#index += whole.length;
    this.#depth += 1;
    if ('*+?{'.includes(this.#peek())) return undefined;
    if (whole === '') return '(';
    return name === undefined ? '(?:' : `(?<${name}>`;
  }

  #escape(): string | undefined {
    const character = this.#peek();
    this.#index += 1;
    if (character === 'b' || character === 'B') {
      return '*+?{'.includes(this.#peek()) ? undefined : `\\${character}`;
    }
    if (Object.hasOwn(controlEscapes, character)) {
      return this.#repeated(controlEscapes[character]);
    }
    const lower = character.toLowerCase();
    if (Object.hasOwn(classEscapes, lower)) {
      const negation = lower === character ? '' : '^';
      return this.#repeated(`[${negation}${classEscapes[lower]}]`);
    }
    if (!/^[!-/:-@[-`{-~]$/.test(character)) return undefined;
    return this.#repeated(
      syntaxCharacters.includes(character) && character !== '-'
        ? `\\${character}`
        : character,
    );
  }

  #class(): string | undefined {
    const simple =
      /\^?(?:[A-Za-z0-9 _.,:;/=@#%&!"'<>~`()|*+?${}-]|\\[dws.\-\\\][/"])+\]/y;
    simple.lastIndex = this.#index;
    const text = simple.exec(this.#pattern)?.[0];
    if (text === undefined || /\[:|\\[dws]-|-\\[dws]/.test(text)) {
      return undefined;
    }
    this.#index += text.length;
    const body = text
      .slice(0, -1)
      .replace(/\\([dws])|\\(["])/g, (_, name: string, plain: string) =>
        name === undefined ? plain : classEscapes[name],
      );
    return isClass(`[${body}]`) ? `[${body}]` : undefined;
  }

  #repeated(atom: string | undefined): string | undefined {
    if (atom === undefined) return undefined;
    const counts = /(?:[*+?]|\{\d{1,2}(?:,(?:\d{1,2})?)?\})\??/y;
    counts.lastIndex = this.#index;
    const count = counts.exec(this.#pattern)?.[0] ?? '';
    this.#index += count.length;
    if ('*+?{'.includes(this.#peek())) return undefined;
    if (/^[*+]|,\}/.test(count)) this.#unbounded += 1;
    const bounds = /^\{(\d+),(\d+)\}/.exec(count);
    if (bounds && Number(bounds[1]) > Number(bounds[2])) return undefined;
    return this.#unbounded > maxUnbounded ? undefined : atom + count;
  }
}

/**
 * The same pattern for JavaScript's own machine, which is some fifty times faster than one that never backtracks; undefined for
 * patterns that it reads differently, or that could take it long: repeated groups, and more than two unbounded repetitions.
 * O(length).
 */
export function translateRegex(pattern: string): RegExp | undefined {
  const isCaseless = pattern.startsWith('(?i)');
  const translation = new Translation(isCaseless ? pattern.slice(4) : pattern);
  const source = translation.run();
  if (source === undefined) return undefined;
  return new RegExp(source, isCaseless ? 'iu' : 'u');
}

/** A class may still be none, such as `[z-a]`, which the other machine then words. */
function isClass(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
