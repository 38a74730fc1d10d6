import type { PodAfflictions } from './PodAfflictions';

/** Several sources of afflictions as one; the first that knows of a container decides. */
export function joinAfflictions(
  sources: readonly PodAfflictions[],
): PodAfflictions {
  return {
    of: (pod, run) => {
      for (const source of sources) {
        const affliction = source.of(pod, run);
        if (affliction) return affliction;
      }
      return undefined;
    },
    subscribe: listener => {
      const unsubscribers = sources.map(source => source.subscribe(listener));
      return () => unsubscribers.forEach(unsubscribe => unsubscribe());
    },
  };
}
