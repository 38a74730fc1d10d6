import {
  groupOf,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ObjectRef } from '../cluster/ClusterPort';

/** One object of `status.inventory.entries`: `shop_web_apps_Deployment` and its version. */
export interface InventoryEntry {
  readonly id: string;
  readonly v: string;
}

export function toEntry(object: KubernetesObject): InventoryEntry {
  const { apiVersion = '', kind = '', metadata } = object;
  const group = groupOf(apiVersion);
  // A colon may stand in names of RBAC kinds, an underscore may not.
  const name = metadata.name.replaceAll(':', '__');
  return {
    id: `${metadata.namespace ?? ''}_${name}_${group}_${kind}`,
    v: apiVersion.slice(apiVersion.indexOf('/') + 1),
  };
}

/** Undefined for an id that is none. */
export function parseEntry({ id, v }: InventoryEntry): ObjectRef | undefined {
  const kindAt = id.lastIndexOf('_');
  const groupAt = id.lastIndexOf('_', kindAt - 1);
  const nameAt = id.indexOf('_');
  if (nameAt < 0 || groupAt <= nameAt) return undefined;
  const group = id.slice(groupAt + 1, kindAt);
  const namespace = id.slice(0, nameAt);
  return {
    apiVersion: group === '' ? v : `${group}/${v}`,
    kind: id.slice(kindAt + 1),
    ...(namespace === '' ? {} : { namespace }),
    name: id.slice(nameAt + 1, groupAt).replaceAll('__', ':'),
  };
}

export function inventoryOf(
  owner: KubernetesObject,
): readonly InventoryEntry[] {
  return recordsAt(owner, 'status', 'inventory', 'entries').map(each => ({
    id: stringAt(each, 'id') ?? '',
    v: stringAt(each, 'v') ?? '',
  }));
}
