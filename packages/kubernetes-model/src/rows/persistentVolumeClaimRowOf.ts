import { fieldAt, stringAt, stringsAt } from '../fields/fieldAt';
import type { KubernetesObject } from '../object/KubernetesObject';
import { bytesOf } from '../quantity/cpuCoresOf';
import type { PersistentVolumeClaimRow, RowBase } from './ResourceRow';

/** The row of a PersistentVolumeClaim; capacity and access modes are those of the bound volume, as kubectl prints. */
export function persistentVolumeClaimRowOf(
  base: RowBase,
  object: KubernetesObject,
): PersistentVolumeClaimRow {
  const volume = stringAt(object, 'spec', 'volumeName');
  const capacityBytes = volume
    ? bytesOf(fieldAt(object, 'status', 'capacity', 'storage'))
    : undefined;
  const storageClass =
    stringAt(
      object,
      'metadata',
      'annotations',
      'volume.beta.kubernetes.io/storage-class',
    ) ?? stringAt(object, 'spec', 'storageClassName');
  return {
    ...base,
    kind: 'PersistentVolumeClaim',
    phase:
      base.deletingSinceMs === undefined
        ? stringAt(object, 'status', 'phase') ?? ''
        : 'Terminating',
    ...(volume ? { volume } : {}),
    ...(capacityBytes === undefined ? {} : { capacityBytes }),
    accessModes: volume ? stringsAt(object, 'status', 'accessModes') : [],
    ...(storageClass ? { storageClass } : {}),
  };
}
