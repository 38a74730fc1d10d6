import type { TelemetryWorld } from './TelemetryWorld';

/** Whether the next world differs in its statements at most: every other field is the same object. O(fields). */
export function isRestated(
  world: TelemetryWorld,
  next: TelemetryWorld,
): boolean {
  const fields = new Map<string, unknown>(Object.entries(next));
  const before = Object.entries(world);
  return (
    before.length === fields.size &&
    before.every(
      ([name, value]) => name === 'statements' || fields.get(name) === value,
    )
  );
}
