import { toMs, toTimestamp } from '../ControllerContext';
import type { Pod, PodStatus } from '../kinds/Pod';
import { replaceCondition } from '../replaceCondition';
import {
  behaviourOf,
  containerStatusOf,
  restoreRuntime,
  type ContainerRuntime,
} from './containerRuntime';
import type { PodAfflictions } from './PodAfflictions';
import { stepContainer, type KubeletEvent } from './stepContainer';

/** All containers of a pod on its node. */
export interface PodRuntime {
  readonly init: readonly ContainerRuntime[];
  readonly main: readonly ContainerRuntime[];
  /** Added to the pod while it runs; none when missing. */
  readonly ephemeral?: readonly ContainerRuntime[];
}

export interface PodStep {
  readonly runtime: PodRuntime;
  readonly events: readonly (KubeletEvent & { readonly container: string })[];
  /** When the pod changes next by itself; `undefined`: never. */
  readonly dueMs?: number;
}

/** How often a failing readiness probe is reported. */
const PROBE_REPORT_MS = 30_000;

export function restorePodRuntime(
  pod: Pod,
  nowMs: number,
  afflictions?: PodAfflictions,
): PodRuntime {
  return {
    init: (pod.spec.initContainers ?? []).map(container =>
      restoreRuntime(pod, container, 'init', nowMs),
    ),
    main: pod.spec.containers.map(container =>
      restoreRuntime(pod, container, 'main', nowMs, afflictions),
    ),
    ephemeral: (pod.spec.ephemeralContainers ?? []).map(container =>
      restoreRuntime(pod, container, 'ephemeral', nowMs, afflictions),
    ),
  };
}

/** Moves every container as far as it gets at `nowMs`: init containers one after the other, then the others together. */
export function stepPod(
  pod: Pod,
  runtime: PodRuntime,
  nowMs: number,
  hasImage: (image: string) => boolean,
): PodStep {
  const events: (KubeletEvent & { container: string })[] = [];
  const settle = (start: ContainerRuntime) => {
    let current = start;
    for (;;) {
      const step = stepContainer(pod, current, nowMs, hasImage);
      if (!step) return current;
      const container = current.container.name;
      events.push(...step.events.map(event => ({ ...event, container })));
      current = step.runtime;
    }
  };
  let isOpen = true;
  const init = runtime.init.map(each => {
    if (!isOpen) return each;
    const next = settle(each);
    isOpen = isInitDone(next);
    return next;
  });
  const hasFailedInit = init.some(
    each => each.phase.kind === 'finished' && each.phase.state.exitCode !== 0,
  );
  const main =
    isOpen && !hasFailedInit ? runtime.main.map(settle) : runtime.main;
  const ephemeral = (runtime.ephemeral ?? []).map(settle);
  const dues = [...init, ...main, ...ephemeral].flatMap(each =>
    dueOf(pod, each, nowMs),
  );
  return {
    runtime: { init, main, ephemeral },
    events,
    dueMs: dues.length > 0 ? Math.min(...dues) : undefined,
  };
}

/** The pod's status as its containers stand; condition times move only where a condition changes. */
export function podStatusOf(
  pod: Pod,
  runtime: PodRuntime,
  where: { readonly podIP: string; readonly hostIP: string },
  nowMs: number,
): PodStatus {
  const hasInitWork =
    runtime.init.length > 0 && !runtime.init.every(isInitDone);
  const phase = phaseOf(runtime);
  const isFinished = phase === 'Succeeded' || phase === 'Failed';
  const unready = runtime.main
    .filter(each => !(each.phase.kind === 'running' && each.phase.isReady))
    .map(each => each.container.name);
  const isReady = !isFinished && unready.length === 0;
  const unreadyBecause = isFinished
    ? { reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${unready.join(' ')}]`,
      };
  const because = isReady ? {} : unreadyBecause;
  const wanted = [
    {
      type: 'PodReadyToStartContainers',
      status: isFinished ? 'False' : 'True',
    },
    hasInitWork
      ? {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: [${runtime.init
            .filter(each => !isInitDone(each))
            .map(each => each.container.name)
            .join(' ')}]`,
        }
      : { type: 'Initialized', status: 'True' },
    { type: 'Ready', status: isReady ? 'True' : 'False', ...because },
    { type: 'ContainersReady', status: isReady ? 'True' : 'False', ...because },
  ];
  const { ephemeral = [] } = runtime;
  const { hostNetwork } = pod.spec;
  const podIP = hostNetwork ? where.hostIP : where.podIP;
  return {
    ...pod.status,
    phase,
    conditions: wanted.reduce<PodStatus['conditions']>(
      (conditions, condition) => replaceCondition(conditions, condition, nowMs),
      pod.status?.conditions,
    ),
    hostIP: where.hostIP,
    hostIPs: [{ ip: where.hostIP }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: pod.status?.startTime ?? toTimestamp(nowMs),
    ...(runtime.init.length > 0
      ? {
          initContainerStatuses: runtime.init.map(each =>
            containerStatusOf(pod, each, false),
          ),
        }
      : {}),
    containerStatuses: runtime.main.map(each =>
      containerStatusOf(pod, each, hasInitWork),
    ),
    ...(ephemeral.length > 0 && {
      ephemeralContainerStatuses: ephemeral.map(each =>
        containerStatusOf(pod, each, false),
      ),
    }),
    qosClass: qosClassOf(pod),
  };
}

/** Guaranteed, Burstable or BestEffort, by the containers' requests and limits. */
export function qosClassOf(pod: Pod): string {
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const isGuaranteed = all.every(({ resources }) =>
    ['cpu', 'memory'].every(name => {
      const limit = resources?.limits?.[name];
      return (
        limit !== undefined && (resources?.requests?.[name] ?? limit) === limit
      );
    }),
  );
  if (isGuaranteed) return 'Guaranteed';
  const isEmpty = all.every(
    ({ resources }) =>
      Object.keys(resources?.requests ?? {}).length === 0 &&
      Object.keys(resources?.limits ?? {}).length === 0,
  );
  return isEmpty ? 'BestEffort' : 'Burstable';
}

function isInitDone({ container, phase }: ContainerRuntime): boolean {
  return container.restartPolicy === 'Always'
    ? phase.kind === 'running'
    : phase.kind === 'finished' && phase.state.exitCode === 0;
}

function phaseOf({ init, main }: PodRuntime): PodStatus['phase'] {
  const failedInit = init.some(
    ({ phase }) => phase.kind === 'finished' && phase.state.exitCode !== 0,
  );
  if (failedInit) return 'Failed';
  const isPending = main.every(({ phase }) =>
    ['created', 'pulling', 'pullError', 'pullBackOff'].includes(phase.kind),
  );
  if (isPending) return 'Pending';
  const ends = main.flatMap(({ phase }) =>
    phase.kind === 'finished' ? [phase.state.exitCode] : [],
  );
  if (ends.length < main.length) return 'Running';
  return ends.every(code => code === 0) ? 'Succeeded' : 'Failed';
}

function dueOf(
  pod: Pod,
  runtime: ContainerRuntime,
  nowMs: number,
): readonly number[] {
  const { phase } = runtime;
  if (phase.kind === 'created' || phase.kind === 'finished') return [];
  if (phase.kind === 'running' && behaviourOf(pod, runtime).probeFailure) {
    return [Math.min(phase.untilMs, nowMs + PROBE_REPORT_MS)];
  }
  return Number.isFinite(phase.untilMs) ? [phase.untilMs] : [];
}

/** When a pod that is being deleted has stopped: soon after SIGTERM, at the latest when its grace ends. */
export function stoppedAtMs(
  pod: Pod,
  sinceMs: number,
  shutdownMs: number,
): number {
  return Math.min(
    Math.max(sinceMs, toMs(pod.metadata.deletionTimestamp)),
    sinceMs + shutdownMs,
  );
}
