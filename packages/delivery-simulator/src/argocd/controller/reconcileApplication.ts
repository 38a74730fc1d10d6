import {
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { mergePatchBetween } from '../../reconciling/mergePatchBetween';
import { refOf } from '../../reconciling/refOf';
import { toTimestamp } from '../../reconciling/toTimestamp';
import type { Application } from '../application/Application';
import { parseApplication } from '../application/parseApplication';
import {
  ARGO_EVENT_SOURCE,
  ARGO_MANAGER,
  ARGO_NAMESPACE,
  REFRESH,
  SKIP_RECONCILE,
} from '../argoKinds';
import { syncWindowVerdict } from '../windows/syncWindows';
import { destinationOf, projectOf, type ArgoContext } from './ArgoContext';
import { autoSyncDecision } from './autoSyncDecision';
import { deleteApplication } from './deleteApplication';
import {
  isCompleted,
  parseOperationState,
  revisionFields,
  toOperationState,
  type OperationState,
} from './OperationState';
import { refreshApplication, type Refreshed } from './refreshApplication';
import { isSameContent } from './isSameContent';
import { runOperation } from './runOperation';
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
    : await autoSync(context, application, refreshed, state);
  const nowMs = control.nowMs();
  const before = recordAt(object, 'status') ?? {};
  const next: JsonMap = {
    ...before,
    ...refreshed.fields,
    health: healthWithTime(before, refreshed.fields, nowMs),
    conditions: toConditions(
      before,
      [...refreshed.conditions, ...auto.conditions],
      nowMs,
    ),
    controllerNamespace: ARGO_NAMESPACE,
    ...(operated ? { operationState: toOperationState(operated.state) } : {}),
    ...(isDone ? { history: historyOf(application, operated.state) } : {}),
  };
  const isAsked = annotations[REFRESH] !== undefined;
  const change = mergePatchBetween(before, next);
  const isWritten =
    change !== undefined ||
    isRefresh ||
    isAsked ||
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
        ...(isAsked ? { metadata: { annotations: { [REFRESH]: null } } } : {}),
        ...(isDone ? { operation: null } : {}),
        ...(auto.operation ? { operation: auto.operation } : {}),
        status: isTerminated ? others : patch,
      },
      { manager: ARGO_MANAGER },
    );
    tell(context, object, before, next, isDone ? operated.state : undefined);
    if (auto.operation) {
      record(
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

interface AutoSync {
  readonly conditions: Refreshed['conditions'];
  readonly operation?: JsonMap;
  readonly againMs?: number;
}

async function autoSync(
  context: ArgoContext,
  application: Application,
  { comparison, revisions }: Refreshed,
  state: OperationState | undefined,
): Promise<AutoSync> {
  const { destination } = application;
  if (!comparison || comparison.status === 'Synced') return { conditions: [] };
  const nowMs = context.control.nowMs();
  const decision = autoSyncDecision({
    application,
    comparison,
    revisions,
    state,
    isSameContent: await isSameContent(context, application, revisions, state),
    nowMs,
  });
  switch (decision.kind) {
    case 'refuse':
      return { conditions: [decision.condition] };
    case 'wait':
      return { conditions: [], againMs: decision.delayMs };
    case 'sync': {
      const found = destinationOf(context, destination);
      const names = typeof found === 'string' ? [] : Object.values(found.names);
      const verdict = syncWindowVerdict(
        recordsAt(
          projectOf(context, application.project),
          'spec',
          'syncWindows',
        ),
        {
          application: application.name,
          namespace: destination.namespace,
          clusters: names,
        },
        false,
        nowMs,
      );
      if (verdict.canSync) {
        return { conditions: [], operation: decision.operation };
      }
      return {
        conditions: [],
        ...(verdict.untilMs === undefined
          ? {}
          : { againMs: verdict.untilMs - nowMs }),
      };
    }
    default:
      return { conditions: [] };
  }
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

/** The deployments of the past, oldest first; a dry run and a sync of chosen resources are none. */
function historyOf(
  { object, revisionHistoryLimit }: Application,
  state: OperationState,
): readonly JsonMap[] {
  const history = recordsAt(object, 'status', 'history');
  const { operation, syncResult, phase } = state;
  const isDeployment =
    phase === 'Succeeded' &&
    !isTrueAt(operation, 'sync', 'dryRun') &&
    recordsAt(operation, 'sync', 'resources').length === 0;
  if (!isDeployment || !syncResult) return history;
  const lastId = numberAt(history[history.length - 1], 'id');
  const isMultiSource = syncResult.sources !== undefined;
  const entry: JsonMap = {
    id: lastId === undefined ? 0 : lastId + 1,
    ...revisionFields(syncResult.revisions, isMultiSource),
    deployedAt: toTimestamp(state.finishedAtMs ?? state.startedAtMs),
    deployStartedAt: toTimestamp(state.startedAtMs),
    initiatedBy: recordAt(operation, 'initiatedBy') ?? {},
    ...(isMultiSource
      ? { sources: syncResult.sources }
      : { source: syncResult.source }),
  };
  return revisionHistoryLimit <= 0
    ? []
    : [...history, entry].slice(-revisionHistoryLimit);
}

/** Says in events what changed. */
function tell(
  context: ArgoContext,
  object: KubernetesObject,
  before: JsonMap,
  next: JsonMap,
  ended: OperationState | undefined,
): void {
  if (ended) {
    const isPartial =
      recordsAt(ended.operation, 'sync', 'resources').length > 0;
    const what = isPartial ? 'Partial sync operation' : 'Sync operation';
    const revisions = ended.syncResult?.revisions.join(', ');
    const to = revisions ? ` to ${revisions}` : '';
    const isGood = ended.phase === 'Succeeded';
    const how = isGood ? 'succeeded' : `failed: ${ended.message}`;
    record(
      context,
      object,
      isGood ? 'Normal' : 'Warning',
      'OperationCompleted',
      `${what}${to} ${how}`,
    );
  }
  for (const [field, words] of [
    ['sync', 'sync status'],
    ['health', 'health status'],
  ]) {
    const from = stringAt(before, field, 'status') ?? '';
    const to = stringAt(next, field, 'status') ?? '';
    if (from !== to) {
      record(
        context,
        object,
        'Normal',
        'ResourceUpdated',
        `Updated ${words}: ${from} -> ${to}`,
      );
    }
  }
}

function record(
  { control }: ArgoContext,
  regarding: KubernetesObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  control.recordEvent({
    regarding,
    type,
    reason,
    message,
    source: ARGO_EVENT_SOURCE,
  });
}
