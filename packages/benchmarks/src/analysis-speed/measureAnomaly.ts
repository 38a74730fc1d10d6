import { createAnomalyDetector } from '@orrery/analysis';
import type { SpeedRow } from './SpeedRow';

const streams = 1000;
const samplesPerStream = 1500;
const warmUpSamples = 300;
const stepMs = 300_000;

/**
 * Points per second of one core over 1 000 interleaved streams with daily seasons and noise, and the state of the largest of them as JSON.
 * CPU time of this process counts, so a busy machine shows less than with the clock.
 */
export function measureAnomaly(): readonly SpeedRow[] {
  const detectors = Array.from({ length: streams }, () =>
    createAnomalyDetector(),
  );
  let startedAt = process.cpuUsage();
  for (let i = 0; i < samplesPerStream; i++) {
    if (i === warmUpSamples) startedAt = process.cpuUsage();
    detectors.forEach((detector, stream) =>
      detector.update({ timeMs: i * stepMs, value: valueOf(stream, i) }),
    );
  }
  const { user, system } = process.cpuUsage(startedAt);
  const points = streams * (samplesPerStream - warmUpSamples);
  const perSecond = Math.round((points * 1e6) / (user + system));
  const stateBytes = Math.max(
    ...detectors.map(detector => JSON.stringify(detector.state()).length),
  );
  return [
    {
      what: `anomaly: points/s per core, ${streams} interleaved streams`,
      value: perSecond.toLocaleString('en'),
      target: '≥ 200,000',
    },
    {
      what: 'anomaly: largest state of a stream as JSON, bytes',
      value: stateBytes.toLocaleString('en'),
      target: '≤ 20,480',
    },
  ];
}

/** A daily wave with noise that depends on nothing but its place. */
function valueOf(stream: number, i: number): number {
  const wave = Math.sin((2 * Math.PI * i * stepMs) / 86_400_000 + stream);
  const noise = Math.sin(i * 12.9898 + stream * 78.233) * 43758.5453;
  return 100 + 20 * wave + 10 * (noise - Math.floor(noise));
}
