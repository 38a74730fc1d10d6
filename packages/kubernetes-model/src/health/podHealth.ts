import { stringAt } from '../fields/fieldAt';
import { conditionOf } from './conditionOf';
import { describeTermination, isBad } from './containerProblemOf';
import { podContainersOf } from './containerStates';
import type { PodContainers } from './containerStates';
import type { Health } from './Health';
import { lastRestartOf } from './lastRestartOf';
import { initializingHealth, pendingPodHealth } from './pendingPodHealth';
import { podProblemHealth } from './podProblemHealth';
import { latestMs, plusMs, verdict, verdictByDeadline } from './verdicts';

/** Slow programs become ready within this time. */
const START_GRACE_MS = 5 * 60_000;
/** For so long a restart is news. */
const RESTART_MEMORY_MS = 10 * 60_000;

/** Health of a Pod that is not being deleted. */
export function podHealth(pod: unknown, nowMs: number): Health {
  const phase = stringAt(pod, 'status', 'phase');
  const containers = podContainersOf(pod);
  switch (phase) {
    case 'Succeeded':
      return verdict(
        'Healthy',
        { reason: 'Completed', message: 'Completed' },
        { sinceMs: endOf(pod, containers) },
      );
    case 'Failed':
      return failedHealth(pod, containers);
    case 'Pending':
      return pendingPodHealth(pod, containers, nowMs);
    case 'Running':
      return (
        podProblemHealth(pod, containers) ??
        runningHealth(pod, containers, nowMs)
      );
    default:
      return verdict('Unknown', {
        reason: stringAt(pod, 'status', 'reason') || phase || 'NoStatus',
        message:
          phase === undefined
            ? 'No status reported yet'
            : 'The node does not report this pod',
      });
  }
}

function failedHealth(pod: unknown, containers: PodContainers): Health {
  const reason = stringAt(pod, 'status', 'reason');
  const message = stringAt(pod, 'status', 'message');
  const sinceMs = endOf(pod, containers);
  const container = containers.all.find(
    ({ terminated }) => terminated !== undefined && isBad(terminated),
  );
  if (!reason && container?.terminated !== undefined) {
    return verdict(
      'Failed',
      {
        reason: container.terminated.reason || 'Error',
        message: `${container.name}: ${describeTermination(
          container.terminated,
        )}`,
      },
      { sinceMs },
    );
  }
  const words = [reason, message].filter(Boolean).join(': ');
  return verdict(
    'Failed',
    { reason: reason || 'Failed', message: words || 'Failed' },
    { sinceMs },
  );
}

function runningHealth(
  pod: unknown,
  containers: PodContainers,
  nowMs: number,
): Health {
  const ready = conditionOf(pod, 'Ready');
  if (ready?.status === 'True') {
    return recentRestartHealth(containers, nowMs, ready.sinceMs);
  }
  const initializing = initializingHealth(pod, containers);
  if (initializing !== undefined) {
    return initializing;
  }
  return notReadyHealth(pod, containers, nowMs);
}

function recentRestartHealth(
  containers: PodContainers,
  nowMs: number,
  sinceMs: number | undefined,
): Health {
  const healthy = verdict(
    'Healthy',
    { reason: 'Running', message: 'Running' },
    { sinceMs },
  );
  const restarted = lastRestartOf(containers);
  if (restarted === undefined || !isBad(restarted.termination)) {
    return healthy;
  }
  const { container, termination } = restarted;
  const untilMs = plusMs(termination.finishedAtMs, RESTART_MEMORY_MS) ?? nowMs;
  return nowMs >= untilMs
    ? healthy
    : verdict(
        'Degraded',
        {
          reason: termination.reason || 'Error',
          message: `${container}: restarted after ${describeTermination(
            termination,
          )}`,
        },
        { sinceMs: termination.finishedAtMs, reviewAtMs: untilMs },
      );
}

/** A pod that was never ready since its containers started is starting; one that lost it is not. */
function notReadyHealth(
  pod: unknown,
  { own }: PodContainers,
  nowMs: number,
): Health {
  const ready = conditionOf(pod, 'Ready');
  const startedAtMs = latestMs(
    ...own.map(({ running }) => running?.startedAtMs),
  );
  const words = { reason: 'NotReady', message: notReadyMessage(pod, own) };
  const { sinceMs } = ready ?? {};
  const wasReady =
    startedAtMs !== undefined && sinceMs !== undefined && sinceMs > startedAtMs;
  const degraded = () => verdict('Degraded', words, { sinceMs });
  return wasReady
    ? degraded()
    : verdictByDeadline({
        atMs: plusMs(startedAtMs, START_GRACE_MS),
        nowMs,
        before: times =>
          verdict(
            'Progressing',
            { reason: 'Starting', message: words.message },
            { sinceMs: startedAtMs, ...times },
          ),
        after: degraded,
      });
}

function notReadyMessage(
  pod: unknown,
  containers: PodContainers['own'],
): string {
  const waiting = containers.filter(container => !container.isReady);
  if (waiting.length > 0) {
    const names = waiting.map(({ name }) => name).join(', ');
    return `${containers.length - waiting.length}/${
      containers.length
    } containers ready, not ${names}`;
  }
  const message = conditionOf(pod, 'Ready')?.message;
  return message ? `Not ready: ${message}` : 'Not ready';
}

function endOf(pod: unknown, containers: PodContainers): number | undefined {
  const ends = containers.all.map(({ terminated }) => terminated?.finishedAtMs);
  return latestMs(...ends) ?? conditionOf(pod, 'Ready')?.sinceMs;
}
