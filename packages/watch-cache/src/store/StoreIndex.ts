import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import type { StoreEntry } from './ObjectStore';
import { Postings } from './Postings';

/** Finds entries by namespace, label, owner and node. */
export class StoreIndex<T extends KubernetesObject, R extends RowBase> {
  readonly namespaces = new Postings<StoreEntry<T, R>>();
  readonly labels = new Postings<StoreEntry<T, R>>();
  readonly owners = new Postings<StoreEntry<T, R>>();
  readonly nodes = new Postings<StoreEntry<T, R>>();

  add(entry: StoreEntry<T, R>): void {
    this.#each(entry, (postings, term) => postings.add(term, entry));
  }

  remove(entry: StoreEntry<T, R>): void {
    this.#each(entry, (postings, term) => postings.remove(term, entry));
  }

  #each(
    entry: StoreEntry<T, R>,
    visit: (postings: Postings<StoreEntry<T, R>>, term: string) => void,
  ): void {
    const { namespace, labels, ownerReferences } = entry.object.metadata;
    if (namespace !== undefined) visit(this.namespaces, namespace);
    for (const [label, value] of Object.entries(labels ?? {})) {
      visit(this.labels, labelTerm(label, value));
    }
    for (const { uid } of ownerReferences ?? []) visit(this.owners, uid);
    const node = nodeNameOf(entry.object);
    if (node !== undefined) visit(this.nodes, node);
  }
}

/** Label keys never hold `=`. */
export function labelTerm(label: string, value: string): string {
  return `${label}=${value}`;
}

function nodeNameOf({ spec }: KubernetesObject): string | undefined {
  if (typeof spec !== 'object' || spec === null) return undefined;
  const name: unknown = Reflect.get(spec, 'nodeName');
  return typeof name === 'string' ? name : undefined;
}
