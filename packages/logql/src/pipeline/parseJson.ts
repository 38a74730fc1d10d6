import { unescape } from './unescape';

/** A JSON value that still knows how it was written, so that numbers keep their digits. */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'array';
      readonly items: readonly JsonNode[];
      readonly text: string;
    }
  | {
      readonly kind: 'object';
      readonly members: readonly (readonly [string, JsonNode])[];
      readonly text: string;
    };

/** Deeper values are refused, so that no line can exhaust the stack. */
const maxDepth = 100;

const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const quotedString = /"((?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*)"/y;

/** Reads values one after the other; undefined says that the text is no JSON. */
class JsonReader {
  readonly #text: string;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#skipBlanks();
    return this.#index >= this.#text.length;
  }

  value(depth: number): JsonNode | undefined {
    this.#skipBlanks();
    if (depth > maxDepth) return undefined;
    switch (this.#text[this.#index]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"': {
        const text = this.#string();
        return text === undefined ? undefined : { kind: 'string', text };
      }
      default: {
        const text = this.#take(scalar);
        if (text === '') return undefined;
        return text === 'null' ? { kind: 'null' } : { kind: 'scalar', text };
      }
    }
  }

  #object(depth: number): JsonNode | undefined {
    const start = this.#index;
    this.#index += 1;
    const members: (readonly [string, JsonNode])[] = [];
    if (this.#accept('}')) return { kind: 'object', members, text: '{}' };
    do {
      this.#skipBlanks();
      const name = this.#string();
      if (name === undefined || !this.#accept(':')) return undefined;
      const node = this.value(depth + 1);
      if (node === undefined) return undefined;
      members.push([name, node]);
    } while (this.#accept(','));
    if (!this.#accept('}')) return undefined;
    const text = this.#text.slice(start, this.#index);
    return { kind: 'object', members, text };
  }

  #array(depth: number): JsonNode | undefined {
    const start = this.#index;
    this.#index += 1;
    const items: JsonNode[] = [];
    if (this.#accept(']')) return { kind: 'array', items, text: '[]' };
    do {
      const node = this.value(depth + 1);
      if (node === undefined) return undefined;
      items.push(node);
    } while (this.#accept(','));
    if (!this.#accept(']')) return undefined;
    const text = this.#text.slice(start, this.#index);
    return { kind: 'array', items, text };
  }

  #string(): string | undefined {
    const quoted = this.#take(quotedString);
    return quoted === '' ? undefined : unescape(quoted.slice(1, -1));
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#index;
    const text = pattern.exec(this.#text)?.[0] ?? '';
    this.#index += text.length;
    return text;
  }

  #accept(character: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#index] !== character) return false;
    this.#index += 1;
    return true;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#index);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#index += 1;
    }
  }
}

/** Parses a text that is one JSON value; undefined for any other. O(length). */
export function parseJson(text: string): JsonNode | undefined {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  return node !== undefined && reader.isAtEnd() ? node : undefined;
}
