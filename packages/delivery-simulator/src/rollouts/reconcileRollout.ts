import { stringAt, type KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { patchStatus } from '../reconciling/patchStatus';
import { reconcileBlueGreen } from './blue-green/reconcileBlueGreen';
import { reconcileCanary } from './canary/reconcileCanary';
import { invalidStatus } from './concludeStatus';
import { podTemplateHash } from './podTemplateHash';
import { replicaSetsOf, type ReplicaSets } from './ReplicaSet';
import { restartPods } from './restartPods';
import { parseRollout, type Rollout } from './Rollout';
import { MANAGER, type RolloutContext } from './RolloutContext';
import { isHealthy } from './rolloutConditions';
import { rolloutPhase } from './rolloutPhase';
import { rolloutProblem, workloadRefOf } from './rolloutProblem';
import type { RolloutStatus } from './RolloutStatus';

/** Brings a Rollout one step further; resolves with the delay after which it wants another look in any case. */
export async function reconcileRollout(
  cluster: ClusterPort,
  object: KubernetesObject,
): Promise<number | undefined> {
  if (object.metadata.deletionTimestamp) return undefined;
  const ref = workloadRefOf(object);
  const workload =
    ref && cluster.get({ ...ref, namespace: object.metadata.namespace });
  const rollout = parseRollout(object, workload);
  const nowMs = cluster.nowMs();
  let wakeMs: number | undefined;
  const context: RolloutContext = {
    cluster,
    rollout,
    nowMs,
    record: (type, reason, message) =>
      cluster.recordEvent({
        regarding: object,
        type,
        reason,
        message,
        source: MANAGER,
      }),
    wakeAt: atMs => {
      wakeMs = Math.min(wakeMs ?? Infinity, atMs);
    },
  };
  const status = await nextStatus(context);
  await patchStatus(
    cluster,
    object,
    {
      ...status,
      ...(workload
        ? {
            workloadObservedGeneration: String(
              workload.metadata.generation ?? 1,
            ),
          }
        : {}),
    },
    MANAGER,
  );
  if (workload) await retireWorkload(context, workload, status);
  return wakeMs === undefined ? undefined : wakeMs - nowMs;
}

async function nextStatus(context: RolloutContext): Promise<RolloutStatus> {
  const { cluster, rollout } = context;
  const invalid = rolloutProblem(cluster, rollout);
  if (invalid) return invalidStatus(context, invalid.reason, invalid.problem);
  const { collisionCount, stableRS } = rollout.status;
  const hash = podTemplateHash(rollout.template, collisionCount);
  const sets = replicaSetsOf(cluster, rollout.object, hash, stableRS);
  try {
    const status = await followStrategy(context, sets, hash);
    const restarted = await restartPods(context, sets, status);
    const aborted = abortStuck(rollout, restarted);
    return { ...aborted, ...rolloutPhase(rollout, aborted) };
  } catch (error) {
    const isTaken =
      error instanceof ClusterRequestError && error.reason === 'AlreadyExists';
    if (!isTaken) throw error;
    // Somebody else's ReplicaSet has the name: the next round hashes differently.
    return { ...rollout.status, collisionCount: (collisionCount ?? 0) + 1 };
  }
}

async function followStrategy(
  context: RolloutContext,
  sets: ReplicaSets,
  hash: string,
): Promise<RolloutStatus> {
  const { strategy, status } = context.rollout;
  switch (strategy?.kind) {
    case 'blueGreen':
      return reconcileBlueGreen(context, strategy, sets, hash);
    case 'canary':
      return reconcileCanary(context, strategy, sets, hash);
    default:
      return status;
  }
}

/** `progressDeadlineAbort`: a stuck update is aborted, by the same switch that people use. */
function abortStuck(rollout: Rollout, status: RolloutStatus): RolloutStatus {
  const isStuck = status.conditions?.some(
    each => each.reason === 'ProgressDeadlineExceeded',
  );
  return rollout.progressDeadlineAbort && isStuck && !status.abort
    ? { ...status, abort: true }
    : status;
}

/** `workloadRef.scaleDown: onsuccess`: the Deployment gives its pods up once the Rollout has its own. */
async function retireWorkload(
  { cluster, rollout }: RolloutContext,
  workload: KubernetesObject,
  status: RolloutStatus,
): Promise<void> {
  const mode = stringAt(rollout.object, 'spec', 'workloadRef', 'scaleDown');
  const replicas = stringAt(workload, 'kind') === 'Deployment' ? 0 : undefined;
  if (
    (mode !== 'onsuccess' && mode !== 'progressively') ||
    replicas === undefined ||
    !isHealthy(rollout, status)
  ) {
    return;
  }
  await cluster.mergePatch(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: rollout.namespace,
      name: workload.metadata.name,
    },
    { spec: { replicas } },
    { manager: MANAGER },
  );
}
