import { recordsAt } from '@orrery/kubernetes-model';
import { refOf } from '../../reconciling/refOf';
import type { Application } from '../application/Application';
import { ARGO_MANAGER } from '../argoKinds';
import { compareApplication } from '../compare/compareApplication';
import { permitsResource, projectProblems } from '../project/AppProject';
import { advanceSync } from '../sync/advanceSync';
import { planSync } from '../sync/planSync';
import { parseSyncOperation, type SyncOperation } from '../sync/SyncOperation';
import type { SyncTask } from '../sync/SyncTask';
import { taskKeyOf, resultKeyOf } from '../sync/SyncTask';
import { instanceNameOf } from '../tracking/trackingIdOf';
import { syncWindowVerdict } from '../windows/syncWindows';
import {
  destinationOf,
  projectOf,
  type ArgoContext,
  type Destination,
} from './ArgoContext';
import { ended, failed, retryAtOf, type OperationStep } from './endOperation';
import type { OperationState } from './OperationState';
import { terminateOperation } from './terminateOperation';

/** Between two waves (`ARGOCD_SYNC_WAVE_DELAY`). */
const WAVE_DELAY_MS = 2_000;

/** Does one step of a running operation: waits for a retry or a window, ends it on request, else syncs. */
export async function runOperation(
  context: ArgoContext,
  application: Application,
  state: OperationState,
): Promise<OperationStep> {
  const nowMs = context.control.nowMs();
  const operation = parseSyncOperation(state.operation, application);
  const retryAtMs = retryAtOf(state, operation);
  if (state.phase === 'Terminating') {
    return terminateOperation(context, application, state);
  }
  if (retryAtMs !== undefined && nowMs < retryAtMs) {
    return { state, againMs: retryAtMs - nowMs };
  }
  const destination = destinationOf(context, application.destination);
  if (typeof destination === 'string') {
    return ended(context, state, 'Error', destination);
  }
  const project = projectOf(context, application.project);
  const problems = projectProblems(project, application, destination.names);
  if (!project || problems.length > 0) {
    const message = `InvalidSpecError: ${problems.join('; ')}`;
    return ended(context, state, 'Error', message);
  }
  const verdict = syncWindowVerdict(
    recordsAt(project, 'spec', 'syncWindows'),
    {
      application: application.name,
      namespace: application.destination.namespace,
      clusters: Object.values(destination.names),
    },
    !operation.isAutomated,
    nowMs,
  );
  if (!verdict.canSync) {
    return {
      state: { ...state, message: 'Sync operation blocked by sync window' },
      ...(verdict.untilMs === undefined
        ? {}
        : { againMs: verdict.untilMs - nowMs }),
    };
  }
  const { finishedAtMs, ...fresh } = state;
  const current: OperationState =
    retryAtMs === undefined ? state : { ...fresh, syncResult: undefined };
  return sync(context, application, current, operation, destination, name =>
    permitsResource(project, name, destination.names),
  );
}

async function sync(
  context: ArgoContext,
  application: Application,
  state: OperationState,
  operation: SyncOperation,
  destination: Destination,
  isPermitted: Parameters<typeof advanceSync>[0]['isPermitted'],
): Promise<OperationStep> {
  const { cluster, live } = destination;
  let desired;
  try {
    desired = await context.reader.read({
      application,
      sources: operation.sources,
      revisions: state.syncResult?.revisions ?? operation.revisions,
      destination: cluster,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `ComparisonError: Failed to load target state: ${reason}`;
    return failed(context, state, operation, 'Error', message);
  }
  const results = state.syncResult?.results ?? [];
  const tasks = planTasks(
    application,
    state,
    operation,
    destination,
    compareApplication({
      application,
      desired: desired.objects,
      tracked: live.tracked(instanceNameOf(application)),
      cluster,
    }),
    desired.revisions[0] ?? '',
  );
  const step = await advanceSync({
    cluster,
    operation,
    tasks,
    results,
    isPermitted,
    project: application.project,
    createsNamespace: tasks.some(
      each => each.phase === 'PreSync' && each.name.kind === 'Namespace',
    ),
  });
  const next: OperationState = {
    ...state,
    message: step.message,
    syncResult: {
      revisions: desired.revisions,
      results: step.results,
      ...(operation.isMultiSource
        ? { sources: operation.sources.map(each => each.raw) }
        : { source: operation.sources[0]?.raw }),
    },
  };
  if (step.phase === 'Running') {
    return step.hasMore
      ? { state: next, againMs: WAVE_DELAY_MS }
      : { state: next };
  }
  await deleteHooks(destination, tasks, next);
  return step.phase === 'Succeeded'
    ? ended(context, next, 'Succeeded', step.message)
    : failed(context, next, operation, 'Failed', step.message);
}

function planTasks(
  application: Application,
  state: OperationState,
  operation: SyncOperation,
  { cluster }: Destination,
  comparison: ReturnType<typeof compareApplication>,
  revision: string,
): readonly SyncTask[] {
  const touched = new Set((state.syncResult?.results ?? []).map(resultKeyOf));
  const namespace = application.destination.namespace;
  const ref = { apiVersion: 'v1', kind: 'Namespace', name: namespace };
  return planSync({
    application,
    operation,
    comparison,
    revision,
    startedAtMs: state.startedAtMs,
    hasNamespace:
      cluster.get(ref) !== undefined &&
      !touched.has(`PreSync /Namespace//${namespace}`),
    isTouched: ({ name }) => touched.has(taskKeyOf({ phase: 'Sync', name })),
  });
}

/** Takes hooks away that ended as their policies say. */
async function deleteHooks(
  { cluster }: Destination,
  tasks: readonly SyncTask[],
  state: OperationState,
): Promise<void> {
  const phases = new Map(
    (state.syncResult?.results ?? []).map(each => [
      resultKeyOf(each),
      each.hookPhase,
    ]),
  );
  for (const task of tasks) {
    const phase = phases.get(taskKeyOf(task));
    const policy = phase === 'Succeeded' ? 'HookSucceeded' : 'HookFailed';
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (isOver && task.desired && task.hook?.deletePolicies.includes(policy)) {
      await cluster.delete(refOf(task.desired), {
        manager: ARGO_MANAGER,
        propagationPolicy: 'Background',
      });
    }
  }
}
