import type { Forecast } from '../forecast/Forecast';

/** A workload whose copies share its load. */
export interface ReplicasInput {
  readonly currentReplicas: number;
  /** Load of the whole workload now: cores, requests per second. */
  readonly currentLoad: number;
  /** Load that one copy should carry: for CPU, its request times the target utilisation. */
  readonly loadPerReplica: number;
  /** Forecast of the load of the whole workload; its `high` is what there is to be ready for. */
  readonly forecast?: Forecast;
  /** Length of a step of the forecast. */
  readonly stepMs?: number;
  /** Default 1 and 1000. */
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
}

/** How many copies a workload needs, and why. */
export interface ReplicasRecommendation {
  /** For the load of now. */
  readonly now: number;
  /** For the largest load of the forecast; absent without one. */
  readonly ahead?: number;
  /** Steps until the first load that `now` does not carry; absent when it carries all. */
  readonly neededInSteps?: number;
  readonly reason: string;
}

/** Within this share of the target nothing is changed. */
const tolerance = 0.1;

/**
 * Recommends copies for the load of now by the rule of the Horizontal Pod Autoscaler, and for the forecast by the largest load of
 * its interval.
 *
 * - Shape: whole numbers between min and max.
 * - Unit: copies; loads in one unit of the caller's.
 * - Invalid input: a load that is not a number, or negative, leaves the current number; with 0 copies now, load needs at least one.
 * - Errors: RangeError for a load per copy that is not above 0, or limits that are not whole or out of order.
 * - Cost: linear in the forecast.
 * - Source: desired = ceil(current x load / target) unless within 10 % (Kubernetes, Horizontal Pod Autoscaling, algorithm details).
 */
export function recommendReplicas({
  currentReplicas,
  currentLoad,
  loadPerReplica,
  forecast,
  stepMs = 3_600_000,
  minReplicas = 1,
  maxReplicas = 1000,
}: ReplicasInput): ReplicasRecommendation {
  const areLimits =
    Number.isInteger(minReplicas) &&
    Number.isInteger(maxReplicas) &&
    minReplicas >= 0 &&
    minReplicas <= maxReplicas;
  if (!(loadPerReplica > 0) || !areLimits) {
    throw new RangeError(
      `loadPerReplica must be above 0 and limits whole and in order, got ${loadPerReplica}, ${minReplicas} and ${maxReplicas}`,
    );
  }
  const within = (count: number) =>
    Math.max(minReplicas, Math.min(maxReplicas, count));
  const wantedFor = (load: number) => {
    if (!(load >= 0)) return currentReplicas;
    const ratio = load / (currentReplicas * loadPerReplica);
    const isClose = currentReplicas > 0 && Math.abs(ratio - 1) <= tolerance;
    return isClose ? currentReplicas : Math.ceil(load / loadPerReplica);
  };
  const wantedNow = wantedFor(currentLoad);
  const now = within(wantedNow);
  const reasons = [
    nowReason({ currentReplicas, currentLoad, loadPerReplica }, wantedNow, now),
  ];
  if (!forecast || forecast.high.length === 0) {
    return { now, reason: reasons.join('; ') };
  }
  const loads = forecast.high;
  const peak = loads.reduce((most, load) => Math.max(most, load), -Infinity);
  const wantedAhead = wantedFor(peak);
  const ahead = within(wantedAhead);
  const firstShort = loads.findIndex(load => within(wantedFor(load)) > now);
  const hours = (steps: number) => `${roundOf((steps * stepMs) / 3_600_000)} h`;
  reasons.push(
    firstShort >= 0
      ? `${ahead} by forecast: up to ${roundOf(peak)} within ${hours(
          loads.length,
        )}, more than ${now} carry from ${hours(firstShort + 1)} on`
      : `${ahead} by forecast: not more than ${roundOf(peak)} within ${hours(
          loads.length,
        )}`,
  );
  if (wantedAhead > ahead) reasons.push(`held at the limit of ${maxReplicas}`);
  return {
    now,
    ahead,
    ...(firstShort >= 0 ? { neededInSteps: firstShort + 1 } : {}),
    reason: reasons.join('; '),
  };
}

function nowReason(
  {
    currentReplicas,
    currentLoad,
    loadPerReplica,
  }: Pick<ReplicasInput, 'currentReplicas' | 'currentLoad' | 'loadPerReplica'>,
  wanted: number,
  now: number,
): string {
  if (!(currentLoad >= 0)) return `${now} now: the load is not known`;
  const share = currentLoad / (currentReplicas * loadPerReplica);
  const target =
    currentReplicas > 0
      ? `${roundOf(100 * share)} % of what ${currentReplicas} should carry`
      : 'and nothing runs';
  const limit = wanted === now ? '' : `, ${wanted} without the limits`;
  return `${now} now: a load of ${roundOf(currentLoad)} is ${target}${limit}`;
}

function roundOf(value: number): number {
  return Number(value.toPrecision(3));
}
