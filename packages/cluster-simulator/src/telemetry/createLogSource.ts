import type { LogRange, Span, Telemetry } from '@orrery/telemetry-model';
import type { SimulationClock } from '../clock/SimulationClock';
import { toMs } from '../controllers/ControllerContext';
import type { ContainerStatus, Pod } from '../controllers/kinds/Pod';
import { parseKind, type TypedStore } from '../controllers/TypedStore';
import type { LogLine, LogRequest, LogSource } from '../server/ports';
import { StatusError } from '../status/StatusError';
import { statusOf } from './worldPodOf';

/** What a node keeps of a container's log before it rotates it away. */
const KEPT_LINES = 5_000;
const POLL_MS = 250;

/** Logs out of the telemetry model; following one asks for what is new four times a second. */
export function createLogSource(options: {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
  readonly telemetry: () => Telemetry;
}): LogSource {
  const { store, clock, telemetry } = options;

  /** Lines of one run within a range; its last words belong to it, its successor's first ones do not. */
  function linesOf(
    pod: Pod,
    container: string,
    run: Span,
    range: LogRange,
  ): readonly LogLine[] {
    const log = telemetry().containerLog(pod.metadata.uid ?? '', container);
    return (
      log?.lines({
        ...range,
        fromMs: Math.max(range.fromMs, run.fromMs - 1),
        toMs: Math.min(range.toMs, run.toMs ?? Infinity),
      }) ?? []
    );
  }

  async function* readLog(request: LogRequest): AsyncGenerator<LogLine> {
    const pod = parseKind('pods', request.pod);
    const run = runOf(pod, request);
    let readToMs = clock.nowMs();
    yield* linesOf(pod, request.container, run, {
      fromMs: request.sinceMs === undefined ? 0 : request.sinceMs - 1,
      toMs: readToMs,
      limit: Math.min(request.tailLines ?? KEPT_LINES, KEPT_LINES),
      direction: 'backward',
    });
    while (request.follow && !request.signal.aborted) {
      const current = currentRun(pod, request.container, run);
      if (!current) return;
      const nowMs = clock.nowMs();
      yield* linesOf(pod, request.container, current, {
        fromMs: readToMs,
        toMs: nowMs,
      });
      readToMs = nowMs;
      if (current.toMs !== undefined) return;
      await pause(clock, POLL_MS, request.signal);
    }
  }

  /** The followed run as it stands now; `undefined` once its pod is gone. */
  function currentRun(
    pod: Pod,
    container: string,
    run: Span,
  ): Span | undefined {
    const latest = store.get('pods', pod.metadata.namespace, pod.metadata.name);
    const status = latest && statusOf(latest, container);
    if (!status || latest?.metadata.uid !== pod.metadata.uid) return undefined;
    const { running } = status.state;
    if (running && toMs(running.startedAt) === run.fromMs) return run;
    const ended = [status.state.terminated, status.lastState.terminated].find(
      each => each && toMs(each.startedAt) === run.fromMs,
    );
    return ended && { fromMs: run.fromMs, toMs: toMs(ended.finishedAt) };
  }

  return { readLog };
}

/** The run that is asked for. Throws where the API server would. */
function runOf(pod: Pod, { container, previous }: LogRequest): Span {
  const status = statusOf(pod, container);
  const ended = previous
    ? status?.lastState.terminated
    : status?.state.terminated ??
      (status?.state.running ? undefined : status?.lastState.terminated);
  if (ended) {
    return { fromMs: toMs(ended.startedAt), toMs: toMs(ended.finishedAt) };
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
  return { fromMs: toMs(running.startedAt) };
}

function waitingText(status: ContainerStatus | undefined): string {
  const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
  return reason === 'ImagePullBackOff' || reason === 'ErrImagePull'
    ? 'trying and failing to pull image'
    : reason;
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
