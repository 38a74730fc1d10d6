import { rankRootCauses } from '@orrery/analysis';
import { generateIncident, seededRandom } from '@orrery/analysis/testing';

import type { SpeedRow } from './SpeedRow';

const services = 200;
const warmUpRuns = 5;
const runs = 20;

/**
 * CPU time of one root cause ranking, evidence included: 200 services with five metrics of 500 samples.
 * CPU time of this process counts, so a busy machine shows less than with the clock.
 */
export function measureRca(): readonly SpeedRow[] {
  const incidents = Array.from({ length: 5 }, (_, seed) =>
    generateIncident(seededRandom(seed), {
      serviceCount: services,
      normalSteps: 480,
      windowSteps: 20,
    }),
  );
  let startedAt = process.cpuUsage();
  for (let run = 0; run < warmUpRuns + runs; run++) {
    if (run === warmUpRuns) startedAt = process.cpuUsage();
    rankRootCauses(incidents[run % incidents.length].input);
  }
  const { user, system } = process.cpuUsage(startedAt);
  const ms = (user + system) / 1000 / runs;
  return [
    {
      what: `root cause: CPU ms per ranking, ${services} services × 5 metrics × 500 samples`,
      value: ms.toFixed(1),
      target: '≤ 50',
    },
  ];
}
