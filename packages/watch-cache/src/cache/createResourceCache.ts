import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import type { ResourceCache, ResourceCacheOptions } from './ResourceCache';

export declare function createResourceCache<
  T extends KubernetesObject,
  R extends RowBase,
>(options: ResourceCacheOptions<T, R>): ResourceCache<T, R>;
