import type { VpaAggregate } from './VpaAggregate';

/** The parameters of the recommender; defaults are those of kubernetes/autoscaler. */
export interface VpaOptions {
  readonly targetShare?: number;
  readonly lowerShare?: number;
  readonly upperShare?: number;
  /** Share of the usage that is added. */
  readonly marginShare?: number;
  /** Smallest recommendation for a pod, divided by its containers. */
  readonly podMinCpuMillicores?: number;
  readonly podMinMemoryMebibytes?: number;
  readonly containersPerPod?: number;
}

/** Amounts of one container. */
export interface ContainerResources {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** What the Vertical Pod Autoscaler would recommend. */
export interface VpaRecommendation {
  readonly target: ContainerResources;
  /** Below this a pod is evicted for more resources. */
  readonly lowerBound: ContainerResources;
  /** Above this a pod is evicted for fewer resources. */
  readonly upperBound: ContainerResources;
}

/** No amount is larger. */
const largestAmount = 1e14;

/**
 * The recommendation of the Vertical Pod Autoscaler for one container: quantiles of the decaying histograms plus a margin,
 * bounds that are wide while the history is short, at least the minimum. Amounts are whole millicores and bytes, cut at each
 * step as in the original.
 *
 * - Shape: target, lower and upper bound for CPU and memory.
 * - Unit: cores and bytes.
 * - Invalid input: an empty aggregate gives the minimum as target and lower bound; without history the upper bound is boundless (1e14).
 * - Errors: none.
 * - Cost: six walks over the buckets.
 * - Source: `CreatePodResourceRecommender` and the estimators of kubernetes/autoscaler: shares 0.9, 0.5 and 0.95, margin 15 %,
 *   multipliers (1 + 0.001 / days)^-2 and 1 + 1 / days.
 */
export function recommendVpa(
  aggregate: VpaAggregate,
  {
    targetShare = 0.9,
    lowerShare = 0.5,
    upperShare = 0.95,
    marginShare = 0.15,
    podMinCpuMillicores = 25,
    podMinMemoryMebibytes = 250,
    containersPerPod = 1,
  }: VpaOptions = {},
): VpaRecommendation {
  const days = aggregate.confidenceDays;
  const minCpu = amountOf(podMinCpuMillicores / containersPerPod);
  const minMemory = amountOf(
    (podMinMemoryMebibytes * 1024 * 1024) / containersPerPod,
  );
  const estimate = (base: number, multiplier: number, least: number) => {
    const amount = amountOf(base);
    const withMargin = amount + amountOf(amount * marginShare);
    return Math.max(amountOf(withMargin * multiplier), least);
  };
  const resources = (share: number, multiplier: number) => {
    const millicores = aggregate.cpu.quantile(share) * 1000;
    return {
      cpuCores: estimate(millicores, multiplier, minCpu) / 1000,
      memoryBytes: estimate(
        aggregate.memoryPeaks.quantile(share),
        multiplier,
        minMemory,
      ),
    };
  };
  return {
    target: resources(targetShare, 1),
    lowerBound: resources(lowerShare, (1 + 0.001 / days) ** -2),
    upperBound: resources(upperShare, 1 + 1 / days),
  };
}

/** A whole amount, cut; nothing times boundless is nothing. */
function amountOf(amount: number): number {
  return amount > 0 ? Math.min(largestAmount, Math.trunc(amount)) : 0;
}
