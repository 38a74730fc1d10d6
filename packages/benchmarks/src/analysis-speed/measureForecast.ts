import {
  applyForecast,
  fitForecast,
  forecastDistribution,
  recommendRequest,
} from '@orrery/analysis';
import type { SpeedRow } from './SpeedRow';

const hours = 912;
const warmUpRuns = 10;
const runs = 50;

/**
 * CPU time of one forecast of 48 hours with intervals, and of one request for a day, from 912 hours of traffic, and the size of the
 * fitted model. CPU time of this process counts, so a busy machine shows less than with the clock.
 */
export function measureForecast(): readonly SpeedRow[] {
  const series = Array.from({ length: 10 }, (_, seed) => trafficOf(seed));
  const forecastMs = cpuMsOf(run =>
    applyForecast(fitForecast(series[run % series.length]), { horizon: 48 }),
  );
  const requestMs = cpuMsOf(run =>
    recommendRequest(
      forecastDistribution(
        fitForecast(series[run % series.length], { horizon: 24 }),
        24,
      ),
    ),
  );
  const modelBytes = JSON.stringify(fitForecast(series[0])).length;
  return [
    {
      what: `forecast: CPU ms per series, ${hours} values, 48 ahead`,
      value: forecastMs.toFixed(1),
      target: '≤ 20',
    },
    {
      what: `right-sizing: CPU ms per request, ${hours} values`,
      value: requestMs.toFixed(1),
      target: '≤ 20',
    },
    {
      what: 'forecast: fitted model as JSON, bytes',
      value: modelBytes.toLocaleString('en'),
      target: '',
    },
  ];
}

function cpuMsOf(work: (run: number) => unknown): number {
  let startedAt = process.cpuUsage();
  for (let run = 0; run < warmUpRuns + runs; run++) {
    if (run === warmUpRuns) startedAt = process.cpuUsage();
    work(run);
  }
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1000 / runs;
}

/** A day, a weekend and noise that depends on nothing but its place. */
function trafficOf(seed: number): number[] {
  return Array.from({ length: hours }, (_, hour) => {
    const day = 1.3 + Math.sin((2 * Math.PI * hour) / 24 + seed);
    const weekend = hour % 168 >= 120 ? 0.6 : 1;
    const noise = Math.sin(hour * 12.9898 + seed * 78.233) * 43758.5453;
    return 100 * day * weekend * (0.9 + 0.2 * (noise - Math.floor(noise)));
  });
}
