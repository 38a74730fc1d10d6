/** Reads a pattern from left to right, a code point at a time. */
export class PatternReader {
  readonly pattern: string;
  index = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  get done(): boolean {
    return this.index >= this.pattern.length;
  }

  /** The next character without taking it; `""` at the end. */
  peek(): string {
    const code = this.pattern.codePointAt(this.index);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  next(): string {
    const character = this.peek();
    this.index += character.length;
    return character;
  }

  accept(text: string): boolean {
    if (!this.pattern.startsWith(text, this.index)) return false;
    this.index += text.length;
    return true;
  }

  /** Takes what a sticky expression matches here; `""` when it does not match. */
  match(sticky: RegExp): string {
    sticky.lastIndex = this.index;
    const found = sticky.exec(this.pattern)?.[0] ?? '';
    this.index += found.length;
    return found;
  }

  since(start: number): string {
    return this.pattern.slice(start, this.index);
  }
}
