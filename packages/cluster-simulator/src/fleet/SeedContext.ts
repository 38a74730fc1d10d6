import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../store/ClusterStore';
import type { TypedStore } from '../controllers/TypedStore';
import type { ClusterBlueprint } from './ClusterBlueprint';
import type { PodPlacement } from './createPodPlacement';

/** What the seeding functions share while they fill one cluster. */
export interface SeedContext {
  readonly store: TypedStore;
  readonly cluster: ClusterBlueprint;
  readonly random: () => number;
  readonly nowMs: number;
  readonly placement: PodPlacement;
  /** Stores an object as it is, with its own creation time. */
  seed(resource: ResourceId, object: KubernetesObject): KubernetesObject;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A random moment between `fromMs` and `toMs` before now, in whole seconds. */
export function momentAgo(
  context: Pick<SeedContext, 'random' | 'nowMs'>,
  fromMs: number,
  toMs: number,
): number {
  const agoMs = fromMs + context.random() * (toMs - fromMs);
  return Math.floor((context.nowMs - agoMs) / 1_000) * 1_000;
}
