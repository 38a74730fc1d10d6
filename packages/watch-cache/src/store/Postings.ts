/** Which members stand under which term; terms without members are dropped. Each operation is O(1) per term. */
export class Postings<V> {
  readonly #members = new Map<string, Set<V>>();

  add(term: string, member: V): void {
    const members = this.#members.get(term);
    if (members === undefined) {
      this.#members.set(term, new Set([member]));
    } else {
      members.add(member);
    }
  }

  remove(term: string, member: V): void {
    const members = this.#members.get(term);
    if (members === undefined) return;
    members.delete(member);
    if (members.size === 0) this.#members.delete(term);
  }

  of(term: string): Iterable<V> {
    return this.#members.get(term) ?? [];
  }

  get terms(): number {
    return this.#members.size;
  }
}
