import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort, ObjectRef } from '../../cluster/ClusterPort';
import { ClusterRequestError } from '../../cluster/ClusterRequestError';
import { refOf } from '../../reconciling/refOf';
import { ARGO_MANAGER, LAST_APPLIED } from '../argoKinds';
import { predictLive } from '../compare/predictLive';
import { kubectlNameOf } from './kubectlNameOf';
import type { SyncOperation } from './SyncOperation';
import { isOptionOn, syncOptionsOf } from './syncOptionsOf';
import type { SyncResult, SyncTask } from './SyncTask';

type Outcome = Required<Pick<SyncResult, 'status' | 'message'>>;

/**
 * Does one task on the cluster: prune, or apply the way its options ask for (three-way merge, server-side, replace, force).
 * Never rejects: a refusal is the outcome, in the words of the API server.
 */
export async function applyTask(
  cluster: ClusterPort,
  task: SyncTask,
  operation: SyncOperation,
  dryRun: boolean,
): Promise<Outcome> {
  try {
    const suffix = dryRun ? ' (dry run)' : '';
    const outcome = task.desired
      ? await applyObject(cluster, task, task.desired, operation, dryRun)
      : await prune(cluster, task, operation, dryRun);
    return { ...outcome, message: outcome.message + suffix };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'SyncFailed', message: reason };
  }
}

async function prune(
  cluster: ClusterPort,
  { live }: SyncTask,
  operation: SyncOperation,
  dryRun: boolean,
): Promise<Outcome> {
  if (!live) return { status: 'Pruned', message: 'pruned' };
  const own = syncOptionsOf(live);
  if (own.get('prune') === 'false') {
    return { status: 'PruneSkipped', message: 'ignored (no prune)' };
  }
  if (!operation.prune) {
    return { status: 'PruneSkipped', message: 'ignored (requires pruning)' };
  }
  await cluster.delete(refOf(live), {
    manager: ARGO_MANAGER,
    dryRun,
    propagationPolicy: propagationOf(operation),
  });
  return { status: 'Pruned', message: 'pruned' };
}

async function applyObject(
  cluster: ClusterPort,
  task: SyncTask,
  desired: KubernetesObject,
  operation: SyncOperation,
  dryRun: boolean,
): Promise<Outcome> {
  const request = { manager: ARGO_MANAGER, dryRun };
  const own = syncOptionsOf(desired);
  const isOn = (name: string) => isOptionOn(name, own, operation.options);
  const ref = refOf(desired);
  const live = cluster.get(ref);
  const done = (verb: string): Outcome => ({
    status: 'Synced',
    message: `${kubectlNameOf(desired)} ${verb}`,
  });
  if (isOn('FailOnSharedResource') && task.sharedWith !== undefined) {
    return {
      status: 'SyncFailed',
      message: `Shared resource found: ${desired.kind}/${desired.metadata.name} is part of application ${task.sharedWith}`,
    };
  }
  if (isOn('ServerSideApply')) {
    await cluster.apply(desired, { ...request, force: true });
    return done('serverside-applied');
  }
  if (!live) {
    await cluster.create(withLastApplied(desired), request);
    return done('created');
  }
  const isForced = operation.force || isOn('Force');
  if (isOn('Replace')) {
    if (isForced) {
      await recreate(cluster, ref, desired, dryRun);
      return done('replaced');
    }
    const { resourceVersion } = live.metadata;
    const metadata = { ...desired.metadata, resourceVersion };
    await cluster.update({ ...desired, metadata }, request);
    return done('replaced');
  }
  const predicted = predictLive(
    desired,
    live,
    task.ignoredPaths,
    isOn('RespectIgnoreDifferences'),
  );
  if (!predicted.isChanged) return done('unchanged');
  try {
    await cluster.update(withLastApplied(predicted.object, desired), request);
  } catch (error) {
    if (!isForced || !isInTheWay(error)) throw error;
    await recreate(cluster, ref, desired, dryRun);
  }
  return done('configured');
}

/** As `--force` deletes: in the background, so that the name is free at once. */
async function recreate(
  cluster: ClusterPort,
  ref: ObjectRef,
  desired: KubernetesObject,
  dryRun: boolean,
): Promise<void> {
  const request = { manager: ARGO_MANAGER, dryRun };
  await cluster.delete(ref, { ...request, propagationPolicy: 'Background' });
  if (!dryRun) await cluster.create(withLastApplied(desired), request);
}

/** What another object of that name would not meet: a field that may not change, or somebody else's write. */
function isInTheWay(error: unknown): boolean {
  return (
    error instanceof ClusterRequestError &&
    (error.reason === 'Invalid' || error.reason === 'Conflict')
  );
}

/** As `kubectl apply` remembers what it applied, to know later what was taken out. */
function withLastApplied(
  object: KubernetesObject,
  applied = object,
): KubernetesObject {
  const annotations = { ...object.metadata.annotations };
  annotations[LAST_APPLIED] = `${JSON.stringify(applied)}\n`;
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function propagationOf(operation: SyncOperation) {
  switch (operation.options.get('prunepropagationpolicy')) {
    case 'background':
      return 'Background' as const;
    case 'orphan':
      return 'Orphan' as const;
    default:
      return 'Foreground' as const;
  }
}
