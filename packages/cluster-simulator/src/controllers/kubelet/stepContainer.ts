import { toTimestamp } from '../ControllerContext';
import type { EventToRecord } from '../events/createEventRecorder';
import type { Pod, TerminatedState } from '../kinds/Pod';
import {
  backOffMs,
  behaviourOf,
  containerIdOf,
  effectiveRestarts,
  pullBackOffMs,
  runningPhase,
  type ContainerRuntime,
} from './containerRuntime';

export type KubeletEvent = Pick<EventToRecord, 'type' | 'reason' | 'message'>;

export interface ContainerStep {
  readonly runtime: ContainerRuntime;
  readonly events: readonly KubeletEvent[];
}

/** How long a finished run shows before its restart or back-off. */
const EXIT_SHOWN_MS = 1_000;
const PULL_ERROR_SHOWN_MS = 3_000;

/**
 * One transition of a container at `nowMs`, or `undefined` when its phase lasts on. `hasImage`: the node has pulled
 * the image before.
 */
export function stepContainer(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
  hasImage: (image: string) => boolean,
): ContainerStep | undefined {
  const { phase, container } = runtime;
  const image = container.image ?? '';
  if (phase.kind === 'created') {
    return hasImage(image)
      ? started(pod, runtime, nowMs, [
          normal(
            'Pulled',
            `Container image "${image}" already present on machine`,
          ),
        ])
      : pulling(pod, runtime, nowMs, 0);
  }
  if (phase.kind === 'finished' || phase.untilMs > nowMs) return undefined;
  switch (phase.kind) {
    case 'pulling':
      return pulled(pod, runtime, nowMs, phase.attempt);
    case 'pullError':
      return {
        runtime: {
          ...runtime,
          phase: {
            kind: 'pullBackOff',
            attempt: phase.attempt,
            untilMs: nowMs + pullBackOffMs(phase.attempt),
          },
        },
        events: [
          normal('BackOff', `Back-off pulling image "${image}"`),
          warning('Failed', 'Error: ImagePullBackOff'),
        ],
      };
    case 'pullBackOff':
      return pulling(pod, runtime, nowMs, phase.attempt + 1);
    case 'running':
      return runOn(pod, runtime, nowMs);
    case 'exited':
      return afterExit(pod, runtime, phase.state, nowMs);
    case 'crashBackOff':
      return restarted(pod, runtime, nowMs);
    default:
      return phase satisfies never;
  }
}

function pulling(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
  attempt: number,
): ContainerStep {
  const untilMs = nowMs + behaviourOf(pod, runtime).pullMs;
  return {
    runtime: { ...runtime, phase: { kind: 'pulling', untilMs, attempt } },
    events: [normal('Pulling', `Pulling image "${runtime.container.image}"`)],
  };
}

function pulled(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
  attempt: number,
): ContainerStep {
  const { pullError, pullMs } = behaviourOf(pod, runtime);
  const { image } = runtime.container;
  if (pullError) {
    const untilMs = nowMs + PULL_ERROR_SHOWN_MS;
    return {
      runtime: { ...runtime, phase: { kind: 'pullError', untilMs, attempt } },
      events: [
        warning('Failed', `Failed to pull image "${image}": ${pullError}`),
        warning('Failed', 'Error: ErrImagePull'),
      ],
    };
  }
  const seconds = (pullMs / 1_000).toFixed(3);
  return started(pod, runtime, nowMs, [
    normal(
      'Pulled',
      `Successfully pulled image "${image}" in ${seconds}s (${seconds}s including waiting)`,
    ),
  ]);
}

function started(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
  before: readonly KubeletEvent[],
): ContainerStep {
  const { name } = runtime.container;
  return {
    runtime: { ...runtime, phase: runningPhase(pod, runtime, nowMs) },
    events: [
      ...before,
      normal('Created', `Created container: ${name}`),
      normal('Started', `Started container ${name}`),
    ],
  };
}

function runOn(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
): ContainerStep | undefined {
  const { phase } = runtime;
  if (phase.kind !== 'running') return undefined;
  const { exit } = behaviourOf(pod, runtime);
  if (!exit || phase.startedAtMs + exit.afterMs > nowMs) {
    const ready = runningPhase(pod, runtime, phase.startedAtMs, true);
    return { runtime: { ...runtime, phase: ready }, events: [] };
  }
  const state: TerminatedState = {
    exitCode: exit.exitCode,
    reason: exit.reason,
    startedAt: toTimestamp(phase.startedAtMs),
    finishedAt: toTimestamp(nowMs),
    containerID: containerIdOf(pod, runtime),
  };
  return {
    runtime: {
      ...runtime,
      phase: willRestart(pod, runtime, exit.exitCode)
        ? { kind: 'exited', untilMs: nowMs + EXIT_SHOWN_MS, state }
        : { kind: 'finished', state },
    },
    events: [],
  };
}

function afterExit(
  pod: Pod,
  runtime: ContainerRuntime,
  state: TerminatedState,
  nowMs: number,
): ContainerStep {
  const ended = { ...runtime, last: state };
  const waitMs = backOffMs(effectiveRestarts(ended));
  if (waitMs === 0) return restarted(pod, ended, nowMs);
  return {
    runtime: {
      ...ended,
      phase: { kind: 'crashBackOff', untilMs: nowMs + waitMs },
    },
    events: [
      warning(
        'BackOff',
        `Back-off restarting failed container ${runtime.container.name} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      ),
    ],
  };
}

function restarted(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
): ContainerStep {
  const next = { ...runtime, restartCount: runtime.restartCount + 1 };
  return started(pod, next, nowMs, [
    normal(
      'Pulled',
      `Container image "${runtime.container.image}" already present on machine`,
    ),
  ]);
}

function willRestart(
  pod: Pod,
  runtime: ContainerRuntime,
  exitCode: number,
): boolean {
  if (runtime.isEphemeral) return false;
  const isSidecar = runtime.container.restartPolicy === 'Always';
  if (runtime.isInit && !isSidecar) {
    return exitCode !== 0 && pod.spec.restartPolicy !== 'Never';
  }
  const policy = pod.spec.restartPolicy ?? 'Always';
  return (
    isSidecar ||
    policy === 'Always' ||
    (policy === 'OnFailure' && exitCode !== 0)
  );
}

function normal(reason: string, message: string): KubeletEvent {
  return { type: 'Normal', reason, message };
}

function warning(reason: string, message: string): KubeletEvent {
  return { type: 'Warning', reason, message };
}
