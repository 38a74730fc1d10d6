import { diskFillAt } from '../incident/diskFill';
import type { Incident } from '../incident/Incident';
import { fractionOf, hashText } from '../noise/hash';
import { valueNoise } from '../noise/valueNoise';
import type { WorldVolume } from '../world/TelemetryWorld';

const DAY_MS = 86_400_000;

/**
 * Bytes used on a volume at a moment: a level of its own that rises by the hour and falls when old data is dropped
 * (once every one to four days), and what a `disk-filling` incident takes of the rest. Never above the capacity; throws
 * nothing; O(incidents of the volume).
 */
export function createVolumeUsage(
  volume: WorldVolume,
  incidents: readonly Incident[],
): (timeMs: number) => number {
  const key = `${volume.namespace}/${volume.claim}`;
  const seed = hashText(`${key}/volume`);
  const level = 0.28 + 0.34 * fractionOf(`${key}/level`);
  const height = 0.03 + 0.1 * fractionOf(`${key}/height`);
  const periodMs = DAY_MS * (1 + 3 * fractionOf(`${key}/period`));
  const phase = fractionOf(`${key}/phase`);
  const fills = incidents.filter(
    ({ kind, target }) =>
      kind === 'disk-filling' &&
      target.kind === 'Volume' &&
      target.namespace === volume.namespace &&
      target.name === volume.claim,
  );
  return timeMs => {
    const tooth = timeMs / periodMs + phase;
    const usual =
      level +
      height * (tooth - Math.floor(tooth)) +
      0.006 * valueNoise(seed, timeMs / 1_500_000);
    let free = 1 - usual;
    for (const fill of fills) free *= 1 - diskFillAt(fill, timeMs);
    return Math.round(volume.capacityBytes * (1 - free));
  };
}
