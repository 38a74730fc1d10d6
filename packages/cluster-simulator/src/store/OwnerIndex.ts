import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from './ClusterStore';

export interface ObjectAddress {
  readonly resource: ResourceId;
  readonly namespace: string;
  readonly name: string;
}

/** Finds the dependents of an owner by its uid. */
export class OwnerIndex {
  readonly #dependents = new Map<string, Map<string, ObjectAddress>>();

  dependentsOf(uid: string): readonly ObjectAddress[] {
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  replace(
    address: ObjectAddress,
    before?: KubernetesObject,
    after?: KubernetesObject,
  ): void {
    const beforeOwners = before?.metadata.ownerReferences;
    const afterOwners = after?.metadata.ownerReferences;
    if (beforeOwners === afterOwners) return;
    const key = `${address.resource}/${address.namespace}/${address.name}`;
    for (const owner of beforeOwners ?? []) {
      const dependents = this.#dependents.get(owner.uid);
      dependents?.delete(key);
      if (dependents?.size === 0) this.#dependents.delete(owner.uid);
    }
    for (const owner of afterOwners ?? []) {
      const dependents = this.#dependents.get(owner.uid);
      if (dependents) dependents.set(key, address);
      else this.#dependents.set(owner.uid, new Map([[key, address]]));
    }
  }
}
