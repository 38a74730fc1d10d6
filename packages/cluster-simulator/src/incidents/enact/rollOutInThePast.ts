import { toTimestamp } from '../../controllers/ControllerContext';
import { deploymentStatus } from '../../controllers/deployment/deploymentStatus';
import {
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  rolloutLimits,
  sizeOf,
} from '../../controllers/deployment/planRollout';
import {
  isSameTemplate,
  replicaSetAnnotations,
  replicaSetOf,
  REVISION,
  revisionOf,
} from '../../controllers/deployment/replicaSetOf';
import type {
  Deployment,
  ReplicaSet,
} from '../../controllers/kinds/Deployment';
import type { Node } from '../../controllers/kinds/Node';
import type { Pod } from '../../controllers/kinds/Pod';
import type { ContainerPhase } from '../../controllers/kubelet/containerRuntime';
import { isPodReady } from '../../controllers/podState';
import { podTemplateHash } from '../../controllers/podTemplateHash';
import { parseKind } from '../../controllers/TypedStore';
import { createFreeNodes } from './freeNode';
import { createPastPod } from './createPastPod';
import type { IncidentScene } from './IncidentScene';
import { replicaSetsOf } from './podsOfTarget';
import { recordImageFailures } from './recordImageFailures';
import { removePod } from './removePod';
import type { Rollout } from './rollOut';

/** From one replaced pod to the next. */
const STEP_MS = 2_500;
const PROGRESS_DEADLINE_SECONDS = 600;

/**
 * Writes what the controllers would have made of a template that changed a while ago: its ReplicaSet, pods that replaced
 * others one after the other, statuses and events. A stuck rollout stops where its limits stop it. O(pods).
 */
export function rollOutInThePast(
  scene: IncidentScene,
  deployment: Deployment,
  rollout: Rollout,
): void {
  const { store } = scene;
  const owned = replicaSetsOf(store, deployment);
  const target = targetOf(scene, deployment, owned, rollout.atMs);
  const old = owned.filter(
    each => each.metadata.uid !== target.metadata.uid && sizeOf(each) > 0,
  );
  const present = old.flatMap(each =>
    store.controlledBy('pods', each.metadata.uid),
  );
  const limits = rolloutLimits(deployment);
  const isStuck = rollout.stuck !== undefined;
  const added = isStuck
    ? Math.min(limits.replicas, limits.maxSurge + limits.maxUnavailable)
    : limits.replicas;
  const gone = isStuck
    ? sickestFirst(present).slice(
        0,
        Math.max(0, present.length - (limits.replicas - limits.maxUnavailable)),
      )
    : present;
  const freeNode = createFreeNodes(store);
  const stepMs = Math.min(
    STEP_MS,
    (0.6 * (scene.nowMs() - rollout.atMs)) / Math.max(1, added),
  );
  for (let turn = 0; turn < added; turn++) {
    const node = nodeOf(scene, gone[turn]) ?? freeNode(podLike(target));
    if (!node) continue;
    createPastPod(scene, target, {
      node,
      createdMs: Math.floor(rollout.atMs + 1_000 + turn * stepMs),
      phase: isStuck ? waitingForImage(scene) : undefined,
    });
  }
  gone.forEach((pod, turn) =>
    removePod(scene, pod, Math.floor(rollout.atMs + 8_000 + turn * stepMs)),
  );
  const endMs = Math.floor(rollout.atMs + 12_000 + added * stepMs);
  settle(scene, deployment, target, old, rollout, endMs);
  if (isStuck)
    for (const pod of store.controlledBy('pods', target.metadata.uid))
      recordImageFailures(scene, pod, rollout.atMs + 2_000);
}

/** The ReplicaSet of the present template: an old one that comes back, or a new one. */
function targetOf(
  scene: IncidentScene,
  deployment: Deployment,
  owned: readonly ReplicaSet[],
  atMs: number,
): ReplicaSet {
  const { store } = scene;
  const revision = Math.max(0, ...owned.map(revisionOf)) + 1;
  const known = owned.find(each =>
    isSameTemplate(each.spec.template, deployment.spec.template),
  );
  const wanted =
    known ??
    replicaSetOf(
      deployment,
      podTemplateHash(
        deployment.spec.template,
        deployment.status?.collisionCount,
      ),
      revision,
      0,
    );
  const stored =
    known ??
    store.raw.create(
      'replicasets.apps',
      {
        ...wanted,
        metadata: { ...wanted.metadata, creationTimestamp: toTimestamp(atMs) },
      },
      { seeding: true },
    );
  store.update('deployments.apps', deployment, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: {
        ...current.metadata.annotations,
        [REVISION]: String(revision),
      },
    },
  }));
  store.update('replicasets.apps', stored, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: {
        ...current.metadata.annotations,
        ...replicaSetAnnotations(deployment, revision),
      },
    },
  }));
  return parseKind('replicasets.apps', stored);
}

/** Sizes and statuses of the ReplicaSets, the status of the deployment, and its events. */
function settle(
  scene: IncidentScene,
  deployment: Deployment,
  target: ReplicaSet,
  old: readonly ReplicaSet[],
  rollout: Rollout,
  endMs: number,
): void {
  const { store } = scene;
  const { replicas, maxSurge } = rolloutLimits(deployment);
  for (const replicaSet of [...old, target]) {
    const pods = store.controlledBy('pods', replicaSet.metadata.uid);
    const size = pods.length;
    const ready = pods.filter(isPodReady).length;
    const before = replicaSet === target ? 0 : sizeOf(replicaSet);
    store.update('replicasets.apps', replicaSet, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: {
          ...current.metadata.annotations,
          [DESIRED_REPLICAS]: String(replicas),
          [MAX_REPLICAS]: String(replicas + maxSurge),
        },
      },
      spec: { ...current.spec, replicas: size },
      status: {
        ...current.status,
        replicas: size,
        fullyLabeledReplicas: size,
        readyReplicas: ready,
        availableReplicas: ready,
        observedGeneration: (current.metadata.generation ?? 1) + 1,
      },
    }));
    scene.past.resizedAt(
      replicaSet.metadata.uid ?? '',
      replicaSet === target ? rollout.atMs : endMs,
    );
    if (before === size) continue;
    const direction = size > before ? 'up' : 'down';
    scene.record(
      deployment,
      {
        type: 'Normal',
        reason: 'ScalingReplicaSet',
        message: `Scaled ${direction} replica set ${replicaSet.metadata.name} from ${before} to ${size}`,
        component: 'deployment-controller',
      },
      { atMs: replicaSet === target ? rollout.atMs + 1_000 : endMs },
    );
  }
  const deadlineSeconds =
    deployment.spec.progressDeadlineSeconds ?? PROGRESS_DEADLINE_SECONDS;
  const deadlineMs = endMs + deadlineSeconds * 1_000;
  scene.past.resizedAt(deployment.metadata.uid ?? '', rollout.atMs);
  const moments = [rollout.atMs + 1_000, endMs, deadlineMs];
  for (const atMs of moments.filter(each => each <= scene.nowMs())) {
    const owned = replicaSetsOf(store, deployment);
    const current = owned.find(
      each => each.metadata.uid === target.metadata.uid,
    );
    store.update('deployments.apps', deployment, latest => ({
      ...latest,
      status: deploymentStatus(
        latest,
        current,
        owned.filter(each => each !== current),
        atMs,
      ),
    }));
  }
}

function sickestFirst(pods: readonly Pod[]): readonly Pod[] {
  return [...pods].sort(
    (a, b) => Number(isPodReady(a)) - Number(isPodReady(b)),
  );
}

function nodeOf(scene: IncidentScene, pod: Pod | undefined): Node | undefined {
  return pod?.spec.nodeName
    ? scene.store.get('nodes', undefined, pod.spec.nodeName)
    : undefined;
}

/** What the scheduler looks at. */
function podLike(replicaSet: ReplicaSet): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: replicaSet.metadata.name },
    spec: replicaSet.spec.template.spec,
  };
}

function waitingForImage(scene: IncidentScene): ContainerPhase {
  return {
    kind: 'pullBackOff',
    attempt: 6,
    untilMs: scene.nowMs() + 60_000,
  };
}
