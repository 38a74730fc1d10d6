import { RecentMap } from './RecentMap';

/** Longer strings are rarely repeated. */
const LONGEST_STRING = 160;
/** Larger parts are rarely repeated as a whole; their parts may be. */
const LONGEST_SIGNATURE = 600;

/**
 * One copy of what comes again and again: namespaces, nodes, images, and whole parts that the pods of one Deployment have in
 * common (labels, owners, containers, conditions). JSON.parse makes all of it anew each time. Bounded: what did not come for
 * a while is forgotten, which costs a copy and never correctness.
 */
export class ValuePool {
  readonly #strings: RecentMap<string>;
  readonly #parts: RecentMap<object>;
  /** Of parts in the pool, so that a part that holds them is described in a few characters. */
  readonly #numbers = new WeakMap<object, number>();
  #count = 0;

  constructor(generationSize = 4_000) {
    this.#strings = new RecentMap(generationSize);
    this.#parts = new RecentMap(generationSize);
  }

  intern(text: string): string {
    if (text.length > LONGEST_STRING) return text;
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    this.#strings.set(text, text);
    return text;
  }

  /**
   * Replaces the parts of a JSON value in place by equal ones that others hold, too: neither may be changed any more.
   * Frozen parts stay as they are. O(size).
   */
  shareWithin(value: object): void {
    if (Object.isFrozen(value)) return;
    for (const field of Object.keys(value)) {
      const part: unknown = Reflect.get(value, field);
      const shared = this.#shared(part);
      if (typeof part === 'string' || shared !== part) {
        Reflect.set(value, field, shared);
      }
    }
  }

  #shared(part: unknown): unknown {
    if (typeof part === 'string') return this.intern(part);
    if (typeof part !== 'object' || part === null) return part;
    if (this.#numbers.has(part)) return part;
    this.shareWithin(part);
    const signature = this.#signatureOf(part);
    if (signature === undefined) return part;
    const known = this.#parts.get(signature);
    if (known !== undefined) return known;
    this.#parts.set(signature, part);
    this.#count += 1;
    this.#numbers.set(part, this.#count);
    return part;
  }

  /** Equal for equal content; `undefined` for what is not worth sharing. Lengths keep texts apart. */
  #signatureOf(part: object): string | undefined {
    let signature = Array.isArray(part) ? '[' : '{';
    for (const field of Object.keys(part)) {
      const described = this.#describe(Reflect.get(part, field));
      if (described === undefined) return undefined;
      signature += `${field.length}:${field}${described}`;
      if (signature.length > LONGEST_SIGNATURE) return undefined;
    }
    return signature;
  }

  #describe(value: unknown): string | undefined {
    if (typeof value === 'string') return `"${value.length}:${value}`;
    if (typeof value !== 'object' || value === null) return `=${value};`;
    const number = this.#numbers.get(value);
    return number === undefined ? undefined : `#${number};`;
  }
}
