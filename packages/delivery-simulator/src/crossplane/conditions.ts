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

/**
 * The conditions with others set, each in its place and new ones at the end, as crossplane-runtime sets them; a condition
 * keeps its time as long as status, reason and message stay.
 */
export function withConditions(
  before: readonly Condition[],
  set: readonly Condition[],
  nowMs: number,
): readonly Condition[] {
  const timed = set.map(condition => {
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
  });
  const isNew = ({ type }: Condition) =>
    !before.some(each => each.type === type);
  return [
    ...before.map(each => timed.find(({ type }) => type === each.type) ?? each),
    ...timed.filter(isNew),
  ];
}

export const reconcileSuccess: Condition = {
  type: 'Synced',
  status: 'True',
  reason: 'ReconcileSuccess',
};

export function reconcileError(message: string): Condition {
  return { type: 'Synced', status: 'False', reason: 'ReconcileError', message };
}

/** Of a managed resource; Crossplane's own resources say more. */
export const reconcilePaused: Condition = {
  type: 'Synced',
  status: 'False',
  reason: 'ReconcilePaused',
};

export const compositePaused: Condition = {
  ...reconcilePaused,
  message:
    'Reconciliation (including deletion) is paused via the pause annotation',
};
