import { RecentMap } from './RecentMap';

/** Longer strings are rarely repeated. */
const LONGEST_STRING = 600;

/**
 * One copy of what comes again and again: namespaces, nodes, images, and whole parts that the pods of one Deployment have in
 * common (labels, owners, containers, conditions). JSON.parse makes all of it anew each time. Bounded: what did not come for
 * a while is forgotten, which costs a copy and never correctness.
 */
export class ValuePool {
  readonly #strings: RecentMap<string, Pooled<string>>;
  /** By hash: of two parts with the same hash the later one is kept. */
  readonly #parts: RecentMap<number, Pooled<Part>>;
  #count = 0;

  constructor(generationSize = 4_000) {
    this.#strings = new RecentMap(generationSize);
    this.#parts = new RecentMap(generationSize);
  }

  intern(text: string): string {
    return this.#string(text)?.value ?? text;
  }

  /**
   * Replaces the parts of a JSON value in place by equal ones that others hold, too: neither may be changed any more.
   * Frozen parts stay as they are. O(size).
   */
  shareWithin(value: object): void {
    if (isPart(value)) this.#shareFields(value);
  }

  #string(text: string): Pooled<string> | undefined {
    if (text.length > LONGEST_STRING) return undefined;
    return this.#strings.get(text) ?? this.#add(this.#strings, text, text);
  }

  #part(part: Part): Pooled<Part> | undefined {
    const hash = this.#shareFields(part);
    if (hash === undefined) return undefined;
    const known = this.#parts.get(hash);
    return known !== undefined && sameFields(known.value, part)
      ? known
      : this.#add(this.#parts, hash, part);
  }

  /** Returns a hash of the content, or `undefined` where a field is not in the pool, so that equal parts cannot be told. */
  #shareFields(part: Part): number | undefined {
    if (Object.isFrozen(part)) return undefined;
    const fields = Object.keys(part);
    let hash: number | undefined = fields.length;
    for (const field of fields) {
      const number = this.#shareField(part, field);
      hash =
        hash === undefined || number === undefined
          ? undefined
          : mixed(mixed(hash, field.length + field.charCodeAt(0)), number);
    }
    return hash;
  }

  /** Returns what stands for the value in hashes. */
  #shareField(part: Part, field: string): number | undefined {
    const value = part[field];
    if (typeof value === 'number') return value;
    if (typeof value === 'string') {
      const pooled = this.#string(value);
      if (pooled !== undefined) part[field] = pooled.value;
      return pooled?.number;
    }
    if (!isPart(value)) return value ? 1 : 0;
    const pooled = this.#part(value);
    if (pooled !== undefined && pooled.value !== value) {
      part[field] = pooled.value;
    }
    return pooled?.number;
  }

  #add<K, V>(pool: RecentMap<K, Pooled<V>>, key: K, value: V): Pooled<V> {
    this.#count += 1;
    const pooled = { value, number: this.#count };
    pool.set(key, pooled);
    return pooled;
  }
}

/** A value that is kept once; `number` stands for it in hashes. */
interface Pooled<V> {
  readonly value: V;
  readonly number: number;
}

type Part = Record<string, unknown>;

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null;
}

/** Of parts whose strings and parts are in the pool: equal ones are the same. */
function sameFields(a: Part, b: Part): boolean {
  const fields = Object.keys(a);
  const others = Object.keys(b);
  if (fields.length !== others.length) return false;
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index];
    if (field !== others[index] || !Object.is(a[field], b[field])) return false;
  }
  return Array.isArray(a) === Array.isArray(b);
}

/** A round of a multiplicative hash: order counts, and neighbouring numbers end far apart. */
function mixed(hash: number, number: number): number {
  const product = Math.imul(hash ^ number, 0x85ebca6b);
  return product ^ (product >>> 13);
}
