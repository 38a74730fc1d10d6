import type { TypedStore } from './TypedStore';

/** Calls back with the work queue key of the owner of this kind whenever one of its pods changes. */
export function subscribeToPodsOf(
  store: TypedStore,
  ownerKind: string,
  onOwner: (key: string) => void,
): () => void {
  return store.subscribe('pods', ({ object, previous }) => {
    // An owner that has just lost a pod must hear of it too.
    for (const pod of new Set([object, previous ?? object])) {
      const owner = pod.metadata.ownerReferences?.find(
        each => each.controller && each.kind === ownerKind,
      );
      if (owner) onOwner(`${pod.metadata.namespace}/${owner.name}`);
    }
  });
}
