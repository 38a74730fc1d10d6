import { bytesOf, cpuCoresOf } from '@orrery/kubernetes-model';
import type {
  ContainerRun,
  ContainerWait,
  PhaseChange,
  Span,
  WorldContainer,
  WorldPod,
} from '@orrery/telemetry-model';
import { toMs } from '../controllers/ControllerContext';
import type {
  Container,
  ContainerStatus,
  Pod,
  TerminatedState,
} from '../controllers/kinds/Pod';
import { inventedRuns } from './inventedRuns';
import { ownCpuCoresOf } from './ownCpuCoresOf';
import { serviceNameOf } from './serviceNameOf';
import type { PodHistory } from './createPodHistories';

/** A run this short served nobody. */
const MIN_SERVING_MS = 20_000;
const BECAME_READY_MS = 6_000;

/** A stored pod and what is remembered of it, as the telemetry model sees them. O(runs). */
export function worldPodOf(
  pod: Pod,
  history: PodHistory | undefined,
  deletedAtMs?: number,
): WorldPod {
  const { metadata, spec, status } = pod;
  const createdAtMs = toMs(metadata.creationTimestamp);
  const owner = metadata.ownerReferences?.find(each => each.controller);
  const containers = spec.containers.map(container =>
    containerOf(container, pod, history, createdAtMs, deletedAtMs),
  );
  const serviceName = serviceNameOf(pod);
  return {
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    uid: metadata.uid ?? metadata.name,
    ...(serviceName ? { service: `${metadata.namespace}/${serviceName}` } : {}),
    version: metadata.labels?.['app.kubernetes.io/version'] ?? '1',
    node: spec.nodeName,
    podIp: status?.podIP,
    hostIp: status?.hostIP,
    usesHostNetwork: spec.hostNetwork,
    ownerKind: owner?.kind,
    ownerName: owner?.name,
    createdAtMs,
    scheduledAtMs: status?.startTime ? toMs(status.startTime) : undefined,
    deletedAtMs,
    containers,
    initContainers: (spec.initContainers ?? []).map(container =>
      containerOf(container, pod, history, createdAtMs, deletedAtMs),
    ),
    ready: readySpans(pod, history, containers[0], deletedAtMs),
    phases: phasesOf(pod, containers[0], createdAtMs),
    claims: (spec.volumes ?? []).flatMap(volume =>
      volume.persistentVolumeClaim
        ? [volume.persistentVolumeClaim.claimName]
        : [],
    ),
  };
}

/** The runs that a container's status tells of, oldest first. */
export function runsIn(
  status: ContainerStatus | undefined,
): readonly ContainerRun[] {
  if (!status) return [];
  const ended = [status.lastState.terminated, status.state.terminated]
    .flatMap(state => (state ? [endedRun(state)] : []))
    .sort((a, b) => a.fromMs - b.fromMs);
  const { running } = status.state;
  return running ? [...ended, { fromMs: toMs(running.startedAt) }] : ended;
}

/** The status of a container or init container by its name. */
export function statusOf(
  pod: Pod,
  container: string,
): ContainerStatus | undefined {
  return [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ].find(status => status.name === container);
}

/** A run that a status says has ended. */
export function endedRun(state: TerminatedState): ContainerRun {
  return {
    fromMs: toMs(state.startedAt),
    toMs: Math.max(toMs(state.startedAt) + 1, toMs(state.finishedAt)),
    reason: state.reason,
    exitCode: state.exitCode,
  };
}

function containerOf(
  container: Container,
  pod: Pod,
  history: PodHistory | undefined,
  createdAtMs: number,
  deletedAtMs: number | undefined,
): WorldContainer {
  const status = statusOf(pod, container.name);
  const past = history?.containers.get(container.name);
  const shown = runsIn(status);
  const remembered = (past?.runs ?? []).filter(
    run => !shown.some(each => each.fromMs === run.fromMs),
  );
  const known = [...remembered, ...shown].sort((a, b) => a.fromMs - b.fromMs);
  const unknown = Math.max(
    0,
    (status?.restartCount ?? 0) - Math.max(0, known.length - 1),
  );
  const invented = inventedRuns(unknown, createdAtMs, known);
  const runs = [...invented, ...known].map(run => endedBy(run, deletedAtMs));
  const { requests = {}, limits = {} } = container.resources ?? {};
  return {
    name: container.name,
    image: container.image ?? '',
    cpuRequestCores: cpuCoresOf(requests.cpu),
    cpuLimitCores: cpuCoresOf(limits.cpu),
    memoryRequestBytes: bytesOf(requests.memory),
    memoryLimitBytes: bytesOf(limits.memory),
    ...(serviceNameOf(pod) ? {} : { ownCpuCores: ownCpuCoresOf(container) }),
    runs,
    waits: waitsOf(runs, past?.waits ?? [], status, createdAtMs),
    earlierRestarts: unknown - invented.length,
  };
}

function endedBy(
  run: ContainerRun,
  deletedAtMs: number | undefined,
): ContainerRun {
  return deletedAtMs === undefined || run.toMs !== undefined
    ? run
    : { ...run, toMs: Math.max(run.fromMs + 1, deletedAtMs) };
}

/** Waits remembered, those between the runs, and the present one. */
function waitsOf(
  runs: readonly ContainerRun[],
  remembered: readonly ContainerWait[],
  status: ContainerStatus | undefined,
  createdAtMs: number,
): readonly ContainerWait[] {
  const between = runs.slice(1).flatMap((run, index): ContainerWait[] => {
    const endedMs = runs[index].toMs ?? run.fromMs;
    const isKnown = remembered.some(
      wait => (wait.toMs ?? Infinity) > endedMs && wait.fromMs < run.fromMs,
    );
    return run.fromMs - endedMs > 5_000 && !isKnown
      ? [{ fromMs: endedMs, toMs: run.fromMs, reason: 'CrashLoopBackOff' }]
      : [];
  });
  const { waiting } = status?.state ?? {};
  const sinceMs = Math.max(
    runs[runs.length - 1]?.toMs ?? createdAtMs,
    remembered[remembered.length - 1]?.toMs ?? 0,
  );
  return [
    ...remembered,
    ...between,
    ...(waiting ? [{ fromMs: sinceMs, reason: waiting.reason }] : []),
  ].sort((a, b) => a.fromMs - b.fromMs);
}

/** Ended runs served while they lasted; the present one serves since its condition says so. */
function readySpans(
  pod: Pod,
  history: PodHistory | undefined,
  main: WorldContainer | undefined,
  deletedAtMs: number | undefined,
): readonly Span[] {
  const condition = pod.status?.conditions?.find(each => each.type === 'Ready');
  const isReady = condition?.status === 'True';
  const since = isReady ? toMs(condition.lastTransitionTime) : undefined;
  /** A pod that runs and is not ready was ready until its condition changed. */
  const ceasedMs =
    condition && !isReady ? toMs(condition.lastTransitionTime) : -Infinity;
  const remembered = history?.ready ?? [];
  const spans: Span[] = [...remembered];
  for (const run of main?.runs ?? []) {
    const isPresent = run.toMs === undefined || run.toMs === deletedAtMs;
    if (isPresent) {
      if (since !== undefined) {
        spans.push({ fromMs: Math.max(since, run.fromMs), toMs: deletedAtMs });
      } else if (
        remembered.length === 0 &&
        ceasedMs > run.fromMs + MIN_SERVING_MS
      ) {
        spans.push({ fromMs: run.fromMs + BECAME_READY_MS, toMs: ceasedMs });
      }
    } else if (
      run.toMs !== undefined &&
      run.toMs - run.fromMs > MIN_SERVING_MS &&
      !remembered.some(
        span =>
          span.fromMs < (run.toMs ?? 0) && (span.toMs ?? Infinity) > run.fromMs,
      )
    ) {
      spans.push({ fromMs: run.fromMs + BECAME_READY_MS, toMs: run.toMs });
    }
  }
  return spans.sort((a, b) => a.fromMs - b.fromMs);
}

function phasesOf(
  pod: Pod,
  main: WorldContainer | undefined,
  createdAtMs: number,
): readonly PhaseChange[] {
  const phase = pod.status?.phase ?? 'Pending';
  const runs = main?.runs ?? [];
  const pending: PhaseChange = { atMs: createdAtMs, phase: 'Pending' };
  if (runs.length === 0)
    return phase === 'Pending'
      ? [pending]
      : [pending, { atMs: createdAtMs + 1_000, phase }];
  const started: PhaseChange = { atMs: runs[0].fromMs, phase: 'Running' };
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  return isOver
    ? [
        pending,
        started,
        { atMs: runs[runs.length - 1].toMs ?? started.atMs, phase },
      ]
    : [pending, started];
}
