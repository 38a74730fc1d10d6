import type {
  KubernetesObject,
  OwnerReference,
} from '@orrery/kubernetes-model';

/** The reference by which a controller marks an object as its own. */
export function ownerReferenceTo(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion ?? 'v1',
    kind: owner.kind ?? '',
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
