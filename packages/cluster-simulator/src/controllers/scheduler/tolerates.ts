import type { Taint } from '../kinds/Node';
import type { Toleration } from '../kinds/Pod';

/** Whether a toleration covers a taint; an empty key with `Exists` covers all. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (!toleration.key) return toleration.operator === 'Exists';
  if (toleration.key !== taint.key) return false;
  return (
    toleration.operator === 'Exists' ||
    (toleration.value ?? '') === (taint.value ?? '')
  );
}

/** The first taint that keeps a pod with these tolerations off the node. */
export function untoleratedTaint(
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[] | undefined,
): Taint | undefined {
  return taints?.find(
    taint =>
      taint.effect !== 'PreferNoSchedule' &&
      !tolerations?.some(toleration => tolerates(toleration, taint)),
  );
}
