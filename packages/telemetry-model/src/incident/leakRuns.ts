import { fractionOf } from '../noise/hash';
import type {
  ContainerRun,
  ContainerWait,
  WorldContainer,
} from '../world/WorldPod';
import type { Incident } from './Incident';

/** From start to limit at full intensity; a restarted process fills up faster, because its clients come back at once. */
const LEAK_MS = 11 * 60_000;
const LEAK_AGAIN_MS = 6 * 60_000;
/** A leak is not followed further: after about two days somebody has done something. */
const MAX_RESTARTS = 200;
const MAX_BACK_OFF_MS = 300_000;
const BACK_OFF_RESET_MS = 600_000;

/** What the leak of a pod's main container varies by. */
export function leakKeyOf(podUid: string, incident: Incident): string {
  return `${podUid}/${incident.id}`;
}

/**
 * When a run that began at `fromMs` after `restarts` restarts has leaked up to its limit: so long after its own start,
 * or after the incident's if it ran before. Deterministic in `key`; throws nothing; O(1).
 */
export function leakedAtMs(
  incident: Incident,
  key: string,
  restarts: number,
  fromMs: number,
): number {
  const isFirst = fromMs <= incident.startMs;
  const leakMs =
    ((isFirst ? LEAK_MS : LEAK_AGAIN_MS) / incident.intensity) *
    (0.75 + 0.6 * fractionOf(`${key}/${restarts}`));
  return Math.max(fromMs, incident.startMs) + leakMs;
}

/**
 * The runs of a container whose memory leaks during an incident: each one is killed when it reaches its limit, and the
 * next begins after a kubelet's back-off (none, then 10 s doubling to five minutes; forgotten after ten good minutes).
 * Deterministic in `key`; at most 200 restarts; throws nothing. O(restarts).
 */
export function leakRuns(
  container: WorldContainer,
  incident: Incident,
  key: string,
): WorldContainer {
  const endMs = incident.endMs ?? Infinity;
  const index = container.runs.findIndex(
    run => (run.toMs ?? Infinity) > incident.startMs && run.fromMs < endMs,
  );
  if (index < 0) return container;
  const first = container.runs[index];
  const lastMs = first.toMs ?? Infinity;
  const runs: ContainerRun[] = [];
  const waits: ContainerWait[] = [];
  let fromMs = first.fromMs;
  let backOffMs = 0;
  for (let restart = 0; restart < MAX_RESTARTS; restart++) {
    const killedMs = leakedAtMs(
      incident,
      key,
      container.earlierRestarts + index + restart,
      fromMs,
    );
    if (killedMs >= Math.min(endMs, lastMs)) break;
    runs.push({ fromMs, toMs: killedMs, reason: 'OOMKilled', exitCode: 137 });
    if (killedMs - fromMs >= BACK_OFF_RESET_MS) backOffMs = 0;
    fromMs = killedMs + 1_500 + backOffMs;
    waits.push({ fromMs: killedMs, toMs: fromMs, reason: 'CrashLoopBackOff' });
    backOffMs =
      backOffMs === 0 ? 10_000 : Math.min(MAX_BACK_OFF_MS, backOffMs * 2);
  }
  runs.push({ ...first, fromMs });
  return {
    ...container,
    runs: [
      ...container.runs.slice(0, index),
      ...runs,
      ...container.runs.slice(index + 1),
    ],
    waits: [...container.waits, ...waits].sort((a, b) => a.fromMs - b.fromMs),
  };
}

/** The container whose present run leaks during an incident that its cluster acts out. O(runs). */
export function leakingRun(
  container: WorldContainer,
  incident: Incident,
  key: string,
): WorldContainer {
  const { runs, earlierRestarts } = container;
  const present = runs[runs.length - 1];
  if (!present || present.toMs !== undefined) return container;
  if (present.fromMs >= (incident.endMs ?? Infinity)) return container;
  const leaksUntilMs = leakedAtMs(
    incident,
    key,
    earlierRestarts + runs.length - 1,
    present.fromMs,
  );
  return {
    ...container,
    runs: [...runs.slice(0, -1), { ...present, leaksUntilMs }],
  };
}
