import { foldCase } from './characterClass';
import { parseClass } from './parseClass';
import { parseEscape } from './parseEscape';
import { PatternReader } from './PatternReader';
import type { RegexNode } from './RegexNode';
import { failRegex } from './RegexSyntaxError';

/** A pattern as a tree, and the names of its groups by index. */
export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groupNames: readonly (string | undefined)[];
}

const maxRepeat = 1000;
const maxNesting = 200;

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

class RegexParser {
  readonly groupNames: (string | undefined)[] = [undefined];
  readonly #reader: PatternReader;
  #flags: Flags = { i: false, m: false, s: false, U: false };
  #nesting = 0;

  constructor(pattern: string) {
    this.#reader = new PatternReader(pattern);
  }

  parse(): RegexNode {
    const node = this.#alternatives();
    if (!this.#reader.done) {
      failRegex('unexpected )', this.#reader.pattern);
    }
    return node;
  }

  #alternatives(): RegexNode {
    const nodes = [this.#sequence()];
    while (this.#reader.accept('|')) nodes.push(this.#sequence());
    return nodes.length === 1 ? nodes[0] : { kind: 'alternatives', nodes };
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    while (!this.#reader.done && !'|)'.includes(this.#reader.peek())) {
      if (this.#reader.accept('\\Q')) nodes.push(...this.#quotation());
      else {
        const node = this.#item();
        if (node !== undefined) nodes.push(this.#repeated(node));
      }
    }
    return { kind: 'sequence', nodes };
  }

  #item(): RegexNode | undefined {
    const reader = this.#reader;
    const character = reader.peek();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return {
          kind: 'character',
          test: parseClass(reader, this.#flags.i),
        };
      case '.': {
        reader.next();
        const withNewlines = this.#flags.s;
        return {
          kind: 'character',
          test: code => withNewlines || code !== 10,
        };
      }
      case '^':
        reader.next();
        return {
          kind: 'assertion',
          assertion: this.#flags.m ? 'line-start' : 'text-start',
        };
      case '$':
        reader.next();
        return {
          kind: 'assertion',
          assertion: this.#flags.m ? 'line-end' : 'text-end',
        };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        return failRegex('missing argument to repetition operator', character);
      default:
        reader.next();
        return this.#literal(character.codePointAt(0) ?? 0);
    }
  }

  #literal(codePoint: number): RegexNode {
    const node: RegexNode = { kind: 'literal', codePoint };
    if (!this.#flags.i) return node;
    return {
      kind: 'character',
      test: foldCase(code => code === codePoint),
    };
  }

  /** Reads the rest of `\Q…\E`; what follows repeats its last character. */
  #quotation(): RegexNode[] {
    const text = this.#reader.match(/[^]*?(?=\\E|$)/y);
    this.#reader.accept('\\E');
    const nodes = [...text].map(character =>
      this.#literal(character.codePointAt(0) ?? 0),
    );
    const last = nodes.pop();
    return last === undefined ? [] : [...nodes, this.#repeated(last)];
  }

  #escape(): RegexNode {
    const escape = parseEscape(this.#reader);
    if (escape.kind === 'literal') return this.#literal(escape.codePoint);
    return escape.kind === 'class'
      ? { kind: 'character', test: escape.test }
      : escape;
  }

  #group(): RegexNode | undefined {
    const reader = this.#reader;
    const outer = this.#flags;
    let index: number | undefined;
    if (!reader.accept('(?')) {
      reader.next();
      index = this.groupNames.push(undefined) - 1;
    } else {
      const named = reader.match(/P?<[A-Za-z0-9_]+>/y);
      if (named !== '') {
        index = this.groupNames.push(named.replace(/^P?<|>$/g, '')) - 1;
      } else if (this.#changesFlags()) {
        return undefined;
      }
    }
    this.#nesting += 1;
    if (this.#nesting > maxNesting) {
      failRegex('expression nests too deeply', reader.pattern);
    }
    const node = this.#alternatives();
    this.#nesting -= 1;
    if (!reader.accept(')')) failRegex('missing closing )', reader.pattern);
    this.#flags = outer;
    if (index === undefined) return node;
    const name = this.groupNames[index];
    return name === undefined
      ? { kind: 'capture', node, index }
      : { kind: 'capture', node, index, name };
  }

  /** Reads `i-s:` of `(?i-s:…)`, or `i-s)`, which changes the rest of the group around it and is no group itself. */
  #changesFlags(): boolean {
    const reader = this.#reader;
    const start = reader.index - 2;
    const letters = reader.match(/[imsU]*(?:-[imsU]+)?/y);
    const [on, off = ''] = letters.split('-');
    const flags = { ...this.#flags };
    for (const flag of ['i', 'm', 's', 'U'] as const) {
      if (on.includes(flag)) flags[flag] = true;
      if (off.includes(flag)) flags[flag] = false;
    }
    this.#flags = flags;
    if (reader.accept(':')) return false;
    if (letters !== '' && reader.accept(')')) return true;
    reader.next();
    return failRegex('invalid or unsupported Perl syntax', reader.since(start));
  }

  #repeated(node: RegexNode): RegexNode {
    const reader = this.#reader;
    const start = reader.index;
    const operator = reader.match(/[*+?]|\{\d+(?:,\d*)?\}/y);
    if (operator === '') return node;
    const lazy = reader.accept('?');
    const { min, max } = limitsOf(operator);
    if (min > max || min > maxRepeat || (max !== Infinity && max > maxRepeat)) {
      failRegex('invalid repeat count', operator);
    }
    if (
      /^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(reader.pattern.slice(reader.index))
    ) {
      reader.match(/[*+?]|\{\d+(?:,\d*)?\}/y);
      failRegex('invalid nested repetition operator', reader.since(start));
    }
    return { kind: 'repeat', node, min, max, greedy: lazy === this.#flags.U };
  }
}

function limitsOf(operator: string): { min: number; max: number } {
  switch (operator) {
    case '*':
      return { min: 0, max: Infinity };
    case '+':
      return { min: 1, max: Infinity };
    case '?':
      return { min: 0, max: 1 };
    default: {
      const [min, max] = operator.slice(1, -1).split(',');
      const lowest = Number(min);
      if (max === undefined) return { min: lowest, max: lowest };
      return { min: lowest, max: max === '' ? Infinity : Number(max) };
    }
  }
}

/**
 * Parses a pattern in the syntax of RE2 as Go implements it.
 * Throws a RegexSyntaxError for what is no pattern, look-around and back references included. Cost: linear.
 */
export function parseRegex(pattern: string): ParsedRegex {
  const parser = new RegexParser(pattern);
  return { node: parser.parse(), groupNames: parser.groupNames };
}
