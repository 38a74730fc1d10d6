import type { ContainerRun } from '@orrery/telemetry-model';

/** A longer run is not part of a crash loop. */
const LOOP_RUN_MS = 600_000;
/** More runs than this are not told one by one. */
const MAX_INVENTED = 50;

/**
 * Runs of a container before the first one that its status tells of: a status remembers how often a container was
 * restarted, but only the last run. They are spread evenly since the pod was made and end as the known one did; those
 * of a crash loop are as short as it. At most 50, the latest ones. O(count).
 */
export function inventedRuns(
  count: number,
  createdAtMs: number,
  known: readonly ContainerRun[],
): readonly ContainerRun[] {
  const [first] = known;
  if (count === 0 || first?.toMs === undefined) return [];
  const fromMs = createdAtMs + 2_000;
  const periodMs = (first.fromMs - fromMs) / count;
  if (periodMs < 4_000) return [];
  const lengthMs = first.toMs - first.fromMs;
  const runMs = Math.min(
    periodMs - 2_000,
    lengthMs < LOOP_RUN_MS ? lengthMs : Infinity,
  );
  const skipped = Math.max(0, count - MAX_INVENTED);
  return Array.from({ length: count - skipped }, (_, index) => {
    const startMs = Math.floor(fromMs + (skipped + index) * periodMs);
    return {
      fromMs: startMs,
      toMs: Math.floor(startMs + runMs),
      reason: first.reason,
      exitCode: first.exitCode,
    };
  });
}
