import { toTimestamp } from '../controllers/ControllerContext';
import {
  controllerRevisionOf,
  templateRevision,
} from '../controllers/controllerRevisions';
import { parseKind } from '../controllers/TypedStore';
import {
  claimOf,
  claimTemplatesOf,
  statefulPodOf,
} from '../controllers/statefulset/statefulPodOf';
import { volumeFor } from '../controllers/storage/createVolumeBinder';
import type { Pod } from '../controllers/kinds/Pod';
import type { PersistentVolumeClaim } from '../controllers/kinds/PersistentVolumeClaim';
import type { StatefulSet } from '../controllers/kinds/StatefulSet';
import { podTemplateOf, selectorLabels, serviceLabels } from './podTemplateOf';
import type { ServiceBlueprint } from './ServiceBlueprint';
import { DAY_MS, momentAgo, type SeedContext } from './SeedContext';
import { seedPod } from './seedPod';

/** Stores a StatefulSet with its revision, bound claims, volumes and pods. */
export function seedStatefulSet(
  context: SeedContext,
  service: ServiceBlueprint,
  replicas: number,
): readonly Pod[] {
  const createdMs = momentAgo(context, 90 * DAY_MS, 500 * DAY_MS);
  const rolloutMs = momentAgo(context, 3 * DAY_MS, 60 * DAY_MS);
  const { name, namespace } = service;
  const set = parseKind(
    'statefulsets.apps',
    context.seed('statefulsets.apps', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {
        name,
        namespace,
        labels: serviceLabels(service),
        creationTimestamp: toTimestamp(createdMs),
      },
      spec: {
        replicas,
        serviceName: name,
        podManagementPolicy: name === 'kafka' ? 'Parallel' : 'OrderedReady',
        selector: { matchLabels: selectorLabels(service) },
        template: podTemplateOf(service, service.image),
        ...(service.storageGibibytes !== undefined && {
          volumeClaimTemplates: [claimTemplate(service.storageGibibytes)],
        }),
      },
    }),
  );
  const { template } = set.spec;
  const revision = `${name}-${templateRevision(template)}`;
  const record = controllerRevisionOf(set, template, 1);
  context.seed('controllerrevisions.apps', {
    ...record,
    metadata: { ...record.metadata, creationTimestamp: toTimestamp(createdMs) },
  });
  const pods = Array.from({ length: replicas }, (_, ordinal) => {
    for (const each of claimTemplatesOf(set)) {
      seedBoundClaim(context, claimOf(set, each, ordinal), createdMs);
    }
    return seedPod(context, statefulPodOf(set, ordinal, revision), {
      createdMs: rolloutMs + (replicas - ordinal) * 45_000,
    });
  });
  context.store.update('statefulsets.apps', set, latest => ({
    ...latest,
    status: {
      observedGeneration: 1,
      replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      currentReplicas: replicas,
      updatedReplicas: replicas,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
    },
  }));
  return pods;
}

function seedBoundClaim(
  context: SeedContext,
  claim: PersistentVolumeClaim,
  createdMs: number,
): void {
  const creationTimestamp = toTimestamp(createdMs);
  const stored = parseKind(
    'persistentvolumeclaims',
    context.seed('persistentvolumeclaims', {
      ...claim,
      metadata: { ...claim.metadata, creationTimestamp },
    }),
  );
  const volume = volumeFor(stored, {
    provisioner: 'csi.sim.example',
    reclaimPolicy: 'Delete',
  });
  const { namespace, name, uid } = stored.metadata;
  context.seed('persistentvolumes', {
    ...volume,
    metadata: { ...volume.metadata, creationTimestamp },
    spec: {
      ...volume.spec,
      claimRef: {
        kind: 'PersistentVolumeClaim',
        apiVersion: 'v1',
        namespace,
        name,
        uid,
      },
    },
    status: { phase: 'Bound' },
  });
  context.store.update('persistentvolumeclaims', stored, latest => ({
    ...latest,
    spec: { ...latest.spec, volumeName: volume.metadata.name },
    status: {
      phase: 'Bound',
      accessModes: latest.spec.accessModes,
      capacity: latest.spec.resources?.requests,
    },
  }));
}

function claimTemplate(
  gibibytes: number,
): NonNullable<StatefulSet['spec']['volumeClaimTemplates']>[number] {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: gibibytes > 100 ? 'ssd' : 'standard',
      resources: { requests: { storage: `${gibibytes}Gi` } },
      volumeMode: 'Filesystem',
    },
  };
}
