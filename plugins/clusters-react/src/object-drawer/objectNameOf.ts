import type { ObjectReference } from '../client/ClustersApi';

/** `Deployment shop/checkout`, `Node n1`. */
export function objectNameOf({
  kind,
  name,
  namespace,
}: Omit<ObjectReference, 'cluster'>): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
