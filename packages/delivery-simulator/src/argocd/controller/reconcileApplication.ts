import { isDeepStrictEqual } from 'node:util';
import {
  recordAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { mergePatchBetween } from '../../reconciling/mergePatchBetween';
import { refOf } from '../../reconciling/refOf';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { parseApplication } from '../application/parseApplication';
import {
  ARGO_MANAGER,
  ARGO_NAMESPACE,
  REFRESH,
  SKIP_RECONCILE,
} from '../argoKinds';
import type { ArgoContext } from './ArgoContext';
import { deleteApplication } from './deleteApplication';
import {
  isCompleted,
  parseOperationState,
  toOperationState,
  type OperationState,
} from './OperationState';
import { planAutoSync, type AutoSync } from './planAutoSync';
import { refreshApplication, type Refreshed } from './refreshApplication';
import { historyAfter } from './historyAfter';
import { runOperation } from './runOperation';
import { finalizersWithHooks } from './runPostDeleteHooks';
import { recordEvent, tellChanges } from './tellChanges';
import { toConditions } from './toConditions';

/**
 * Brings one Application forward: a step of its operation, a comparison, automated sync, all in one write. Returns after
 * how long it wants to be called again, whatever happens before.
 *
 * @param isRefresh - somebody asked, or the sources or the Application changed: `reconciledAt` moves even if nothing else does
 */
export async function reconcileApplication(
  context: ArgoContext,
  object: KubernetesObject,
  isRefresh: boolean,
): Promise<number | undefined> {
  const application = parseApplication(object);
  if (object.metadata.deletionTimestamp) {
    await deleteApplication(context, application);
    return undefined;
  }
  const annotations = object.metadata.annotations ?? {};
  if (annotations[SKIP_RECONCILE] === 'true') return undefined;
  const { control } = context;
  const started = await startOperation(context, object);
  const operated =
    started && (await runOperation(context, application, started));
  const state = operated?.state ?? parseOperationState(object.status);
  const refreshed = await refreshApplication(context, application);
  const isDone = operated !== undefined && isCompleted(operated.state.phase);
  // What follows the end of an operation is decided upon what that end has written.
  const auto: AutoSync = operated
    ? { conditions: [], ...(isDone ? { againMs: 1 } : {}) }
    : await planAutoSync(context, application, refreshed, state);
  const nowMs = control.nowMs();
  const before = recordAt(object, 'status') ?? {};
  const conditions = toConditions(
    before,
    [...refreshed.conditions, ...auto.conditions],
    nowMs,
  );
  const next: JsonMap = {
    ...before,
    ...refreshed.fields,
    health: healthWithTime(before, refreshed.fields, nowMs),
    conditions: conditions.length > 0 ? conditions : undefined,
    controllerNamespace: ARGO_NAMESPACE,
    ...(operated ? { operationState: toOperationState(operated.state) } : {}),
    ...(isDone ? { history: historyAfter(application, operated.state) } : {}),
  };
  const isAsked = annotations[REFRESH] !== undefined;
  const finalizers = changedFinalizers(object, refreshed);
  const change = mergePatchBetween(before, next);
  const isWritten =
    change !== undefined ||
    isRefresh ||
    isAsked ||
    finalizers !== undefined ||
    auto.operation !== undefined;
  if (isWritten) {
    const status = { ...next, reconciledAt: toTimestamp(nowMs) };
    const current = control.get(refOf(object));
    // Who asked to terminate meanwhile is not overruled.
    const isTerminated =
      stringAt(current, 'status', 'operationState', 'phase') ===
        'Terminating' && !isDone;
    const patch = recordAt(mergePatchBetween(before, status)) ?? {};
    const { operationState, ...others } = patch;
    await control.mergePatch(
      refOf(object),
      {
        metadata: {
          ...(isAsked ? { annotations: { [REFRESH]: null } } : {}),
          ...(finalizers ? { finalizers } : {}),
        },
        ...(isDone ? { operation: null } : {}),
        ...(auto.operation ? { operation: auto.operation } : {}),
        status: isTerminated ? others : patch,
      },
      { manager: ARGO_MANAGER },
    );
    tellChanges(
      context,
      object,
      before,
      next,
      isDone ? operated.state : undefined,
    );
    if (auto.operation) {
      recordEvent(
        context,
        object,
        'Normal',
        'OperationStarted',
        `Initiated automated sync to '${refreshed.revisions.join(', ')}'`,
      );
    }
  }
  const delays = [operated?.againMs, auto.againMs].filter(
    (each): each is number => each !== undefined,
  );
  return delays.length > 0 ? Math.min(...delays) : undefined;
}

/** The state of the operation that runs, or of the one that was asked for. */
async function startOperation(
  context: ArgoContext,
  object: KubernetesObject,
): Promise<OperationState | undefined> {
  const operation = recordAt(object, 'operation');
  if (!operation) return undefined;
  const state = parseOperationState(object.status);
  if (state && !isCompleted(state.phase)) return state;
  return {
    operation,
    phase: 'Running',
    message: '',
    startedAtMs: context.control.nowMs(),
    retryCount: 0,
  };
}

/** The finalizers that its hooks ask for, where these are others than it has. */
function changedFinalizers(
  { metadata: { finalizers = [] } }: KubernetesObject,
  { comparison }: Refreshed,
): readonly string[] | undefined {
  if (!comparison) return undefined;
  const wanted = finalizersWithHooks(
    finalizers,
    comparison.postDeleteHooks.length > 0,
  );
  return isDeepStrictEqual(wanted, finalizers) ? undefined : wanted;
}

function healthWithTime(
  before: JsonMap,
  fields: JsonMap,
  nowMs: number,
): JsonMap {
  const status = stringAt(fields, 'health', 'status');
  const isSame = stringAt(before, 'health', 'status') === status;
  return {
    ...recordAt(fields, 'health'),
    lastTransitionTime:
      (isSame && stringAt(before, 'health', 'lastTransitionTime')) ||
      toTimestamp(nowMs),
  };
}
