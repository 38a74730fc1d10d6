import type { Pod } from '../kinds/Pod';
import type { ContainerBehaviour } from './containerBehaviour';

/** One run of a container's process. */
export interface AfflictedRun {
  readonly container: string;
  readonly restartCount: number;
  readonly startedAtMs: number;
}

/** What something outside a pod makes its containers do: kubelets follow it as if image and command said so. */
export interface PodAfflictions {
  /** Undefined while nothing ails the container; the same run at the same time gets the same answer. */
  of(
    pod: Pod,
    run: AfflictedRun,
  ): Pick<ContainerBehaviour, 'probeFailure' | 'exit'> | undefined;
  /** Told of pods whose affliction changed; it must not write before it returns. */
  subscribe(listener: (pod: Pod) => void): () => void;
}
