import type { Pod } from '../../controllers/kinds/Pod';
import type {
  AfflictedRun,
  PodAfflictions,
} from '../../controllers/kubelet/PodAfflictions';
import type { Affliction } from './IncidentScene';

/** Collects what incidents make pods do, for the kubelets. */
export interface PodAfflictionBook extends PodAfflictions {
  /** Replaces what an incident makes pods do; undefined: nothing any more. */
  set(
    incident: string,
    of: ((pod: Pod, run: AfflictedRun) => Affliction | undefined) | undefined,
  ): void;
  /** Tells the kubelets to look at pods again. */
  notice(pods: readonly Pod[]): void;
}

/** An empty book. Where several incidents befall a container, the first one decides. O(incidents) per question. */
export function createPodAfflictions(): PodAfflictionBook {
  const sources = new Map<
    string,
    (pod: Pod, run: AfflictedRun) => Affliction | undefined
  >();
  const listeners = new Set<(pod: Pod) => void>();
  return {
    of: (pod, run) => {
      for (const of of sources.values()) {
        const affliction = of(pod, run);
        if (affliction) return affliction;
      }
      return undefined;
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    set: (incident, of) => {
      if (of) sources.set(incident, of);
      else sources.delete(incident);
    },
    notice: pods => {
      for (const listener of listeners) pods.forEach(listener);
    },
  };
}
