import { isDeepStrictEqual } from 'node:util';
import { fieldAt, numberAt } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import type { Application } from '../application/Application';
import type { Comparison, ConditionText } from '../compare/Comparison';
import {
  isCompleted,
  revisionFields,
  type OperationState,
} from './OperationState';

/** What automated sync does now. */
export type AutoSyncDecision =
  | { readonly kind: 'none' }
  | { readonly kind: 'wait'; readonly delayMs: number }
  | { readonly kind: 'refuse'; readonly condition: ConditionText }
  | { readonly kind: 'sync'; readonly operation: JsonMap };

/** What it is decided upon. */
export interface AutoSyncRequest {
  readonly application: Application;
  readonly comparison: Comparison;
  readonly revisions: readonly string[];
  readonly state: OperationState | undefined;
  /** Nothing that matters has changed since the revision of the last operation. */
  readonly isSameContent: boolean;
  readonly nowMs: number;
}

const NONE: AutoSyncDecision = { kind: 'none' };
/** Back-off of self-healing (`controller.self.heal.backoff.*` of Argo CD 3). */
const HEAL_DELAY_MS = 2_000;
const HEAL_FACTOR = 3;
const MAX_HEAL_DELAY_MS = 300_000;
const HEAL_COOLDOWN_MS = 330_000;
const RETRY_LIMIT = 5;

/**
 * Whether an Application that is out of sync syncs by itself. A revision that was tried already is not tried again:
 * after a failure that is said in a condition, after a success only what drifted is healed, with back-off. Source:
 * Argo CD's `appcontroller.autoSync`.
 */
export function autoSyncDecision(request: AutoSyncRequest): AutoSyncDecision {
  const { application, comparison, revisions, state, nowMs } = request;
  const { automated } = application;
  if (!automated || comparison.status !== 'OutOfSync') return NONE;
  if (state && !isCompleted(state.phase)) return NONE;
  const outOfSync = comparison.resources.filter(
    each => each.status === 'OutOfSync',
  );
  const onlyExtra = outOfSync.every(each => each.requiresPruning);
  if (!automated.prune && onlyExtra) return NONE;
  const isTried = wasTried(request);
  if (isTried && state?.phase !== 'Succeeded') {
    return {
      kind: 'refuse',
      condition: {
        type: 'SyncError',
        message: `Failed last sync attempt to [${revisions.join(' ')}]: ${
          state?.message
        }`,
      },
    };
  }
  if (isTried && !automated.selfHeal) return NONE;
  const attempts = isTried ? healAttempts(state, nowMs) : 0;
  if (isTried && state?.finishedAtMs !== undefined) {
    const delayMs = Math.min(
      HEAL_DELAY_MS * HEAL_FACTOR ** attempts,
      MAX_HEAL_DELAY_MS,
    );
    const waitMs = state.finishedAtMs + delayMs - nowMs;
    if (waitMs > 0) return { kind: 'wait', delayMs: waitMs };
  }
  const wipesOut =
    comparison.resources.length > 0 &&
    comparison.resources.every(each => each.requiresPruning || each.isHook);
  if (automated.prune && !automated.allowEmpty && wipesOut) {
    return {
      kind: 'refuse',
      condition: {
        type: 'SyncError',
        message: `Skipping sync attempt to ${revisions.join(
          ' ',
        )}: auto-sync will wipe out all resources`,
      },
    };
  }
  return {
    kind: 'sync',
    operation: {
      initiatedBy: { automated: true },
      retry: application.retry
        ? rawRetryOf(application)
        : { limit: RETRY_LIMIT },
      sync: {
        ...revisionsOf(application, revisions),
        prune: automated.prune,
        ...(application.syncOptions.length > 0
          ? { syncOptions: application.syncOptions }
          : {}),
        ...(isTried
          ? {
              autoHealAttemptsCount: attempts + 1,
              resources: outOfSync.map(({ name }) => name),
            }
          : {}),
      },
    },
  };
}

/** Whether the last operation went to the same revision of the same sources. */
function wasTried({
  application,
  revisions,
  state,
  isSameContent,
}: AutoSyncRequest): boolean {
  const result = state?.syncResult;
  if (!result) return false;
  const isSameRevision = isDeepStrictEqual(result.revisions, revisions);
  if (!isSameRevision && !isSameContent) return false;
  return application.isMultiSource
    ? isSame(
        result.sources,
        application.sources.map(each => each.raw),
      )
    : isSame(result.source, application.sources[0]?.raw);
}

function isSame(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(
    JSON.parse(JSON.stringify(left ?? null)),
    JSON.parse(JSON.stringify(right ?? null)),
  );
}

/** Healing starts anew when the last one is long past. */
function healAttempts(
  state: OperationState | undefined,
  nowMs: number,
): number {
  const isCool = nowMs - (state?.finishedAtMs ?? 0) > HEAL_COOLDOWN_MS;
  return isCool
    ? 0
    : numberAt(state?.operation, 'sync', 'autoHealAttemptsCount') ?? 0;
}

function rawRetryOf({ object }: Application): unknown {
  return fieldAt(object, 'spec', 'syncPolicy', 'retry');
}

function revisionsOf(application: Application, revisions: readonly string[]) {
  const fields = revisionFields(revisions, application.isMultiSource);
  return application.isMultiSource ? { revisions: fields.revisions } : fields;
}
