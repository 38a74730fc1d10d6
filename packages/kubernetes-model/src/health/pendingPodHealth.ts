import { recordsAt, stringAt } from '../fields/fieldAt';
import { createdAtMsOf } from '../object/createdAtMsOf';
import { conditionOf } from './conditionOf';
import { podProblemHealth } from './podProblemHealth';
import type { PodContainers } from './containerStates';
import type { Health } from './Health';
import { latestMs, plusMs, verdict, verdictByDeadline } from './verdicts';

/** A scale-up of nodes usually answers within this time. */
const UNSCHEDULABLE_GRACE_MS = 2 * 60_000;
/** Pulling a large image and attaching volumes fit into this. */
const START_GRACE_MS = 5 * 60_000;

/** Health of a Pod in phase `Pending`: it waits for a node, for its init containers, or for its containers. */
export function pendingPodHealth(
  pod: unknown,
  containers: PodContainers,
  nowMs: number,
): Health {
  return (
    schedulingHealth(pod, nowMs) ??
    podProblemHealth(pod, containers) ??
    initializingHealth(pod, containers) ??
    creatingHealth(pod, nowMs)
  );
}

/** `Progressing` while an init container runs, else `undefined`. It may take its time: no deadline. */
export function initializingHealth(
  pod: unknown,
  containers: PodContainers,
): Health | undefined {
  if (conditionOf(pod, 'Initialized')?.status === 'True') {
    return undefined;
  }
  const states = containers.init;
  const done = states.findIndex(
    ({ terminated, isSidecar, isStarted }) =>
      terminated?.exitCode !== 0 && !(isSidecar && isStarted),
  );
  const current = states[done];
  if (current?.running === undefined) {
    return undefined;
  }
  const total = recordsAt(pod, 'spec', 'initContainers').length;
  return verdict(
    'Progressing',
    {
      reason: 'Initializing',
      message: `Initializing ${done}/${total}: ${current.name}`,
    },
    { sinceMs: current.running.startedAtMs },
  );
}

function schedulingHealth(pod: unknown, nowMs: number): Health | undefined {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.reason === 'SchedulingGated') {
    const gates = recordsAt(pod, 'spec', 'schedulingGates')
      .map(gate => stringAt(gate, 'name'))
      .filter(Boolean);
    return verdict(
      'Suspended',
      {
        reason: 'SchedulingGated',
        message: `Suspended by scheduling gate ${gates.join(', ')}`,
      },
      { sinceMs: scheduled.sinceMs },
    );
  }
  if (scheduled?.status !== 'False') {
    return undefined;
  }
  const { sinceMs } = scheduled;
  const words = {
    reason: scheduled.reason || 'Unschedulable',
    message: scheduled.message || 'No node fits',
  };
  return verdictByDeadline({
    atMs: plusMs(sinceMs ?? createdAtMsOf(pod), UNSCHEDULABLE_GRACE_MS),
    nowMs,
    before: times => verdict('Progressing', words, { sinceMs, ...times }),
    after: () => verdict('Failed', words, { sinceMs }),
  });
}

function creatingHealth(pod: unknown, nowMs: number): Health {
  const scheduled = conditionOf(pod, 'PodScheduled');
  const initialized = conditionOf(pod, 'Initialized');
  const sinceMs =
    latestMs(
      scheduled?.sinceMs,
      // Init containers may have taken long.
      initialized?.status === 'True' ? initialized.sinceMs : undefined,
    ) ?? createdAtMsOf(pod);
  const waitsFor =
    scheduled?.status === 'True' ? 'containers to be created' : 'a node';
  return verdictByDeadline({
    atMs: plusMs(sinceMs, START_GRACE_MS),
    nowMs,
    before: times =>
      verdict(
        'Progressing',
        { reason: 'Pending', message: `Waiting for ${waitsFor}` },
        { sinceMs, ...times },
      ),
    after: () =>
      verdict(
        'Degraded',
        { reason: 'PendingTooLong', message: `Still waiting for ${waitsFor}` },
        { sinceMs },
      ),
  });
}
