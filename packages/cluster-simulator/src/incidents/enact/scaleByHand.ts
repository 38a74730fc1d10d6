import { toTimestamp } from '../../controllers/ControllerContext';
import { deploymentStatus } from '../../controllers/deployment/deploymentStatus';
import {
  DESIRED_REPLICAS,
  sizeOf,
} from '../../controllers/deployment/planRollout';
import type { Deployment } from '../../controllers/kinds/Deployment';
import { isPodReady } from '../../controllers/podState';
import type { Enactment, IncidentScene } from './IncidentScene';
import { deploymentOfTarget, replicaSetsOf } from './podsOfTarget';
import { removePod } from './removePod';

/** A change younger than this is left to the controllers. */
const LIVE_MS = 20_000;

/** Drift: somebody halves the replicas with `kubectl edit`, whatever git says. Mended by scaling back, if it still is so. */
export function scaleByHand(scene: IncidentScene): Enactment {
  const { incident, store } = scene;
  const before = deploymentOfTarget(scene).spec.replicas ?? 1;
  const halved = Math.ceil(before / 2);

  function edit(replicas: number, atMs: number): void {
    store.update('deployments.apps', deploymentOfTarget(scene), current => ({
      ...current,
      metadata: {
        ...current.metadata,
        managedFields: [
          ...(current.metadata.managedFields ?? []),
          {
            manager: 'kubectl-edit',
            operation: 'Update',
            apiVersion: 'apps/v1',
            time: toTimestamp(atMs),
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:spec': { 'f:replicas': {} } },
          },
        ],
      },
      spec: { ...current.spec, replicas },
    }));
  }

  /** What the controllers would have done by now. */
  function shrinkInThePast(deployment: Deployment): void {
    const [present] = replicaSetsOf(store, deployment).filter(
      each => sizeOf(each) > 0,
    );
    if (!present) return;
    const from = sizeOf(present);
    store
      .controlledBy('pods', present.metadata.uid)
      .slice(halved)
      .forEach(pod => removePod(scene, pod, incident.startMs + 1_000));
    const left = store.controlledBy('pods', present.metadata.uid);
    store.update('replicasets.apps', present, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: {
          ...current.metadata.annotations,
          [DESIRED_REPLICAS]: String(halved),
        },
      },
      spec: { ...current.spec, replicas: halved },
      status: {
        ...current.status,
        replicas: left.length,
        fullyLabeledReplicas: left.length,
        readyReplicas: left.filter(isPodReady).length,
        availableReplicas: left.filter(isPodReady).length,
      },
    }));
    scene.past.resizedAt(present.metadata.uid ?? '', incident.startMs);
    scene.record(
      deployment,
      {
        type: 'Normal',
        reason: 'ScalingReplicaSet',
        message: `Scaled down replica set ${present.metadata.name} from ${from} to ${halved}`,
        component: 'deployment-controller',
      },
      { atMs: incident.startMs },
    );
    const owned = replicaSetsOf(store, deployment);
    const current = owned.find(
      each => each.metadata.uid === present.metadata.uid,
    );
    store.update('deployments.apps', deployment, latest => ({
      ...latest,
      status: deploymentStatus(
        latest,
        current,
        owned.filter(each => each !== current),
        incident.startMs + 3_000,
      ),
    }));
  }

  return {
    begin: () => {
      edit(halved, incident.startMs);
      const isPast = scene.nowMs() - incident.startMs >= LIVE_MS;
      if (isPast) shrinkInThePast(deploymentOfTarget(scene));
      const { uid = '' } = deploymentOfTarget(scene).metadata;
      scene.past.resizedAt(uid, incident.startMs);
    },
    end: atMs => {
      if (deploymentOfTarget(scene).spec.replicas === halved)
        edit(before, atMs);
    },
  };
}
