import {
  countAt,
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
} from '../fields/fieldAt';
import type { JsonRecord } from '../fields/fieldAt';
import { parseTimeMs } from '../object/parseTimeMs';

/** How a container ended. */
export interface Termination {
  /** `OOMKilled`, `Error`, `Completed`, …; the empty string where the runtime gave none. */
  readonly reason: string;
  readonly message: string;
  readonly exitCode: number;
  readonly signal: number;
  readonly finishedAtMs?: number;
}

/** One container of a pod as the kubelet reports it. */
export interface ContainerState {
  readonly name: string;
  /** As the runtime resolved it; the empty string before that. */
  readonly image: string;
  /** An init container with `restartPolicy: Always`, which runs beside the others. */
  readonly isSidecar: boolean;
  readonly isInit: boolean;
  readonly isReady: boolean;
  /** The startup probe passed. */
  readonly isStarted: boolean;
  readonly restarts: number;
  readonly waiting?: { readonly reason: string; readonly message: string };
  readonly running?: { readonly startedAtMs?: number };
  readonly terminated?: Termination;
  readonly lastTermination?: Termination;
}

/** A pod's containers as the kubelet reports them. */
export interface PodContainers {
  /** Init containers in their order of declaration, sidecars among them. */
  readonly init: readonly ContainerState[];
  /** The pod's own containers, in the kubelet's order. */
  readonly own: readonly ContainerState[];
  /** Both, init containers first. */
  readonly all: readonly ContainerState[];
}

/** Reads the container statuses of a pod, which several rules ask about: read once, hand on. */
export function podContainersOf(pod: unknown): PodContainers {
  const sidecars = sidecarNamesOf(pod);
  const init = recordsAt(pod, 'status', 'initContainerStatuses').map(status =>
    toContainerState(status, {
      isInit: true,
      isSidecar: sidecars.has(stringAt(status, 'name') ?? ''),
    }),
  );
  const own = recordsAt(pod, 'status', 'containerStatuses').map(status =>
    toContainerState(status, { isInit: false, isSidecar: false }),
  );
  return { init, own, all: init.concat(own) };
}

/** Names of the init containers that are sidecars. */
export function sidecarNamesOf(pod: unknown): ReadonlySet<string> {
  return new Set(
    recordsAt(pod, 'spec', 'initContainers')
      .filter(container => stringAt(container, 'restartPolicy') === 'Always')
      .map(container => stringAt(container, 'name') ?? ''),
  );
}

function toContainerState(
  status: JsonRecord,
  role: Pick<ContainerState, 'isInit' | 'isSidecar'>,
): ContainerState {
  const waiting = recordAt(status, 'state', 'waiting');
  const running = recordAt(status, 'state', 'running');
  const terminated = recordAt(status, 'state', 'terminated');
  const last = recordAt(status, 'lastState', 'terminated');
  const startedAtMs = parseTimeMs(stringAt(running, 'startedAt'));
  return {
    name: stringAt(status, 'name') ?? '',
    image: stringAt(status, 'image') ?? '',
    ...role,
    isReady: isTrueAt(status, 'ready'),
    isStarted: isTrueAt(status, 'started'),
    restarts: countAt(status, 'restartCount') ?? 0,
    ...(waiting ? { waiting: toWords(waiting) } : {}),
    ...(running
      ? { running: startedAtMs === undefined ? {} : { startedAtMs } }
      : {}),
    ...(terminated ? { terminated: toTermination(terminated) } : {}),
    ...(last ? { lastTermination: toTermination(last) } : {}),
  };
}

function toTermination(state: JsonRecord): Termination {
  const finishedAtMs = parseTimeMs(stringAt(state, 'finishedAt'));
  return {
    ...toWords(state),
    exitCode: numberAt(state, 'exitCode') ?? 0,
    signal: numberAt(state, 'signal') ?? 0,
    ...(finishedAtMs === undefined ? {} : { finishedAtMs }),
  };
}

function toWords(state: JsonRecord): { reason: string; message: string } {
  return {
    reason: stringAt(state, 'reason') ?? '',
    message: stringAt(state, 'message') ?? '',
  };
}
