import { numberAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import { toTimestamp } from '../reconciling/toTimestamp';

export interface FluxCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration: number;
}

/** A condition without its times. */
export type Finding = Pick<
  FluxCondition,
  'type' | 'status' | 'reason' | 'message'
>;

export function isTrue(type: string, reason: string, message: string): Finding {
  return { type, status: 'True', reason, message };
}

export function isFalse(
  type: string,
  reason: string,
  message: string,
): Finding {
  return { type, status: 'False', reason, message };
}

export function isUnknown(
  type: string,
  reason: string,
  message: string,
): Finding {
  return { type, status: 'Unknown', reason, message };
}

/** First what people look at, then the rest by name. */
const order = ['Ready', 'Reconciling', 'Stalled'];

/**
 * The conditions of `status` with `findings` in the place of those of the same type and without `removed`. The time of
 * transition moves with the status of a condition alone.
 */
export function withConditions(
  status: unknown,
  findings: readonly Finding[],
  removed: readonly string[],
  at: { readonly nowMs: number; readonly generation: number },
): readonly FluxCondition[] {
  const before = parseConditions(status);
  const replaced = new Set([...removed, ...findings.map(each => each.type)]);
  const changed = findings.map((finding): FluxCondition => {
    const previous = before.find(each => each.type === finding.type);
    return {
      ...finding,
      lastTransitionTime:
        previous?.status === finding.status
          ? previous.lastTransitionTime
          : toTimestamp(at.nowMs),
      observedGeneration: at.generation,
    };
  });
  return [...before.filter(each => !replaced.has(each.type)), ...changed].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.type < b.type ? -1 : 1),
  );
}

export function conditionIn(
  status: unknown,
  type: string,
): FluxCondition | undefined {
  return parseConditions(status).find(each => each.type === type);
}

function parseConditions(status: unknown): readonly FluxCondition[] {
  return recordsAt(status, 'conditions').map(each => {
    const value = stringAt(each, 'status');
    return {
      type: stringAt(each, 'type') ?? '',
      status: value === 'True' || value === 'False' ? value : 'Unknown',
      reason: stringAt(each, 'reason') ?? '',
      message: stringAt(each, 'message') ?? '',
      lastTransitionTime: stringAt(each, 'lastTransitionTime') ?? '',
      observedGeneration: numberAt(each, 'observedGeneration') ?? 0,
    };
  });
}

function rankOf({ type }: FluxCondition): number {
  const rank = order.indexOf(type);
  return rank < 0 ? order.length : rank;
}
