import {
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { toTimestamp } from '../../reconciling/toTimestamp';
import type { Application } from '../application/Application';
import { revisionFields, type OperationState } from './OperationState';

/** The deployments of the past, oldest first; a dry run and a sync of chosen resources are none. */
export function historyAfter(
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
