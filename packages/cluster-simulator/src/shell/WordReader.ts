import type { Script, Word, WordPart } from './Script';
import { ShellSyntaxError } from './ShellSyntaxError';

/** A place in the text of a script, and what can be read there: blanks, words, and the texts of here-documents. */
export class WordReader {
  readonly #parse: (script: string) => Script;
  #text: string;
  #at = 0;

  /** `parse` reads the script of a command substitution. */
  constructor(text: string, parse: (script: string) => Script) {
    this.#text = text;
    this.#parse = parse;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** What the pattern finds here; it begins with `^`. */
  look(pattern: RegExp): RegExpExecArray | undefined {
    return pattern.exec(this.#text.slice(this.#at)) ?? undefined;
  }

  skip(length: number): void {
    this.#at += length;
  }

  /** A here-document that begins after this line, taken out of the text. `indented` drops tabs before its lines. */
  hereDocument(end: Word, indented: boolean): Word {
    const delimiter = end
      .map(part => (part.kind === 'text' ? part.text : ''))
      .join('');
    const isLiteral = end.some(({ isQuoted }) => isQuoted);
    const start = this.#text.indexOf('\n', this.#at);
    const lines = start < 0 ? [] : this.#text.slice(start + 1).split('\n');
    const plain = indented
      ? lines.map(line => line.replace(/^\t+/, ''))
      : lines;
    const last = plain.indexOf(delimiter);
    if (last < 0)
      throw new ShellSyntaxError(
        `syntax error: here-document without its end ${delimiter}`,
      );
    const rest = lines.slice(last + 1).join('\n');
    this.#text = `${this.#text.slice(0, start + 1)}${rest}`;
    const body = plain
      .slice(0, last)
      .map(line => `${line}\n`)
      .join('');
    if (isLiteral) return [{ kind: 'text', text: body, isQuoted: true }];
    const parts: WordPart[] = [];
    new WordReader(body, this.#parse).#doubleQuoted(
      undefined,
      textInto(parts),
      part => parts.push(part),
    );
    return parts;
  }

  word(mayBeEmpty: boolean): Word {
    const parts: WordPart[] = [];
    const text = textInto(parts);
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
        this.#doubleQuoted('"', text, part => parts.push(part));
      } else if (character === '$' || character === '`')
        this.#substitution(character, false, text, part => parts.push(part));
      else text(character, false);
    }
    if (parts.length === 0 && !mayBeEmpty) throw this.unexpected();
    return parts;
  }

  #doubleQuoted(
    end: '"' | undefined,
    text: (more: string, isQuoted: boolean) => void,
    add: (part: WordPart) => void,
  ): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) {
        if (end === undefined) return;
        throw new ShellSyntaxError('syntax error: unterminated quoted string');
      }
      this.#at += 1;
      if (character === end) return;
      const escaped = end ? /["\\$`]/ : /[\\$`]/;
      if (character === '\\' && escaped.test(this.#text[this.#at] ?? '')) {
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
    if (this.take('(')) {
      const inside = this.#upToClosing();
      add(
        inside.startsWith('(') && inside.endsWith(')')
          ? { kind: 'arithmetic', text: inside.slice(1, -1), isQuoted }
          : this.#commandPart(inside, isQuoted),
      );
      return;
    }
    if (this.take('{')) {
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
      script: this.#parse(script),
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

  skipBlank(lines: boolean): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === '\\' && this.#text[this.#at + 1] === '\n')
        this.#at += 2;
      else if (character === ' ' || character === '\t' || character === '\r')
        this.#at += 1;
      else if (lines && (character === '\n' || character === ';')) {
        if (character === ';' && this.#at === 0) throw this.unexpected();
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

  take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  unexpected(): ShellSyntaxError {
    const found = this.#text[this.#at];
    return new ShellSyntaxError(
      found === undefined
        ? 'syntax error: unexpected end of file'
        : `syntax error: unexpected "${found === '\n' ? 'newline' : found}"`,
    );
  }
}

/** Adds text to the last part where that is of the same sort. */
function textInto(
  parts: WordPart[],
): (more: string, isQuoted: boolean) => void {
  return (more, isQuoted) => {
    const last = parts.at(-1);
    if (last?.kind === 'text' && last.isQuoted === isQuoted)
      parts[parts.length - 1] = { ...last, text: last.text + more };
    else parts.push({ kind: 'text', text: more, isQuoted });
  };
}
