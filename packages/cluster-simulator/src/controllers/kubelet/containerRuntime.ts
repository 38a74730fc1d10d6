import { toMs, toTimestamp } from '../ControllerContext';
import type {
  Container,
  ContainerStatus,
  Pod,
  TerminatedState,
} from '../kinds/Pod';
import { createRandom, fractionOf } from '../../random/createRandom';
import {
  containerBehaviour,
  type ContainerBehaviour,
} from './containerBehaviour';
import type { PodAfflictions } from './PodAfflictions';

/** Where a container stands; `untilMs` is when the phase ends by itself. */
export type ContainerPhase =
  | { readonly kind: 'created' }
  | {
      readonly kind: 'pulling';
      readonly untilMs: number;
      readonly attempt: number;
    }
  | {
      readonly kind: 'pullError';
      readonly untilMs: number;
      readonly attempt: number;
    }
  | {
      readonly kind: 'pullBackOff';
      readonly untilMs: number;
      readonly attempt: number;
    }
  | {
      readonly kind: 'running';
      readonly startedAtMs: number;
      readonly isReady: boolean;
      readonly untilMs: number;
    }
  | {
      readonly kind: 'exited';
      readonly untilMs: number;
      readonly state: TerminatedState;
    }
  | { readonly kind: 'crashBackOff'; readonly untilMs: number }
  | { readonly kind: 'finished'; readonly state: TerminatedState };

export interface ContainerRuntime {
  readonly container: Container;
  readonly isInit: boolean;
  /** Added to a running pod to debug it; never restarted. */
  readonly isEphemeral?: boolean;
  readonly phase: ContainerPhase;
  readonly restartCount: number;
  /** How the previous run ended. */
  readonly last?: TerminatedState;
  readonly afflictions?: PodAfflictions;
}

const MAX_BACK_OFF_MS = 300_000;
/** A run this long forgives earlier crashes. */
const BACK_OFF_RESET_MS = 600_000;

/** The wait before restart number `restartCount + 1`: none, then 10 s doubling to 5 min. */
export function backOffMs(restartCount: number): number {
  return restartCount === 0
    ? 0
    : Math.min(MAX_BACK_OFF_MS, 10_000 * 2 ** Math.min(10, restartCount - 1));
}

export function pullBackOffMs(attempt: number): number {
  return Math.min(MAX_BACK_OFF_MS, 10_000 * 2 ** Math.min(10, attempt));
}

/** Whether the last run was long enough to start over with short waits. */
export function effectiveRestarts(runtime: ContainerRuntime): number {
  const { last, restartCount } = runtime;
  if (!last) return restartCount;
  const ranMs = toMs(last.finishedAt) - toMs(last.startedAt);
  return ranMs >= BACK_OFF_RESET_MS ? 0 : restartCount;
}

export function behaviourOf(
  pod: Pod,
  runtime: ContainerRuntime,
  startedAtMs = runtime.phase.kind === 'running'
    ? runtime.phase.startedAtMs
    : undefined,
): ContainerBehaviour {
  const behaviour = containerBehaviour(pod, runtime.container, runtime);
  const { isInit, restartCount, container, afflictions } = runtime;
  if (!afflictions || isInit || startedAtMs === undefined) return behaviour;
  const run = { container: container.name, restartCount, startedAtMs };
  return { ...behaviour, ...afflictions.of(pod, run) };
}

/** Reads back from a pod's status where its containers stand, as a restarted kubelet does. */
export function restoreRuntime(
  pod: Pod,
  container: Container,
  role: 'init' | 'main' | 'ephemeral',
  nowMs: number,
  afflictions?: PodAfflictions,
): ContainerRuntime {
  const statuses = {
    init: pod.status?.initContainerStatuses,
    main: pod.status?.containerStatuses,
    ephemeral: pod.status?.ephemeralContainerStatuses,
  }[role];
  const status = statuses?.find(each => each.name === container.name);
  const runtime: ContainerRuntime = {
    container,
    isInit: role === 'init',
    ...(role === 'ephemeral' && { isEphemeral: true }),
    phase: { kind: 'created' },
    restartCount: status?.restartCount ?? 0,
    last: status?.lastState.terminated,
    ...(afflictions ? { afflictions } : {}),
  };
  return status
    ? { ...runtime, phase: restoredPhase(pod, runtime, status, nowMs) }
    : runtime;
}

function restoredPhase(
  pod: Pod,
  runtime: ContainerRuntime,
  status: ContainerStatus,
  nowMs: number,
): ContainerPhase {
  const { running, terminated, waiting } = status.state;
  // Spreads what was seeded over the waiting time, or all loops would beat as one.
  const part = fractionOf(`${pod.metadata.uid}/restore`);
  if (running) {
    return runningPhase(pod, runtime, toMs(running.startedAt), status.ready);
  }
  if (terminated) {
    const restarts =
      !runtime.isEphemeral &&
      pod.spec.restartPolicy !== 'Never' &&
      !(pod.spec.restartPolicy === 'OnFailure' && terminated.exitCode === 0) &&
      !(runtime.isInit && terminated.exitCode === 0);
    return restarts
      ? { kind: 'exited', state: terminated, untilMs: nowMs + 1_000 }
      : { kind: 'finished', state: terminated };
  }
  if (waiting?.reason === 'CrashLoopBackOff') {
    const waitMs = backOffMs(effectiveRestarts(runtime));
    const dueMs = toMs(runtime.last?.finishedAt) + waitMs;
    return {
      kind: 'crashBackOff',
      untilMs: dueMs > nowMs ? dueMs : nowMs + part * waitMs,
    };
  }
  if (
    waiting?.reason === 'ImagePullBackOff' ||
    waiting?.reason === 'ErrImagePull'
  ) {
    return {
      kind: 'pullBackOff',
      attempt: 6,
      untilMs: nowMs + part * MAX_BACK_OFF_MS,
    };
  }
  return { kind: 'created' };
}

export function runningPhase(
  pod: Pod,
  runtime: ContainerRuntime,
  startedAtMs: number,
  wasReady = false,
): ContainerPhase {
  const behaviour = behaviourOf(pod, runtime, startedAtMs);
  const isReady =
    !behaviour.probeFailure && (wasReady || behaviour.readyAfterMs === 0);
  const exitAtMs = behaviour.exit
    ? startedAtMs + behaviour.exit.afterMs
    : Infinity;
  const readyAtMs = startedAtMs + behaviour.readyAfterMs;
  return {
    kind: 'running',
    startedAtMs,
    isReady,
    untilMs:
      isReady || behaviour.probeFailure
        ? exitAtMs
        : Math.min(exitAtMs, readyAtMs),
  };
}

/** The container's entry in the pod's status. */
export function containerStatusOf(
  pod: Pod,
  runtime: ContainerRuntime,
  hasInitWork: boolean,
): ContainerStatus {
  const { container, phase, restartCount, last } = runtime;
  const image = container.image ?? '';
  const wasStarted =
    phase.kind === 'running' ||
    phase.kind === 'exited' ||
    phase.kind === 'finished' ||
    phase.kind === 'crashBackOff';
  return {
    name: container.name,
    image,
    imageID: wasStarted ? imageIdOf(image) : '',
    ...(wasStarted ? { containerID: containerIdOf(pod, runtime) } : {}),
    ready:
      phase.kind === 'running'
        ? phase.isReady
        : runtime.isInit &&
          phase.kind === 'finished' &&
          phase.state.exitCode === 0,
    started: phase.kind === 'running',
    restartCount,
    state: stateOf(pod, runtime, hasInitWork),
    lastState: last ? { terminated: last } : {},
  };
}

function stateOf(
  pod: Pod,
  runtime: ContainerRuntime,
  hasInitWork: boolean,
): ContainerStatus['state'] {
  const { phase, container } = runtime;
  const waiting = (reason: string, message?: string) => ({
    waiting: message === undefined ? { reason } : { reason, message },
  });
  switch (phase.kind) {
    case 'created':
      return waiting(hasInitWork ? 'PodInitializing' : 'ContainerCreating');
    case 'pulling':
      // What failed before is what a kubelet tells until it knows better.
      return phase.attempt === 0
        ? stateOf(pod, { ...runtime, phase: { kind: 'created' } }, hasInitWork)
        : stateOf(
            pod,
            { ...runtime, phase: { ...phase, kind: 'pullBackOff' } },
            hasInitWork,
          );
    case 'pullError':
      return waiting('ErrImagePull', behaviourOf(pod, runtime).pullError);
    case 'pullBackOff':
      return waiting(
        'ImagePullBackOff',
        `Back-off pulling image "${container.image}": ErrImagePull: ${
          behaviourOf(pod, runtime).pullError
        }`,
      );
    case 'running':
      return { running: { startedAt: toTimestamp(phase.startedAtMs) } };
    case 'exited':
    case 'finished':
      return { terminated: phase.state };
    case 'crashBackOff':
      return waiting(
        'CrashLoopBackOff',
        `back-off ${durationText(
          backOffMs(effectiveRestarts(runtime)),
        )} restarting failed container=${container.name} pod=${
          pod.metadata.name
        }_${pod.metadata.namespace}(${pod.metadata.uid})`,
      );
    default:
      return phase satisfies never;
  }
}

export function containerIdOf(pod: Pod, runtime: ContainerRuntime): string {
  const text = `${pod.metadata.namespace}/${pod.metadata.name}/${runtime.container.name}/${runtime.restartCount}`;
  return `containerd://${hexOf(text)}`;
}

export function imageIdOf(image: string): string {
  return `${image.split(':')[0]}@sha256:${hexOf(image)}`;
}

/** 64 hexadecimal digits that depend on the text alone; an identity, not a digest. */
function hexOf(text: string): string {
  const random = createRandom(text);
  let hex = '';
  for (let part = 0; part < 8; part++) {
    hex += Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  }
  return hex;
}

function durationText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds >= 60
    ? `${Math.floor(seconds / 60)}m${seconds % 60}s`
    : `${seconds}s`;
}
