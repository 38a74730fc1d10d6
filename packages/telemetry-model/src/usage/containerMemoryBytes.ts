import { fractionOf, hashText } from '../noise/hash';
import { valueNoise } from '../noise/valueNoise';
import type { Runtime } from '../world/WorldService';
import type { ContainerRun } from '../world/WorldPod';

/** How memory of a runtime behaves: share of the request when settled, and of that the part that collects and falls. */
interface MemoryHabit {
  readonly settled: number;
  readonly spread: number;
  /** Height of the garbage collector's saw. */
  readonly saw: number;
  readonly sawMs: number;
  readonly warmMs: number;
}

const MINUTE_MS = 60_000;

const HABITS: Readonly<Record<Runtime, MemoryHabit>> = {
  go: { settled: 0.45, spread: 0.3, saw: 0.07, sawMs: 95_000, warmMs: 90_000 },
  jvm: {
    settled: 0.72,
    spread: 0.18,
    saw: 0.22,
    sawMs: 6 * MINUTE_MS,
    warmMs: 4 * MINUTE_MS,
  },
  node: {
    settled: 0.52,
    spread: 0.26,
    saw: 0.12,
    sawMs: 3 * MINUTE_MS,
    warmMs: 2 * MINUTE_MS,
  },
  python: {
    settled: 0.6,
    spread: 0.22,
    saw: 0.03,
    sawMs: 9 * MINUTE_MS,
    warmMs: 5 * MINUTE_MS,
  },
  nginx: {
    settled: 0.35,
    spread: 0.2,
    saw: 0.01,
    sawMs: 5 * MINUTE_MS,
    warmMs: 30_000,
  },
  postgres: {
    settled: 0.75,
    spread: 0.15,
    saw: 0.02,
    sawMs: 5 * MINUTE_MS,
    warmMs: 25 * MINUTE_MS,
  },
  redis: {
    settled: 0.6,
    spread: 0.25,
    saw: 0.02,
    sawMs: 60 * MINUTE_MS,
    warmMs: 40 * MINUTE_MS,
  },
  kafka: {
    settled: 0.78,
    spread: 0.12,
    saw: 0.12,
    sawMs: 11 * MINUTE_MS,
    warmMs: 12 * MINUTE_MS,
  },
};
/** A run that follows a kill for memory within this time is leaking too. */
const SAME_LEAK_MS = 15 * MINUTE_MS;

/**
 * The working set of a container: grows to its level after each start, rises and falls with its garbage collector,
 * drifts a little, and climbs steadily to its limit in runs that end (or will end, or follow one that ended) as
 * OOMKilled. Bytes; never above the limit; the same answer for the same moment; throws nothing. O(1) per question.
 */
export function containerMemoryBytes(options: {
  readonly key: string;
  readonly service: string;
  readonly version: string;
  readonly runtime: Runtime;
  readonly requestBytes: number;
  readonly limitBytes?: number;
  readonly runs: readonly ContainerRun[];
}): (run: ContainerRun, timeMs: number) => number {
  const { key, service, version, runtime, requestBytes, runs } = options;
  const limitBytes = options.limitBytes ?? requestBytes * 2;
  const habit = HABITS[runtime];
  const seed = hashText(`${key}/memory`);
  const release = 0.95 + 0.1 * fractionOf(`${service}/${version}/memory`);
  const settled =
    release *
    (habit.settled +
      habit.spread *
        (0.7 * fractionOf(`${service}/memory`) +
          0.3 * fractionOf(`${key}/memory`)));
  const sawMs = habit.sawMs * (0.7 + 0.6 * fractionOf(`${key}/saw`));
  const phase = fractionOf(`${key}/phase`);
  const leaks = new Map(runs.map(run => [run, leakOf(run, runs)]));

  return (run, timeMs) => {
    const runningMs = Math.max(0, timeMs - run.fromMs);
    const drift =
      0.03 * valueNoise(seed, timeMs / (7 * MINUTE_MS)) +
      0.04 * valueNoise(seed + 1, timeMs / (190 * MINUTE_MS));
    const tooth = timeMs / sawMs + phase;
    const saw = habit.saw * (tooth - Math.floor(tooth) - 0.5);
    const warm = 1 - 0.55 * Math.exp(-runningMs / habit.warmMs);
    const usual = requestBytes * (settled + saw + drift) * warm;
    const leak = leaks.get(run);
    if (!leak) return Math.round(Math.min(limitBytes * 0.97, usual));
    const part = Math.max(
      0,
      Math.min(1, (timeMs - leak.fromMs) / leak.lengthMs),
    );
    return Math.round(usual + (limitBytes - usual) * part ** 1.15);
  };
}

/** From when and for how long a run leaks. */
function leakOf(
  run: ContainerRun,
  runs: readonly ContainerRun[],
): { readonly fromMs: number; readonly lengthMs: number } | undefined {
  const before = runs.find(
    each =>
      each.reason === 'OOMKilled' &&
      each.toMs !== undefined &&
      each.toMs <= run.fromMs &&
      run.fromMs - each.toMs <= SAME_LEAK_MS,
  );
  const killedMs = run.reason === 'OOMKilled' ? run.toMs : run.leaksUntilMs;
  if (killedMs !== undefined) {
    const ranMs = killedMs - run.fromMs;
    // A long run was well at first.
    const lengthMs = Math.max(1, Math.min(ranMs, 12 * MINUTE_MS));
    return { fromMs: killedMs - lengthMs, lengthMs };
  }
  if (!before || run.toMs !== undefined || before.toMs === undefined)
    return undefined;
  return {
    fromMs: run.fromMs,
    lengthMs: Math.max(1_000, before.toMs - before.fromMs),
  };
}
