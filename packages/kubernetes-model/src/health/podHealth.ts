import { recordsAt, stringAt } from '../fields/fieldAt';
import { parseTimeMs } from '../object/parseTimeMs';
import { conditionOf } from './conditionOf';
import {
  containerProblemOf,
  describeTermination,
  isBad,
} from './containerProblemOf';
import { containerStatesOf, initContainerStatesOf } from './containerStates';
import type { ContainerState } from './containerStates';
import type { Health } from './Health';
import { healthSeverity } from './healthSeverity';
import { latestMs, plusMs, verdict, verdictByDeadline } from './verdicts';

/** A scale-up of nodes usually answers within this time. */
const UNSCHEDULABLE_GRACE_MS = 2 * 60_000;
/** Pulling a large image and attaching volumes fit into this. */
const START_GRACE_MS = 5 * 60_000;
/** For so long a restart is news. */
const RESTART_MEMORY_MS = 10 * 60_000;

/** Health of a Pod that is not being deleted. */
export function podHealth(pod: unknown, nowMs: number): Health {
  const phase = stringAt(pod, 'status', 'phase');
  switch (phase) {
    case 'Succeeded':
      return verdict(
        'Healthy',
        { reason: 'Completed', message: 'Completed' },
        { sinceMs: endOf(pod) },
      );
    case 'Failed':
      return failedHealth(pod);
    case 'Pending':
      return schedulingHealth(pod, nowMs) ?? startingHealth(pod, nowMs);
    case 'Running':
      return problemHealth(pod) ?? runningHealth(pod, nowMs);
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

function failedHealth(pod: unknown): Health {
  const reason = stringAt(pod, 'status', 'reason');
  const message = stringAt(pod, 'status', 'message');
  const sinceMs = endOf(pod);
  const container = allContainersOf(pod).find(
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
    atMs: plusMs(sinceMs ?? createdAtMs(pod), UNSCHEDULABLE_GRACE_MS),
    nowMs,
    before: times => verdict('Progressing', words, { sinceMs, ...times }),
    after: () => verdict('Failed', words, { sinceMs }),
  });
}

function startingHealth(pod: unknown, nowMs: number): Health {
  const problem = problemHealth(pod);
  if (problem !== undefined) {
    return problem;
  }
  const initializing = initializingHealth(pod);
  if (initializing !== undefined) {
    return initializing;
  }
  const scheduled = conditionOf(pod, 'PodScheduled');
  const sinceMs = scheduled?.sinceMs ?? createdAtMs(pod);
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

/** An init container that runs may take its time: no deadline. */
function initializingHealth(pod: unknown): Health | undefined {
  if (conditionOf(pod, 'Initialized')?.status === 'True') {
    return undefined;
  }
  const states = initContainerStatesOf(pod);
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

/** The worst container decides; the first of equally bad ones. */
function problemHealth(pod: unknown): Health | undefined {
  const problems = allContainersOf(pod).flatMap(
    container => containerProblemOf(container) ?? [],
  );
  const worst = problems.reduce(
    (found, problem) =>
      healthSeverity(problem.status) > healthSeverity(found.status)
        ? problem
        : found,
    problems[0],
  );
  return worst === undefined
    ? undefined
    : verdict(worst.status, worst, {
        sinceMs: conditionOf(pod, 'Ready')?.sinceMs,
      });
}

function runningHealth(pod: unknown, nowMs: number): Health {
  const ready = conditionOf(pod, 'Ready');
  if (ready?.status === 'True') {
    return recentRestartHealth(pod, nowMs, ready.sinceMs);
  }
  const initializing = initializingHealth(pod);
  if (initializing !== undefined) {
    return initializing;
  }
  return notReadyHealth(pod, nowMs);
}

function recentRestartHealth(
  pod: unknown,
  nowMs: number,
  sinceMs: number | undefined,
): Health {
  const healthy = verdict(
    'Healthy',
    { reason: 'Running', message: 'Running' },
    { sinceMs },
  );
  const restarted = lastRestartOf(pod);
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
function notReadyHealth(pod: unknown, nowMs: number): Health {
  const ready = conditionOf(pod, 'Ready');
  const containers = containerStatesOf(pod);
  const startedAtMs = latestMs(
    ...containers.map(({ running }) => running?.startedAtMs),
  );
  const words = { reason: 'NotReady', message: notReadyMessage(pod) };
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

function notReadyMessage(pod: unknown): string {
  const containers = containerStatesOf(pod);
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

/** The latest end of a container's earlier run. */
export function lastRestartOf(pod: unknown) {
  let last:
    | {
        readonly container: string;
        readonly termination: NonNullable<ContainerState['lastTermination']>;
      }
    | undefined;
  for (const { name, lastTermination } of allContainersOf(pod)) {
    const atMs = lastTermination?.finishedAtMs ?? 0;
    if (
      lastTermination !== undefined &&
      (last === undefined || atMs > (last.termination.finishedAtMs ?? 0))
    ) {
      last = { container: name, termination: lastTermination };
    }
  }
  return last;
}

function allContainersOf(pod: unknown): readonly ContainerState[] {
  return [...initContainerStatesOf(pod), ...containerStatesOf(pod)];
}

function endOf(pod: unknown): number | undefined {
  const ends = allContainersOf(pod).map(
    ({ terminated }) => terminated?.finishedAtMs,
  );
  return latestMs(...ends) ?? conditionOf(pod, 'Ready')?.sinceMs;
}

function createdAtMs(pod: unknown): number | undefined {
  return parseTimeMs(stringAt(pod, 'metadata', 'creationTimestamp'));
}
