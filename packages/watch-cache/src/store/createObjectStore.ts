import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import {
  MemoryObjectStore,
  type ObjectStoreOptions,
  type WritableObjectStore,
} from './MemoryObjectStore';

/** An empty store. Each change costs O(labels + owners) and one projection; a relist costs one pass. */
export function createObjectStore<
  T extends KubernetesObject,
  R extends RowBase,
>(options: ObjectStoreOptions<T, R>): WritableObjectStore<T, R> {
  return new MemoryObjectStore(options);
}
