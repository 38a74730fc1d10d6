import type { Command, Pipeline, Redirect, Script, Word } from './Script';
import { readRedirect, readSimpleCommand } from './readSimpleCommand';
import { ShellSyntaxError } from './ShellSyntaxError';
import { WordReader } from './WordReader';

const MAX_LENGTH = 64 * 1024;
const MAX_DEPTH = 8;
const MAX_NESTING = 64;

const RESERVED =
  /^(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|[{}])(?=[\s;&|()<>]|$)/;
/** What a real shell has and this one does not. */
const UNSUPPORTED = /^(?:function|select|\[\[)(?=\s)/;
const FUNCTION = /^([A-Za-z_]\w*)[ \t]*\(\)\s*/;

class Parser {
  readonly #reader: WordReader;
  #nesting = 0;

  constructor(text: string, depth: number) {
    if (depth > MAX_DEPTH)
      throw new ShellSyntaxError('substitutions nested too deep');
    this.#reader = new WordReader(text, script =>
      new Parser(script, depth + 1).parse(),
    );
  }

  parse(): Script {
    return this.#list([]);
  }

  /** Up to one of the words that end it, which is left; without any, to the end of the text. */
  #list(ends: readonly string[]): Script {
    const script: { after: 'always' | 'and' | 'or'; pipeline: Pipeline }[] = [];
    let after: 'always' | 'and' | 'or' = 'always';
    for (;;) {
      this.#skipSeparators();
      if (after === 'always' && this.#isAt(ends)) return script;
      if (this.#reader.isAtEnd) {
        if (after === 'always' && ends.length === 0) return script;
        throw this.#reader.unexpected();
      }
      script.push({ after, pipeline: this.#pipeline() });
      this.#reader.skipBlank(false);
      if (this.#reader.take('&&')) after = 'and';
      else if (this.#reader.take('||')) after = 'or';
      else {
        after = 'always';
        const isOver = this.#reader.isAtEnd || this.#isAt(ends);
        if (!isOver && !this.#reader.look(/^[;\n]/))
          throw this.#reader.unexpected();
      }
    }
  }

  /** Newlines and `;`, but not the `;;` of a case. */
  #skipSeparators(): void {
    for (;;) {
      this.#reader.skipBlank(false);
      if (this.#reader.look(/^;;/) || !this.#reader.look(/^[;\n]/)) return;
      this.#reader.skipBlank(true);
    }
  }

  #isAt(ends: readonly string[]): boolean {
    const found =
      this.#reader.look(/^(?:;;|\))/)?.[0] ?? this.#reader.look(RESERVED)?.[0];
    return found !== undefined && ends.includes(found);
  }

  #expect(word: string): void {
    this.#skipSeparators();
    if (!this.#isAt([word])) throw this.#reader.unexpected();
    this.#reader.take(word);
  }

  #pipeline(): Pipeline {
    const isNegated = this.#reader.look(/^!\s/) !== undefined;
    if (isNegated) this.#reader.skip(1);
    const commands = [this.#command()];
    for (;;) {
      this.#reader.skipBlank(false);
      if (this.#reader.look(/^\|\|/) || !this.#reader.take('|')) break;
      this.#reader.skipBlank(true);
      commands.push(this.#command());
    }
    return { isNegated, commands };
  }

  #command(): Command {
    const reader = this.#reader;
    reader.skipBlank(false);
    const unsupported = reader.look(UNSUPPORTED)?.[0];
    if (unsupported)
      throw new ShellSyntaxError(
        `syntax error: the simulated shell has no "${unsupported}"`,
      );
    const called = reader.look(FUNCTION);
    if (called) {
      reader.skip(called[0].length);
      return { kind: 'function', name: called[1], body: this.#command() };
    }
    if (!reader.look(RESERVED) && !reader.look(/^\(/))
      return readSimpleCommand(this.#reader);
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING)
      throw new ShellSyntaxError('commands nested too deep');
    const compound = this.#compound();
    this.#nesting -= 1;
    const redirects: Redirect[] = [];
    for (;;) {
      reader.skipBlank(false);
      const redirect = readRedirect(reader);
      if (!redirect) return { ...compound, redirects };
      redirects.push(redirect);
    }
  }

  #compound(): Exclude<Command, { readonly kind: 'simple' | 'function' }> {
    const reader = this.#reader;
    if (reader.take('(')) {
      const body = this.#list([')']);
      this.#expect(')');
      return { kind: 'subshell', body, redirects: [] };
    }
    const word = reader.look(RESERVED)?.[0] ?? '';
    switch (word) {
      case '{': {
        reader.skip(1);
        const body = this.#list(['}']);
        this.#expect('}');
        return { kind: 'group', body, redirects: [] };
      }
      case 'if':
        reader.skip(word.length);
        return this.#if();
      case 'while':
      case 'until': {
        reader.skip(word.length);
        const condition = this.#list(['do']);
        const isUntil = word === 'until';
        const body = this.#doGroup();
        return { kind: 'loop', isUntil, condition, body, redirects: [] };
      }
      case 'for':
        reader.skip(word.length);
        return this.#for();
      case 'case':
        reader.skip(word.length);
        return this.#case();
      default:
        throw new ShellSyntaxError(`syntax error: unexpected "${word}"`);
    }
  }

  #if(): Extract<Command, { readonly kind: 'if' }> {
    const branches: { condition: Script; body: Script }[] = [];
    for (;;) {
      const condition = this.#list(['then']);
      this.#expect('then');
      const body = this.#list(['elif', 'else', 'fi']);
      branches.push({ condition, body });
      if (this.#reader.take('elif')) continue;
      const otherwise = this.#reader.take('else') ? this.#list(['fi']) : [];
      this.#expect('fi');
      return { kind: 'if', branches, otherwise, redirects: [] };
    }
  }

  #for(): Extract<Command, { readonly kind: 'for' }> {
    const reader = this.#reader;
    reader.skipBlank(false);
    const name = reader.look(/^[A-Za-z_]\w*/)?.[0];
    if (name === undefined) throw reader.unexpected();
    reader.skip(name.length);
    reader.skipBlank(true);
    const words: Word[] = [];
    const isListed = reader.look(/^in(?=\s|;)/) !== undefined;
    if (isListed) reader.skip(2);
    for (;;) {
      reader.skipBlank(false);
      if (!isListed || reader.isAtEnd || reader.look(/^[;\n]/)) break;
      words.push(reader.word(false));
    }
    const body = this.#doGroup();
    return {
      kind: 'for',
      name,
      ...(isListed && { words }),
      body,
      redirects: [],
    };
  }

  #doGroup(): Script {
    this.#expect('do');
    const body = this.#list(['done']);
    this.#expect('done');
    return body;
  }

  #case(): Extract<Command, { readonly kind: 'case' }> {
    const reader = this.#reader;
    reader.skipBlank(false);
    const word = reader.word(false);
    reader.skipBlank(true);
    if (!reader.take('in')) throw reader.unexpected();
    const branches: { patterns: Word[]; body: Script }[] = [];
    for (;;) {
      reader.skipBlank(true);
      if (this.#isAt(['esac'])) break;
      reader.take('(');
      const patterns: Word[] = [];
      do {
        reader.skipBlank(false);
        patterns.push(reader.word(false));
        reader.skipBlank(false);
      } while (reader.take('|'));
      if (!reader.take(')')) throw reader.unexpected();
      branches.push({ patterns, body: this.#list([';;', 'esac']) });
      reader.take(';;');
    }
    this.#expect('esac');
    return { kind: 'case', word, branches, redirects: [] };
  }
}

/**
 * The part of the POSIX shell language that people type into containers: words with quotes, variables and substitutions, pipes,
 * redirections, here-documents, `;`, newlines, `&&`, `||`, `!`, comments, `if`, `for`, `while`, `until`, `case`, groups, subshells and
 * functions. Throws `ShellSyntaxError` for the rest. O(length × here-documents).
 * Source: POSIX.1-2017, Shell Command Language, 2.2–2.10.
 */
export function parseScript(text: string): Script {
  if (text.length > MAX_LENGTH)
    throw new ShellSyntaxError(
      `script of ${text.length} characters, at most ${MAX_LENGTH} are read`,
    );
  return new Parser(text, 0).parse();
}
