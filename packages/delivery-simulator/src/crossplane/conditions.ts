import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toTimestamp } from '../reconciling/toTimestamp';
import { valueAt } from './composition/fieldPath';

/** A condition as Crossplane's runtime writes it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export function conditionsOf(object: KubernetesObject): readonly Condition[] {
  const found = valueAt(object, 'status.conditions');
  return Array.isArray(found) ? found : [];
}

export function isConditionTrue(
  object: KubernetesObject,
  type: string,
): boolean {
  return conditionsOf(object).some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/** The conditions with others set; a condition keeps its time as long as status, reason and message stay. */
export function withConditions(
  before: readonly Condition[],
  set: readonly Condition[],
  nowMs: number,
): readonly Condition[] {
  const kept = before.filter(
    ({ type }) => !set.some(condition => condition.type === type),
  );
  return [
    ...set.map(condition => {
      const previous = before.find(({ type }) => type === condition.type);
      const isSame =
        previous?.status === condition.status &&
        previous.reason === condition.reason &&
        previous.message === condition.message;
      return {
        ...condition,
        lastTransitionTime:
          (isSame ? previous.lastTransitionTime : undefined) ??
          condition.lastTransitionTime ??
          toTimestamp(nowMs),
      };
    }),
    ...kept,
  ].sort((a, b) => (a.type < b.type ? -1 : 1));
}

export const reconcileSuccess: Condition = {
  type: 'Synced',
  status: 'True',
  reason: 'ReconcileSuccess',
};

export function reconcileError(message: string): Condition {
  return { type: 'Synced', status: 'False', reason: 'ReconcileError', message };
}

export const reconcilePaused: Condition = {
  type: 'Synced',
  status: 'False',
  reason: 'ReconcilePaused',
  message: 'Reconciliation is paused via the pause annotation',
};
