import type { KubernetesObject } from '@orrery/kubernetes-model';

/** Where the watch loop puts what it hears. The sink owns the objects from then on. */
export interface WatchSink<T extends KubernetesObject = KubernetesObject> {
  /** A new list; it replaces everything once committed. One that is never committed has no effect. */
  startList(): ListDraft<T>;
  upsert(object: T): void;
  remove(object: T): void;
}

/** A list being read. */
export interface ListDraft<T extends KubernetesObject = KubernetesObject> {
  /** Takes each item before it asks for the next. */
  add(items: Iterable<T>): void;
  commit(): void;
}
