/** Longer strings are rarely repeated. */
const LONGEST = 160;

/**
 * One copy of strings that come again and again: namespaces, nodes, images, label values. JSON.parse makes a new string each
 * time. Bounded: two generations of `generationSize` strings; what is not asked for during a whole generation is forgotten,
 * which costs a copy and never correctness.
 */
export class StringPool {
  readonly #generationSize: number;
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  constructor(generationSize = 20_000) {
    this.#generationSize = generationSize;
  }

  intern(text: string): string {
    if (text.length > LONGEST) return text;
    const known = this.#young.get(text);
    if (known !== undefined) return known;
    const kept = this.#old.get(text) ?? text;
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(kept, kept);
    return kept;
  }

  /** Replaces the strings inside a JSON value in place, by equal ones; frozen parts stay as they are. O(size). */
  internIn(value: object): void {
    for (const [key, part] of Object.entries(value)) {
      if (typeof part === 'string') {
        const kept = this.intern(part);
        Reflect.set(value, key, kept);
      } else if (typeof part === 'object' && part !== null) {
        this.internIn(part);
      }
    }
  }
}
