import {
  numberAt,
  parseTimeMs,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { toTimestamp } from '../../reconciling/toTimestamp';
import type { OperationPhase, SyncResult } from '../sync/SyncTask';

/** `status.operationState`, read. */
export interface OperationState {
  readonly operation: JsonMap;
  readonly phase: OperationPhase;
  readonly message: string;
  readonly startedAtMs: number;
  readonly finishedAtMs?: number;
  readonly retryCount: number;
  readonly syncResult?: {
    readonly revisions: readonly string[];
    readonly results: readonly SyncResult[];
    /** `source` or `sources`, as they were then. */
    readonly source?: unknown;
    readonly sources?: unknown;
  };
}

const PHASES: readonly OperationPhase[] = [
  'Running',
  'Terminating',
  'Failed',
  'Error',
  'Succeeded',
];

/** Whether an operation of that phase is over. */
export function isCompleted(phase: OperationPhase): boolean {
  return phase !== 'Running' && phase !== 'Terminating';
}

/** Reads the state that a status keeps; undefined when there is none. */
export function parseOperationState(
  status: unknown,
): OperationState | undefined {
  const state = recordAt(status, 'operationState');
  const phase = PHASES.find(each => each === state?.phase);
  if (!state || !phase) return undefined;
  const result = recordAt(state, 'syncResult');
  const single = stringAt(result, 'revision');
  const finishedAtMs = parseTimeMs(stringAt(state, 'finishedAt'));
  return {
    operation: recordAt(state, 'operation') ?? {},
    phase,
    message: stringAt(state, 'message') ?? '',
    startedAtMs: parseTimeMs(stringAt(state, 'startedAt')) ?? 0,
    ...(finishedAtMs === undefined ? {} : { finishedAtMs }),
    retryCount: numberAt(state, 'retryCount') ?? 0,
    ...(result
      ? {
          syncResult: {
            revisions: single ? [single] : stringsAt(result, 'revisions'),
            results: parseResults(result),
            source: result.source,
            sources: result.sources,
          },
        }
      : {}),
  };
}

/** As the status keeps it. */
export function toOperationState(state: OperationState): JsonMap {
  const { syncResult, finishedAtMs, retryCount } = state;
  return {
    operation: state.operation,
    phase: state.phase,
    message: state.message,
    startedAt: toTimestamp(state.startedAtMs),
    ...(finishedAtMs === undefined
      ? {}
      : { finishedAt: toTimestamp(finishedAtMs) }),
    ...(retryCount > 0 ? { retryCount } : {}),
    ...(syncResult
      ? {
          syncResult: {
            ...revisionFields(
              syncResult.revisions,
              syncResult.sources !== undefined,
            ),
            resources: syncResult.results,
            ...(syncResult.sources === undefined
              ? { source: syncResult.source }
              : { sources: syncResult.sources }),
          },
        }
      : {}),
  };
}

/** One revision for one source, a list for several. */
export function revisionFields(
  revisions: readonly string[],
  isMultiSource: boolean,
): JsonMap {
  return isMultiSource
    ? { revision: '', revisions }
    : { revision: revisions[0] ?? '' };
}

function parseResults(result: JsonMap): readonly SyncResult[] {
  return recordsAt(result, 'resources').map(entry => {
    const text = (field: string) => stringAt(entry, field) ?? '';
    const images = stringsAt(entry, 'images');
    const { status, hookPhase, hookType, syncPhase } =
      entry as unknown as SyncResult;
    return {
      group: text('group'),
      kind: text('kind'),
      namespace: text('namespace'),
      name: text('name'),
      version: text('version'),
      message: text('message'),
      ...(status ? { status } : {}),
      ...(hookPhase ? { hookPhase } : {}),
      ...(hookType ? { hookType } : {}),
      syncPhase: syncPhase ?? 'Sync',
      ...(images.length > 0 ? { images } : {}),
    };
  });
}
