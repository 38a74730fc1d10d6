import { fieldAt, recordsAt, stringAt } from '../fields/fieldAt';
import { conditionOf, conditionsOf } from '../health/conditionOf';
import { sidecarNamesOf } from '../health/containerStates';
import type {
  ContainerState,
  PodContainers,
  Termination,
} from '../health/containerStates';

/** The columns READY, STATUS and RESTARTS of `kubectl get pods`. */
export interface PodPhase {
  /** `Running`, `Init:0/1`, `CrashLoopBackOff`, `Terminating`, … */
  readonly phase: string;
  readonly ready: number;
  /** Containers that READY counts: the pod's own and its sidecars. */
  readonly containers: number;
  /** Of the containers and sidecars; of all init containers while they run. */
  readonly restarts: number;
}

/**
 * What kubectl prints about a pod's progress. Source: the pod printer of Kubernetes 1.31+
 * (`pkg/printers/internalversion`). Cost: one pass over the containers.
 */
export function podPhaseOf(
  pod: unknown,
  { init: states, own: containers }: PodContainers,
): PodPhase {
  const stop = states.findIndex(state => !isPassed(state));
  const seen = stop < 0 ? states : states.slice(0, stop + 1);
  const sidecars = seen.filter(({ isSidecar }) => isSidecar);
  const readySidecars = sidecars.filter(
    ({ isStarted, isReady, terminated }) =>
      isStarted && isReady && terminated?.exitCode !== 0,
  ).length;
  const total =
    recordsAt(pod, 'spec', 'containers').length + sidecarNamesOf(pod).size;
  const isInitializing = stop >= 0;

  if (isInitializing && conditionOf(pod, 'Initialized')?.status !== 'True') {
    const initTotal = recordsAt(pod, 'spec', 'initContainers').length;
    return {
      phase: deletionPhaseOf(pod) ?? initPhaseOf(states[stop], stop, initTotal),
      ready: readySidecars,
      containers: total,
      restarts: sumRestarts(seen),
    };
  }
  // With `Initialized` set, a stopped sidecar shows only where no container has more to say.
  const initial = isInitializing
    ? initPhaseOf(
        states[stop],
        stop,
        recordsAt(pod, 'spec', 'initContainers').length,
      )
    : basePhaseOf(pod);
  const readyContainers = containers.filter(isServing).length;
  return {
    phase: deletionPhaseOf(pod) ?? containerPhaseOf(pod, containers, initial),
    ready: readySidecars + readyContainers,
    containers: total,
    restarts: sumRestarts(sidecars) + sumRestarts(containers),
  };
}

function basePhaseOf(pod: unknown): string {
  const isGated = conditionsOf(pod).some(
    ({ type, reason }) =>
      type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return isGated
    ? 'SchedulingGated'
    : stringAt(pod, 'status', 'reason') ||
        stringAt(pod, 'status', 'phase') ||
        '';
}

function deletionPhaseOf(pod: unknown): string | undefined {
  if (fieldAt(pod, 'metadata', 'deletionTimestamp') === undefined) {
    return undefined;
  }
  if (stringAt(pod, 'status', 'reason') === 'NodeLost') {
    return 'Unknown';
  }
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed'
    ? undefined
    : 'Terminating';
}

function isPassed({ terminated, isSidecar, isStarted }: ContainerState) {
  return terminated?.exitCode === 0 || (isSidecar && isStarted);
}

function initPhaseOf(
  { terminated, waiting }: ContainerState,
  position: number,
  total: number,
): string {
  if (terminated !== undefined) {
    return `Init:${terminated.reason || endOf(terminated)}`;
  }
  return waiting?.reason && waiting.reason !== 'PodInitializing'
    ? `Init:${waiting.reason}`
    : `Init:${position}/${total}`;
}

/** The first container that has something to say; one that runs says nothing. */
function containerPhaseOf(
  pod: unknown,
  containers: readonly ContainerState[],
  initial: string,
): string {
  const words = containers.map(
    ({ waiting, terminated }) =>
      waiting?.reason ||
      terminated?.reason ||
      (terminated === undefined ? '' : endOf(terminated)),
  );
  const phase = words.find(word => word !== '') ?? initial;
  if (phase === 'Completed' && containers.some(isServing)) {
    return conditionOf(pod, 'Ready')?.status === 'True'
      ? 'Running'
      : 'NotReady';
  }
  return phase;
}

function isServing({ isReady, running, waiting, terminated }: ContainerState) {
  return (
    isReady &&
    running !== undefined &&
    !waiting?.reason &&
    terminated === undefined
  );
}

function endOf({ signal, exitCode }: Termination): string {
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

function sumRestarts(containers: readonly ContainerState[]): number {
  return containers.reduce((sum, { restarts }) => sum + restarts, 0);
}
