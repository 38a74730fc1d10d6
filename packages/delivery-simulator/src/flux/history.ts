import { numberAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import { toTimestamp } from '../reconciling/toTimestamp';
import { formatGoDuration } from './goDuration';

const LIMIT = 5;

export interface HistoryEntry {
  /** Of what was built. */
  readonly digest: string;
  /** Reason of the Ready condition that it ended with. */
  readonly status: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly nowMs: number;
  readonly durationMs: number;
}

/** `status.history` with one more reconciliation: those of the same content and outcome are counted, the newest is first. */
export function withHistory(
  status: unknown,
  entry: HistoryEntry,
): readonly Readonly<Record<string, unknown>>[] {
  const before = recordsAt(status, 'history');
  const same = before.find(
    each =>
      each.digest === entry.digest &&
      each.lastReconciledStatus === entry.status,
  );
  const at = toTimestamp(entry.nowMs);
  return [
    {
      digest: entry.digest,
      firstReconciled: stringAt(same, 'firstReconciled') ?? at,
      lastReconciled: at,
      lastReconciledDuration: formatGoDuration(entry.durationMs),
      lastReconciledStatus: entry.status,
      metadata: entry.metadata,
      totalReconciliations: (numberAt(same, 'totalReconciliations') ?? 0) + 1,
    },
    ...before.filter(each => each !== same),
  ].slice(0, LIMIT);
}
