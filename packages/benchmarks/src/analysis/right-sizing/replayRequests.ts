import {
  fitForecast,
  forecastDistribution,
  recommendRequest,
  recommendVpa,
  VpaAggregate,
} from '@orrery/analysis';

import { RequestTally, type RequestOutcome } from './RequestTally';

const hoursPerDay = 24;
const hourMs = 3_600_000;
/** The memory window of the Vertical Pod Autoscaler: before that neither side is judged. */
const warmUpDays = 8;

/** Both sides over the same hours. */
export interface Replay {
  readonly ours: RequestOutcome;
  readonly vpa: RequestOutcome;
}

/**
 * Replays a series of CPU usage day by day: at each midnight both sides set the request for the next 24 hours from what they have
 * seen so far.
 *
 * - Shape: hourly usage, oldest first; `undefined` for less than nine whole days. The series is scaled to a mean of one core, so that
 *   the smallest bucket and the least recommendation of the Vertical Pod Autoscaler play no part.
 * - Unit: any; the outcome is in shares.
 * - Invalid input: values are finite and not negative, with a mean above 0.
 * - Errors: none.
 * - Cost: one forecast per day.
 * - Source: the target of the Vertical Pod Autoscaler with its request as the weight of a sample; ours is `recommendRequest`.
 */
export function replayRequests(usage: readonly number[]): Replay | undefined {
  const days = Math.floor(usage.length / hoursPerDay);
  if (days <= warmUpDays) return undefined;
  const mean = usage.reduce((sum, value) => sum + value, 0) / usage.length;
  const cores = usage.map(value => value / mean);
  const aggregate = new VpaAggregate();
  const vpa = new RequestTally();
  const ours = new RequestTally();
  let requestCores = 0;
  for (let day = 0; day < days; day++) {
    const hour = day * hoursPerDay;
    const today = cores.slice(hour, hour + hoursPerDay);
    if (day > 0) requestCores = recommendVpa(aggregate).target.cpuCores;
    if (day >= warmUpDays) {
      const model = fitForecast(cores.slice(0, hour), { horizon: hoursPerDay });
      const { request } = recommendRequest(
        forecastDistribution(model, hoursPerDay),
      );
      vpa.add(today, requestCores);
      ours.add(today, request);
    }
    for (const [i, cpuCores] of today.entries()) {
      const atMs = (hour + i) * hourMs;
      aggregate.addCpuSample({ atMs, cpuCores, requestCores });
    }
  }
  return { ours: ours.outcome(), vpa: vpa.outcome() };
}
