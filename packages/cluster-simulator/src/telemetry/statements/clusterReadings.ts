import { bytesOf, type KubernetesObject } from '@orrery/kubernetes-model';
import { stringAt } from '../../json/readJson';
import { createdSeconds, sayerOf, type Reading } from './Reading';

/** `kube_namespace_*`, but for its phase. */
export function readNamespace(namespace: KubernetesObject): readonly Reading[] {
  const say = sayerOf('namespace', namespace);
  const labels = Object.entries(namespace.metadata.labels ?? {}).map(
    ([key, value]) => [`label_${key.replace(/[^A-Za-z0-9]/g, '_')}`, value],
  );
  return [
    ...say('created', createdSeconds(namespace)),
    ...say('labels', 1, Object.fromEntries(labels)),
  ];
}

/** `kube_configmap_*` */
export function readConfigMap(configMap: KubernetesObject): readonly Reading[] {
  const say = sayerOf('configmap', configMap);
  return [...say('info', 1), ...say('created', createdSeconds(configMap))];
}

/** `kube_secret_*`: that there is one and of which type, never what is in it. */
export function readSecret(secret: KubernetesObject): readonly Reading[] {
  const say = sayerOf('secret', secret);
  return [
    ...say('info', 1),
    ...say('type', 1, { type: stringAt(secret, 'type') || 'Opaque' }),
  ];
}

/** `kube_storageclass_*` */
export function readStorageClass(
  storageClass: KubernetesObject,
): readonly Reading[] {
  const say = sayerOf('storageclass', storageClass);
  return [
    ...say('info', 1, {
      provisioner: stringAt(storageClass, 'provisioner'),
      reclaim_policy: stringAt(storageClass, 'reclaimPolicy'),
      volume_binding_mode: stringAt(storageClass, 'volumeBindingMode'),
    }),
    ...say('created', createdSeconds(storageClass)),
  ];
}

/** `kube_persistentvolume_*` */
export function readPersistentVolume(
  volume: KubernetesObject,
): readonly Reading[] {
  const say = sayerOf('persistentvolume', volume);
  const phase = stringAt(volume, 'status', 'phase');
  return [
    ...say('info', 1, {
      storageclass: stringAt(volume, 'spec', 'storageClassName'),
      csi_driver: stringAt(volume, 'spec', 'csi', 'driver'),
      csi_volume_handle: stringAt(volume, 'spec', 'csi', 'volumeHandle'),
    }),
    ...['Pending', 'Available', 'Bound', 'Released', 'Failed'].flatMap(each =>
      say('status_phase', each === phase ? 1 : 0, { phase: each }),
    ),
    ...say(
      'capacity_bytes',
      bytesOf(stringAt(volume, 'spec', 'capacity', 'storage') || undefined),
    ),
  ];
}
