import type { KubernetesObject } from '@orrery/kubernetes-model';

/** Objects of one resource, kept in order of namespace and name. Reads of all cost O(n), a write O(log n) plus a block move. */
export class ResourceTable {
  readonly #objects = new Map<string, Map<string, KubernetesObject>>();
  readonly #names = new Map<string, string[]>();
  readonly #namespaces: string[] = [];
  #size = 0;

  get(namespace: string, name: string): KubernetesObject | undefined {
    return this.#objects.get(namespace)?.get(name);
  }

  count(namespace?: string): number {
    return namespace === undefined
      ? this.#size
      : this.#objects.get(namespace)?.size ?? 0;
  }

  list(namespace?: string): readonly KubernetesObject[] {
    const result: KubernetesObject[] = [];
    for (const scope of namespace === undefined
      ? this.#namespaces
      : [namespace]) {
      const objects = this.#objects.get(scope);
      if (!objects) continue;
      for (const name of this.#names.get(scope) ?? []) {
        const object = objects.get(name);
        if (object) result.push(object);
      }
    }
    return result;
  }

  set(namespace: string, name: string, object: KubernetesObject): void {
    let objects = this.#objects.get(namespace);
    if (!objects) {
      objects = new Map();
      this.#objects.set(namespace, objects);
      this.#names.set(namespace, []);
      insertSorted(this.#namespaces, namespace);
    }
    if (!objects.has(name)) {
      insertSorted(this.#names.get(namespace) ?? [], name);
      this.#size++;
    }
    objects.set(name, object);
  }

  delete(namespace: string, name: string): void {
    const objects = this.#objects.get(namespace);
    if (!objects?.delete(name)) return;
    this.#size--;
    removeSorted(this.#names.get(namespace) ?? [], name);
    if (objects.size > 0) return;
    this.#objects.delete(namespace);
    this.#names.delete(namespace);
    removeSorted(this.#namespaces, namespace);
  }
}

function insertSorted(sorted: string[], value: string): void {
  sorted.splice(positionOf(sorted, value), 0, value);
}

function removeSorted(sorted: string[], value: string): void {
  const index = positionOf(sorted, value);
  if (sorted[index] === value) sorted.splice(index, 1);
}

function positionOf(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
