import type { SimulationClock } from '../clock/SimulationClock';
import type {
  ContainerStatus,
  Pod,
  TerminatedState,
} from '../controllers/kinds/Pod';
import { parseKind, type TypedStore } from '../controllers/TypedStore';
import { SHOP_SERVICES } from '../fleet/shopServices';
import type { LogFormat } from '../fleet/ServiceBlueprint';
import { hashText } from '../random/createRandom';
import type { LogLine, LogRequest, LogSource } from '../server/ports';
import { StatusError } from '../status/StatusError';
import { logLines, tailOfLog, type LogStream } from './logLines';

/** What a node keeps of a container's log before it rotates it away. */
const KEPT_LINES = 5_000;
const POLL_MS = 250;

const FORMATS = new Map<string, LogFormat>(
  SHOP_SERVICES.map(service => [service.name, service.logFormat]),
);

/** Logs as functions of container and time; following one asks for what is new four times a second. */
export function createLogSource(options: {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
}): LogSource {
  const { store, clock } = options;

  async function* readLog(request: LogRequest): AsyncGenerator<LogLine> {
    const pod = parseKind('pods', request.pod);
    const stream = streamOf(pod, request);
    let readToMs = clock.nowMs();
    const limit = Math.min(request.tailLines ?? KEPT_LINES, KEPT_LINES);
    for (const line of tailOfLog(stream, readToMs, limit)) {
      if (request.sinceMs === undefined || line.timeMs >= request.sinceMs) {
        yield line;
      }
    }
    while (request.follow && !request.signal.aborted) {
      const current = currentStream(pod, request.container, stream);
      if (!current) return;
      const nowMs = clock.nowMs();
      yield* logLines(current, readToMs, nowMs);
      readToMs = nowMs;
      if (current.endedAtMs !== undefined) return;
      await pause(clock, POLL_MS, request.signal);
    }
  }

  /** The followed run as it stands now; `undefined` once its pod is gone. */
  function currentStream(
    pod: Pod,
    container: string,
    stream: LogStream,
  ): LogStream | undefined {
    const latest = store.get('pods', pod.metadata.namespace, pod.metadata.name);
    const status = latest && statusOf(latest, container);
    if (!status || latest?.metadata.uid !== pod.metadata.uid) return undefined;
    const { running } = status.state;
    if (running && Date.parse(running.startedAt) === stream.startedAtMs) {
      return stream;
    }
    const ended = [status.state.terminated, status.lastState.terminated].find(
      each => each && Date.parse(each.startedAt) === stream.startedAtMs,
    );
    return ended ? endedStream(stream, ended) : undefined;
  }

  return { readLog };
}

function streamOf(pod: Pod, request: LogRequest): LogStream {
  const { container, previous } = request;
  const status = statusOf(pod, container);
  const service =
    pod.metadata.labels?.['app.kubernetes.io/name'] ??
    pod.metadata.labels?.app ??
    container;
  const base = {
    namespace: pod.metadata.namespace ?? '',
    podName: pod.metadata.name,
    container,
    service,
    format:
      FORMATS.get(container) ?? FORMATS.get(service) ?? formatFor(container),
  };
  const ended = previous
    ? status?.lastState.terminated
    : status?.state.terminated ??
      (status?.state.running ? undefined : status?.lastState.terminated);
  if (ended) {
    return endedStream(
      { ...base, startedAtMs: Date.parse(ended.startedAt) },
      ended,
    );
  }
  if (previous) {
    throw new StatusError(
      'BadRequest',
      `previous terminated container "${container}" in pod "${pod.metadata.name}" not found`,
    );
  }
  const running = status?.state.running;
  if (!running) {
    throw new StatusError(
      'BadRequest',
      `container "${container}" in pod "${
        pod.metadata.name
      }" is waiting to start: ${waitingText(status)}`,
    );
  }
  return { ...base, startedAtMs: Date.parse(running.startedAt) };
}

function endedStream(stream: LogStream, ended: TerminatedState): LogStream {
  return {
    ...stream,
    endedAtMs: Date.parse(ended.finishedAt),
    // The kernel leaves a process no time for last words.
    failure:
      ended.exitCode === 0 || ended.reason === 'OOMKilled'
        ? undefined
        : `fatal: unrecoverable error, exiting with code ${ended.exitCode}`,
  };
}

function statusOf(pod: Pod, container: string): ContainerStatus | undefined {
  return [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ].find(status => status.name === container);
}

function waitingText(status: ContainerStatus | undefined): string {
  const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
  return reason === 'ImagePullBackOff' || reason === 'ErrImagePull'
    ? 'trying and failing to pull image'
    : reason;
}

function formatFor(container: string): LogFormat {
  return hashText(container) % 2 === 0 ? 'json' : 'logfmt';
}

/** Waits in virtual time; an abort ends the wait at once. */
async function pause(
  clock: SimulationClock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>(resolve => {
    const cancel = clock.schedule(ms, done);
    function done() {
      signal.removeEventListener('abort', done);
      cancel();
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
