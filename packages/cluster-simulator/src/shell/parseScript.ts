import type {
  Pipeline,
  Redirect,
  Script,
  SimpleCommand,
  Word,
  WordPart,
} from './Script';
import { ShellSyntaxError } from './ShellSyntaxError';

const MAX_LENGTH = 64 * 1024;
const MAX_DEPTH = 8;
/** Compound commands of a real shell that this one does not have. */
const UNSUPPORTED = new Set([
  'if',
  'for',
  'while',
  'until',
  'case',
  'function',
  '{',
  '[[',
  'select',
]);

const REDIRECTIONS: Readonly<Record<string, 'read' | 'append' | undefined>> = {
  '<': 'read',
  '>>': 'append',
};

class Parser {
  readonly #text: string;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, depth: number) {
    if (depth > MAX_DEPTH)
      throw new ShellSyntaxError('substitutions nested too deep');
    this.#text = text;
    this.#depth = depth;
  }

  parse(): Script {
    const script: { after: 'always' | 'and' | 'or'; pipeline: Pipeline }[] = [];
    let after: 'always' | 'and' | 'or' = 'always';
    for (;;) {
      this.#skipBlank(true);
      if (this.#at >= this.#text.length) {
        if (after !== 'always')
          throw new ShellSyntaxError('syntax error: unexpected end of file');
        return script;
      }
      script.push({ after, pipeline: this.#pipeline() });
      this.#skipBlank(false);
      if (this.#take('&&')) after = 'and';
      else if (this.#take('||')) after = 'or';
      else {
        after = 'always';
        if (
          this.#at < this.#text.length &&
          !this.#take(';') &&
          !this.#take('\n')
        )
          throw this.#unexpected();
      }
    }
  }

  #pipeline(): Pipeline {
    const isNegated = /^!\s/.test(this.#text.slice(this.#at, this.#at + 2));
    if (isNegated) this.#at += 1;
    const commands = [this.#command()];
    for (;;) {
      this.#skipBlank(false);
      if (this.#text.startsWith('||', this.#at) || !this.#take('|')) break;
      this.#skipBlank(true);
      commands.push(this.#command());
    }
    return { isNegated, commands };
  }

  #command(): SimpleCommand {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.#skipBlank(false);
      const redirect = this.#redirect();
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      if (
        this.#at >= this.#text.length ||
        /[;&|\n()<>]/.test(this.#text[this.#at])
      )
        break;
      const name = /^[A-Za-z_]\w*(?==)/.exec(this.#text.slice(this.#at))?.[0];
      if (name !== undefined && words.length === 0) {
        this.#at += name.length + 1;
        assignments.push({ name, value: this.#word(true) });
        continue;
      }
      const word = this.#word(false);
      if (words.length === 0) this.#requireSupported(word);
      words.push(word);
    }
    if (words.length + assignments.length + redirects.length === 0)
      throw this.#unexpected();
    return { assignments, words, redirects };
  }

  #redirect(): Redirect | undefined {
    const match = /^([012]?)(>>|>&|<|>)/.exec(
      this.#text.slice(this.#at, this.#at + 3),
    );
    if (!match) return undefined;
    const [whole, number, operator] = match;
    this.#at += whole.length;
    const descriptor = parseDescriptor(number, operator);
    if (operator === '>&') {
      const to = this.#text[this.#at];
      if (to !== '1' && to !== '2') throw this.#unexpected();
      this.#at += 1;
      return {
        descriptor,
        target: { kind: 'same', descriptor: to === '1' ? 1 : 2 },
      };
    }
    this.#skipBlank(false);
    return {
      descriptor,
      target: {
        kind: REDIRECTIONS[operator] ?? 'write',
        file: this.#word(false),
      },
    };
  }

  #word(mayBeEmpty: boolean): Word {
    const parts: WordPart[] = [];
    const text = (more: string, isQuoted: boolean) => {
      const last = parts.at(-1);
      if (last?.kind === 'text' && last.isQuoted === isQuoted)
        parts[parts.length - 1] = { ...last, text: last.text + more };
      else parts.push({ kind: 'text', text: more, isQuoted });
    };
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined || /[\s;&|<>()]/.test(character)) break;
      this.#at += 1;
      if (character === '\\') {
        text(this.#text[this.#at] ?? '', true);
        this.#at += 1;
      } else if (character === "'") text(this.#upTo("'"), true);
      else if (character === '"') {
        text('', true);
        this.#doubleQuoted(text, part => parts.push(part));
      } else if (character === '$' || character === '`')
        this.#substitution(character, false, text, part => parts.push(part));
      else text(character, false);
    }
    if (parts.length === 0 && !mayBeEmpty) throw this.#unexpected();
    return parts;
  }

  #doubleQuoted(
    text: (more: string, isQuoted: boolean) => void,
    add: (part: WordPart) => void,
  ): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined)
        throw new ShellSyntaxError('syntax error: unterminated quoted string');
      this.#at += 1;
      if (character === '"') return;
      if (character === '\\' && /["\\$`]/.test(this.#text[this.#at] ?? '')) {
        text(this.#text[this.#at], true);
        this.#at += 1;
      } else if (character === '$' || character === '`')
        this.#substitution(character, true, text, add);
      else text(character, true);
    }
  }

  /** After a `$` or a backquote. */
  #substitution(
    opener: string,
    isQuoted: boolean,
    text: (more: string, isQuoted: boolean) => void,
    add: (part: WordPart) => void,
  ): void {
    if (opener === '`') {
      add(this.#commandPart(this.#upTo('`'), isQuoted));
      return;
    }
    if (this.#take('(')) {
      const inside = this.#upToClosing();
      add(
        inside.startsWith('(') && inside.endsWith(')')
          ? { kind: 'arithmetic', text: inside.slice(1, -1), isQuoted }
          : this.#commandPart(inside, isQuoted),
      );
      return;
    }
    if (this.#take('{')) {
      const [, name, fallback] =
        /^([A-Za-z_]\w*|[0-9@*#?$])(?::-(.*))?$/s.exec(this.#upTo('}')) ?? [];
      if (name === undefined) throw new ShellSyntaxError('bad substitution');
      add({
        kind: 'variable',
        name,
        isQuoted,
        ...(fallback !== undefined && { fallback }),
      });
      return;
    }
    const name = /^(?:[A-Za-z_]\w*|[0-9@*#?$])/.exec(
      this.#text.slice(this.#at),
    )?.[0];
    if (name === undefined) {
      text('$', isQuoted);
      return;
    }
    this.#at += name.length;
    add({ kind: 'variable', name, isQuoted });
  }

  #commandPart(script: string, isQuoted: boolean): WordPart {
    return {
      kind: 'command',
      script: new Parser(script, this.#depth + 1).parse(),
      isQuoted,
    };
  }

  /** Up to the `)` that closes a `$(`, taken. */
  #upToClosing(): string {
    const start = this.#at;
    let open = 1;
    let quote = '';
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at];
      if (character === '\\') this.#at += 1;
      else if (quote) {
        if (character === quote) quote = '';
      } else if (character === '"' || character === "'") quote = character;
      else if (character === '(') open += 1;
      else if (character === ')') {
        open -= 1;
        if (open === 0) {
          this.#at += 1;
          return this.#text.slice(start, this.#at - 1);
        }
      }
    }
    throw new ShellSyntaxError('syntax error: unterminated $(');
  }

  #upTo(end: string): string {
    const at = this.#text.indexOf(end, this.#at);
    if (at < 0) throw new ShellSyntaxError(`syntax error: unterminated ${end}`);
    const inside = this.#text.slice(this.#at, at);
    this.#at = at + end.length;
    return inside;
  }

  #skipBlank(lines: boolean): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === '\\' && this.#text[this.#at + 1] === '\n')
        this.#at += 2;
      else if (character === ' ' || character === '\t' || character === '\r')
        this.#at += 1;
      else if (lines && (character === '\n' || character === ';')) {
        if (character === ';' && this.#at === 0) throw this.#unexpected();
        this.#at += 1;
      } else if (
        character === '#' &&
        /^$|[\s;]/.test(this.#text[this.#at - 1] ?? '')
      ) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else return;
    }
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #requireSupported(word: Word): void {
    const [part] = word;
    if (
      word.length === 1 &&
      part.kind === 'text' &&
      !part.isQuoted &&
      UNSUPPORTED.has(part.text)
    )
      throw new ShellSyntaxError(
        `syntax error: the simulated shell has no "${part.text}"`,
      );
  }

  #unexpected(): ShellSyntaxError {
    const found = this.#text[this.#at];
    return new ShellSyntaxError(
      found === undefined
        ? 'syntax error: unexpected end of file'
        : `syntax error: unexpected "${found === '\n' ? 'newline' : found}"`,
    );
  }
}

/**
 * The part of the POSIX shell language that people type into containers: words with quotes, variables and command substitution,
 * pipes, redirections, `;`, newlines, `&&`, `||`, `!` and comments. Throws `ShellSyntaxError` for the rest. O(length).
 * Source: POSIX.1-2017, Shell Command Language, 2.2–2.9.
 */
export function parseScript(text: string): Script {
  if (text.length > MAX_LENGTH)
    throw new ShellSyntaxError(
      `script of ${text.length} characters, at most ${MAX_LENGTH} are read`,
    );
  return new Parser(text, 0).parse();
}

function parseDescriptor(number: string, operator: string): 0 | 1 | 2 {
  if (number === '2') return 2;
  if (number === '0') return 0;
  if (number === '1') return 1;
  return operator === '<' ? 0 : 1;
}
