import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { KnownResource } from './kinds/KindMap';
import type { LabelSelector } from './kinds/Pod';
import { claimsLabels } from './claimsLabels';
import { ownerReferenceTo } from './ownerReferenceTo';
import { controllerUidOf, type TypedStore } from './TypedStore';

/** Takes over objects that match a workload's selector and have no controller, as after `delete --cascade=orphan`. */
export function adoptOrphans(
  store: TypedStore,
  resource: KnownResource,
  owner: KubernetesObject,
  selector: LabelSelector,
): void {
  const { namespace } = owner.metadata;
  for (const object of store.raw.list(resource, namespace)) {
    if (controllerUidOf(object) !== undefined) continue;
    if (object.metadata.deletionTimestamp) continue;
    if (!claimsLabels(selector, object.metadata.labels)) continue;
    store.raw.update(resource, namespace, object.metadata.name, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        ownerReferences: [
          ...(current.metadata.ownerReferences ?? []),
          ownerReferenceTo(owner),
        ],
      },
    }));
  }
}
