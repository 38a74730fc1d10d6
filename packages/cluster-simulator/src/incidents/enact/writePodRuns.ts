import type { Pod } from '../../controllers/kinds/Pod';
import type { ContainerBehaviour } from '../../controllers/kubelet/containerBehaviour';
import {
  podStatusOf,
  restorePodRuntime,
  type PodRuntime,
} from '../../controllers/kubelet/podRuntime';
import { toMs } from '../../controllers/ControllerContext';
import { endedRun } from '../../telemetry/worldPodOf';
import type { IncidentScene } from './IncidentScene';
import { replayRuns } from './replayRuns';

/** From the start of a process to its readiness. */
const READY_AFTER_MS = 5_000;

/**
 * Writes into a running pod that its main container ended again and again until now, as `exitOf` says: restarts, last
 * state, readiness, and the events of its kubelet. Leaves alone a pod that does not run.
 */
export function writePodRuns(
  scene: IncidentScene,
  pod: Pod,
  exitOf: (
    restartCount: number,
    startedAtMs: number,
  ) => ContainerBehaviour['exit'],
): void {
  const nowMs = scene.nowMs();
  const runtime = restorePodRuntime(pod, nowMs);
  const [main, ...others] = runtime.main;
  if (main?.phase.kind !== 'running') return;
  const firstMs = main.phase.startedAtMs;
  const replayed = replayRuns({
    runtime: main,
    fromMs: firstMs,
    nowMs,
    exitOf,
  });
  const lastRun = replayed.runs[replayed.runs.length - 1];
  if (!lastRun) return;
  const endedMs = lastRun.toMs ?? nowMs;
  const { phase } = replayed.runtime;
  const startedMs = phase.kind === 'running' ? phase.startedAtMs : undefined;
  const where = {
    podIP: pod.status?.podIP ?? '',
    hostIP: pod.status?.hostIP ?? '',
  };
  const statusAt = (current: Pod, now: PodRuntime, atMs: number): Pod => ({
    ...current,
    status: {
      ...podStatusOf(current, now, where, atMs),
      podIP: pod.status?.podIP,
      podIPs: pod.status?.podIPs,
    },
  });
  const down: PodRuntime = {
    ...runtime,
    main: [
      { ...replayed.runtime, phase: { kind: 'crashBackOff', untilMs: nowMs } },
      ...others,
    ],
  };
  const now: PodRuntime = { ...runtime, main: [replayed.runtime, ...others] };
  scene.store.update('pods', pod, current => {
    const ended = statusAt(current, down, endedMs);
    return startedMs === undefined
      ? ended
      : statusAt(ended, now, Math.min(nowMs, startedMs + READY_AFTER_MS));
  });
  const { uid = '' } = pod.metadata;
  const before = main.last ? [endedRun(main.last)] : [];
  scene.past.ran(
    uid,
    main.container.name,
    [...before, ...replayed.runs],
    replayed.waits,
  );
  const ready = pod.status?.conditions?.find(each => each.type === 'Ready');
  scene.past.wasReady(
    uid,
    replayed.runs.map((run, index) => ({
      fromMs:
        index === 0
          ? toMs(ready?.lastTransitionTime)
          : Math.min(run.fromMs + READY_AFTER_MS, run.toMs ?? nowMs),
      toMs: run.toMs,
    })),
  );
  recordRestarts(scene, pod, {
    container: main.container.name,
    image: main.container.image ?? '',
    restarts: replayed.runs.length,
    waits: replayed.waits.length + (startedMs === undefined ? 1 : 0),
    firstMs: replayed.runs[0].toMs ?? nowMs,
    lastMs: startedMs ?? endedMs,
  });
}

function recordRestarts(
  scene: IncidentScene,
  pod: Pod,
  told: {
    readonly container: string;
    readonly image: string;
    readonly restarts: number;
    readonly waits: number;
    readonly firstMs: number;
    readonly lastMs: number;
  },
): void {
  const { container, image } = told;
  const say = (
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    count: number,
  ) =>
    count > 0 &&
    scene.record(
      pod,
      {
        type,
        reason,
        message,
        component: 'kubelet',
        host: pod.spec.nodeName,
        fieldPath: `spec.containers{${container}}`,
      },
      { atMs: told.firstMs, lastMs: told.lastMs, count },
    );
  say(
    'Normal',
    'Pulled',
    `Container image "${image}" already present on machine`,
    told.restarts,
  );
  say('Normal', 'Created', `Created container: ${container}`, told.restarts);
  say('Normal', 'Started', `Started container ${container}`, told.restarts);
  say(
    'Warning',
    'BackOff',
    `Back-off restarting failed container ${container} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
    told.waits,
  );
}
