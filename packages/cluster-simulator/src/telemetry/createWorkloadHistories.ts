import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { GenerationStep, ReplicaStep } from '@orrery/telemetry-model';
import type { SimulationClock } from '../clock/SimulationClock';
import { toMs } from '../controllers/ControllerContext';
import type { ReplicaSet } from '../controllers/kinds/Deployment';
import type { TypedStore } from '../controllers/TypedStore';
import { numberAt } from '../json/readJson';

/** What a workload wanted over time. */
export interface WorkloadHistory {
  readonly wanted: readonly ReplicaStep[];
  readonly generations: readonly GenerationStep[];
}

/** A workload that is gone, as it was at the end. */
export interface GoneWorkload {
  readonly resource: WorkloadResource;
  readonly object: KubernetesObject;
  readonly deletedAtMs: number;
}

/** Kinds whose sizes are followed. */
export type WorkloadResource = (typeof WORKLOADS)[number];

/** How the workloads of a cluster changed since the simulator watches. */
export interface WorkloadHistories {
  of(object: KubernetesObject): WorkloadHistory;
  /** Oldest first; the oldest are forgotten. */
  gone(): readonly GoneWorkload[];
  /** What was observed of a workload since `observedSinceMs` is said to have happened at an earlier moment. */
  changedAt(uid: string, atMs: number, observedSinceMs: number): void;
  dispose(): void;
}

export const WORKLOADS = [
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
] as const;

const MAX_STEPS = 300;
const MAX_GONE = 500;

interface Steps {
  wanted: ReplicaStep[];
  generations: GenerationStep[];
}

/**
 * Remembers replicas and generations of workloads as they change, and workloads that were deleted. ReplicaSets that
 * were there from the beginning had the pods of their deployment until the next one was made. Bounded: 300 steps of a
 * workload, 500 that are gone. O(ReplicaSets) once, O(1) per change.
 */
export function createWorkloadHistories(
  store: TypedStore,
  clock: SimulationClock,
): WorkloadHistories {
  const histories = new Map<string, Steps>();
  let gone: GoneWorkload[] = [];
  for (const [uid, steps] of seededSteps(store)) histories.set(uid, steps);

  function historyOf(object: KubernetesObject): Steps {
    const { uid = '' } = object.metadata;
    const known = histories.get(uid);
    if (known) return known;
    const atMs = toMs(object.metadata.creationTimestamp);
    return {
      wanted: [{ atMs, replicas: replicasOf(object) }],
      generations: [{ atMs, generation: object.metadata.generation ?? 1 }],
    };
  }

  const undo = WORKLOADS.map(resource =>
    store.raw.subscribe(({ kind, object, previous }) => {
      const { uid = '', generation = 1 } = object.metadata;
      const atMs = clock.nowMs();
      if (kind === 'deleted') {
        gone.push({ resource, object, deletedAtMs: atMs });
        for (const { object: old } of gone.slice(0, -MAX_GONE))
          histories.delete(old.metadata.uid ?? '');
        gone = gone.slice(-MAX_GONE);
        return;
      }
      if (kind !== 'modified' || !previous) return;
      const replicas = replicasOf(object);
      const isResized = replicas !== replicasOf(previous);
      const isNext = generation !== (previous.metadata.generation ?? 1);
      if (!isResized && !isNext) return;
      const steps = historyOf(previous);
      histories.set(uid, {
        wanted: isResized
          ? [...steps.wanted, { atMs, replicas }].slice(-MAX_STEPS)
          : steps.wanted,
        generations: isNext
          ? [...steps.generations, { atMs, generation }].slice(-MAX_STEPS)
          : steps.generations,
      });
    }, resource),
  );

  return {
    of: historyOf,
    gone: () => gone,
    changedAt: (uid, atMs, observedSinceMs) => {
      const steps = histories.get(uid);
      if (!steps) return;
      const moved = <S extends { readonly atMs: number }>(list: readonly S[]) =>
        list.map(step =>
          step.atMs >= observedSinceMs ? { ...step, atMs } : step,
        );
      histories.set(uid, {
        wanted: moved(steps.wanted),
        generations: moved(steps.generations),
      });
    },
    dispose: () => undo.forEach(each => each()),
  };
}

/** Pods that a workload wants; of a DaemonSet, the nodes it runs on. */
function replicasOf(object: KubernetesObject): number {
  return object.kind === 'DaemonSet'
    ? numberAt(object, 'status', 'desiredNumberScheduled') ?? 0
    : numberAt(object, 'spec', 'replicas') ?? 1;
}

function seededSteps(store: TypedStore): ReadonlyMap<string, Steps> {
  const steps = new Map<string, Steps>();
  const revisions = new Map<string, ReplicaSet[]>();
  for (const each of store.list('replicasets.apps')) {
    const owner = each.metadata.ownerReferences?.find(one => one.controller);
    if (!owner) continue;
    const known = revisions.get(owner.uid);
    if (known) known.push(each);
    else revisions.set(owner.uid, [each]);
  }
  for (const deployment of store.list('deployments.apps')) {
    const own = [...(revisions.get(deployment.metadata.uid ?? '') ?? [])].sort(
      (a, b) =>
        toMs(a.metadata.creationTimestamp) - toMs(b.metadata.creationTimestamp),
    );
    const { generation: last = 1 } = deployment.metadata;
    const replicas = deployment.spec.replicas ?? 1;
    own.forEach((each, index) => {
      const atMs = toMs(each.metadata.creationTimestamp);
      const next = own[index + 1];
      const isOld = next !== undefined && replicasOf(each) === 0;
      steps.set(each.metadata.uid ?? '', {
        generations: [{ atMs, generation: each.metadata.generation ?? 1 }],
        wanted: isOld
          ? [
              { atMs, replicas },
              { atMs: toMs(next.metadata.creationTimestamp), replicas: 0 },
            ]
          : [{ atMs, replicas: replicasOf(each) }],
      });
    });
    steps.set(deployment.metadata.uid ?? '', {
      wanted: [{ atMs: toMs(deployment.metadata.creationTimestamp), replicas }],
      generations: own.map((each, index) => ({
        atMs: toMs(each.metadata.creationTimestamp),
        generation: Math.max(1, last - (own.length - 1 - index)),
      })),
    });
  }
  return steps;
}
