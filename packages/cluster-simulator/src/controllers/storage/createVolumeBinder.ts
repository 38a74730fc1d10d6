import { parseQuantity } from '@orrery/kubernetes-model';
import type { Controller, ControllerContext } from '../ControllerContext';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
} from '../kinds/PersistentVolumeClaim';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';

const COMPONENT = 'persistentvolume-controller';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
const PROVISION_MS = 1_500;

/** Binds claims to volumes that fit, provisions volumes for classes that can, and frees volumes of deleted claims. */
export function createVolumeBinder(context: ControllerContext): Controller {
  const { store, clock, events } = context;
  /** When a provisioning under way is done, by claim. */
  const dues = new Map<string, number>();

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `claim ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const claim = store.get('persistentvolumeclaims', namespace, name);
    if (!claim) {
      releaseVolumesOf(namespace, name);
      return;
    }
    if (claim.metadata.deletionTimestamp || claim.status?.phase === 'Bound')
      return;
    const volume = store
      .list('persistentvolumes')
      .find(each => isFor(each, claim) || isFree(each, claim));
    if (volume) bind(claim, volume);
    else provision(claim);
  }

  function bind(claim: PersistentVolumeClaim, volume: PersistentVolume) {
    const { namespace, name, uid } = claim.metadata;
    store.update('persistentvolumes', volume, current => ({
      ...current,
      spec: {
        ...current.spec,
        claimRef: {
          kind: 'PersistentVolumeClaim',
          apiVersion: 'v1',
          namespace,
          name,
          uid,
        },
      },
      status: { ...current.status, phase: 'Bound' },
    }));
    store.update('persistentvolumeclaims', claim, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: {
          ...current.metadata.annotations,
          'pv.kubernetes.io/bind-completed': 'yes',
          'pv.kubernetes.io/bound-by-controller': 'yes',
        },
      },
      spec: { ...current.spec, volumeName: volume.metadata.name },
      status: {
        ...current.status,
        phase: 'Bound',
        accessModes: volume.spec.accessModes,
        capacity: volume.spec.capacity,
      },
    }));
  }

  function provision(claim: PersistentVolumeClaim) {
    const className = claim.spec.storageClassName ?? '';
    const storageClass = store.get(
      'storageclasses.storage.k8s.io',
      undefined,
      className,
    );
    if (!storageClass) {
      const text = className
        ? `storageclass.storage.k8s.io "${className}" not found`
        : 'no persistent volumes available for this claim and no storage class is set';
      const isFault = className !== '';
      record(
        claim,
        isFault ? 'Warning' : 'Normal',
        isFault ? 'ProvisioningFailed' : 'FailedBinding',
        text,
      );
      queue.add(keyOf(claim), 60_000);
      return;
    }
    const node = claim.metadata.annotations?.[SELECTED_NODE];
    if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !node) {
      record(
        claim,
        'Normal',
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
      );
      return;
    }
    if (storageClass.provisioner === 'kubernetes.io/no-provisioner') return;
    const due = dues.get(keyOf(claim));
    if (due === undefined || due > clock.nowMs()) {
      dues.set(keyOf(claim), due ?? clock.nowMs() + PROVISION_MS);
      queue.add(keyOf(claim), PROVISION_MS);
      return;
    }
    dues.delete(keyOf(claim));
    const volume = volumeFor(claim, {
      provisioner: storageClass.provisioner,
      reclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
    });
    bind(claim, store.create('persistentvolumes', volume));
    record(
      claim,
      'Normal',
      'ProvisioningSucceeded',
      `Successfully provisioned volume ${volume.metadata.name}`,
    );
  }

  function releaseVolumesOf(namespace: string | undefined, name: string) {
    for (const volume of store.list('persistentvolumes')) {
      const { claimRef } = volume.spec;
      if (claimRef?.namespace !== namespace || claimRef?.name !== name)
        continue;
      if (volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
        store.delete('persistentvolumes', volume);
      } else {
        store.update('persistentvolumes', volume, current => ({
          ...current,
          status: { ...current.status, phase: 'Released' },
        }));
      }
    }
  }

  function record(
    claim: PersistentVolumeClaim,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) {
    return events.record(claim, {
      type,
      reason,
      message,
      component: COMPONENT,
    });
  }
  function addPending() {
    for (const claim of store.list('persistentvolumeclaims')) {
      if (claim.status?.phase !== 'Bound') queue.add(keyOf(claim));
    }
  }
  addPending();
  const unsubscribers = [
    store.subscribe('persistentvolumeclaims', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    store.subscribe('persistentvolumes', ({ kind, object }) => {
      if (kind === 'added' && !object.spec.claimRef) addPending();
    }),
    store.subscribe('storageclasses.storage.k8s.io', addPending),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

/** The volume that a provisioner makes for a claim, named after the claim's uid. */
export function volumeFor(
  claim: PersistentVolumeClaim,
  by: { readonly provisioner: string; readonly reclaimPolicy: string },
): PersistentVolume {
  const name = `pvc-${claim.metadata.uid}`;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name,
      annotations: { 'pv.kubernetes.io/provisioned-by': by.provisioner },
      finalizers: undefined,
    },
    spec: {
      accessModes: claim.spec.accessModes,
      capacity: { storage: claim.spec.resources?.requests?.storage ?? '1Gi' },
      storageClassName: claim.spec.storageClassName,
      persistentVolumeReclaimPolicy: by.reclaimPolicy,
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
      csi: { driver: by.provisioner, volumeHandle: name },
    },
    status: { phase: 'Available' },
  };
}

function isFor(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): boolean {
  const { claimRef } = volume.spec;
  return (
    claimRef?.name === claim.metadata.name &&
    claimRef.namespace === claim.metadata.namespace &&
    (claimRef.uid === undefined || claimRef.uid === claim.metadata.uid)
  );
}

function isFree(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): boolean {
  const wanted = claim.spec.resources?.requests?.storage ?? '0';
  return (
    volume.spec.claimRef === undefined &&
    volume.status?.phase === 'Available' &&
    (volume.spec.storageClassName ?? '') ===
      (claim.spec.storageClassName ?? '') &&
    (claim.spec.accessModes ?? []).every(mode =>
      volume.spec.accessModes?.includes(mode),
    ) &&
    parseQuantity(volume.spec.capacity?.storage ?? '0').nanos >=
      parseQuantity(wanted).nanos
  );
}
