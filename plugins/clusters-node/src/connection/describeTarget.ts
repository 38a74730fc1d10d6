import { resourceIdOf } from '@orrery/kubernetes-model';
import type { KindRef } from './KindRef';

/** How messages name what a call is about: `pods in shop`, `nodes`, `deployments.apps shop/web`. */
export function describeTarget(
  kind: Pick<KindRef, 'group' | 'plural'>,
  ref: { readonly namespace?: string; readonly name?: string },
): string {
  const resource = resourceIdOf(kind);
  if (ref.name !== undefined) {
    const prefix = ref.namespace ? `${ref.namespace}/` : '';
    return `${resource} ${prefix}${ref.name}`;
  }
  return ref.namespace ? `${resource} in ${ref.namespace}` : resource;
}
