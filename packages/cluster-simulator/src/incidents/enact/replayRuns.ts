import type { ContainerRun, ContainerWait } from '@orrery/telemetry-model';
import { toTimestamp } from '../../controllers/ControllerContext';
import type { TerminatedState } from '../../controllers/kinds/Pod';
import type { ContainerBehaviour } from '../../controllers/kubelet/containerBehaviour';
import {
  backOffMs,
  effectiveRestarts,
  type ContainerPhase,
  type ContainerRuntime,
} from '../../controllers/kubelet/containerRuntime';

/** How a container came to be what it is. */
export interface ReplayedRuns {
  /** Those that ended, oldest first. */
  readonly runs: readonly ContainerRun[];
  readonly waits: readonly ContainerWait[];
  readonly runtime: ContainerRuntime;
}

/** A finished run shows so long before its restart or back-off, as in `stepContainer`. */
const EXIT_SHOWN_MS = 1_000;

/**
 * What a kubelet would have done with a container from a moment on: its process ends as `exitOf` says, and starts again
 * after the kubelet's back-off. `runtime` is running at `fromMs`. Deterministic; throws nothing. O(runs).
 */
export function replayRuns(options: {
  readonly runtime: ContainerRuntime;
  readonly fromMs: number;
  readonly nowMs: number;
  readonly exitOf: (
    restartCount: number,
    startedAtMs: number,
  ) => ContainerBehaviour['exit'];
}): ReplayedRuns {
  const { nowMs, exitOf } = options;
  const runs: ContainerRun[] = [];
  const waits: ContainerWait[] = [];
  let { runtime } = options;
  let { fromMs } = options;
  for (;;) {
    const exit = exitOf(runtime.restartCount, fromMs);
    if (!exit || fromMs + exit.afterMs > nowMs) {
      return { runs, waits, runtime: { ...runtime, phase: running(fromMs) } };
    }
    // A status tells whole seconds, and must tell of the same runs.
    const endMs =
      Math.floor((fromMs + Math.max(1_000, exit.afterMs)) / 1_000) * 1_000;
    const { reason, exitCode } = exit;
    runs.push({ fromMs, toMs: endMs, reason, exitCode });
    const last: TerminatedState = {
      reason,
      exitCode,
      startedAt: toTimestamp(fromMs),
      finishedAt: toTimestamp(endMs),
    };
    runtime = { ...runtime, last };
    const waitMs = backOffMs(effectiveRestarts(runtime));
    const nextMs = endMs + EXIT_SHOWN_MS + waitMs;
    if (nextMs > nowMs) {
      const phase: ContainerPhase = { kind: 'crashBackOff', untilMs: nextMs };
      return { runs, waits, runtime: { ...runtime, phase } };
    }
    if (waitMs > 0)
      waits.push({ fromMs: endMs, toMs: nextMs, reason: 'CrashLoopBackOff' });
    runtime = { ...runtime, restartCount: runtime.restartCount + 1 };
    fromMs = nextMs;
  }
}

function running(startedAtMs: number): ContainerPhase {
  return { kind: 'running', startedAtMs, isReady: true, untilMs: Infinity };
}
