import { toMs } from '../ControllerContext';
import type { Job } from '../kinds/Job';
import type { Pod } from '../kinds/Pod';

/** Where a job stands, as its pods and its limits decide. */
export type JobOutcome = {
  readonly succeeded: number;
  readonly failed: number;
} & (
  | {
      readonly kind: 'running';
      readonly wantedActive: number;
      readonly retryAtMs?: number;
    }
  | { readonly kind: 'complete' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly message: string;
    }
);

const MAX_RETRY_MS = 600_000;

/**
 * Counts ended pods and restarts against the job's limits. After a failure the next pod waits 10 s, doubling with each
 * failure. O(pods).
 */
export function jobOutcome(
  job: Job,
  pods: readonly Pod[],
  nowMs: number,
): JobOutcome {
  const { spec } = job;
  const succeeded = pods.filter(
    pod => pod.status?.phase === 'Succeeded',
  ).length;
  const failedPods = pods.filter(pod => pod.status?.phase === 'Failed');
  const failed = failedPods.length;
  const counts = { succeeded, failed };
  const parallelism = spec.parallelism ?? 1;
  const isQueueJob = spec.completions === undefined && parallelism !== 1;
  const completions = spec.completions ?? 1;
  const running = pods.filter(
    pod => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed',
  ).length;

  if (spec.suspend) return { ...counts, kind: 'running', wantedActive: 0 };
  const isComplete = isQueueJob
    ? succeeded > 0 && running === 0
    : succeeded >= completions;
  if (isComplete) return { ...counts, kind: 'complete' };

  const restarts = pods.reduce((sum, pod) => sum + restartsOf(pod), 0);
  const tries =
    failed + (spec.template.spec.restartPolicy === 'OnFailure' ? restarts : 0);
  if (tries > (spec.backoffLimit ?? 6)) {
    return {
      ...counts,
      kind: 'failed',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  }
  const startMs = toMs(job.status?.startTime);
  if (
    spec.activeDeadlineSeconds !== undefined &&
    startMs > 0 &&
    nowMs >= startMs + spec.activeDeadlineSeconds * 1_000
  ) {
    return {
      ...counts,
      kind: 'failed',
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    };
  }

  const untilFirstSuccess = succeeded > 0 ? running : parallelism;
  const open = isQueueJob
    ? untilFirstSuccess
    : Math.min(parallelism, completions - succeeded);
  const retryAtMs = retryTimeMs(failedPods);
  return retryAtMs > nowMs
    ? {
        ...counts,
        kind: 'running',
        wantedActive: Math.min(open, running),
        retryAtMs,
      }
    : { ...counts, kind: 'running', wantedActive: open };
}

function retryTimeMs(failedPods: readonly Pod[]): number {
  if (failedPods.length === 0) return 0;
  const lastEndMs = Math.max(...failedPods.map(endMsOf));
  const delayMs = 10_000 * 2 ** Math.min(10, failedPods.length - 1);
  return lastEndMs + Math.min(MAX_RETRY_MS, delayMs);
}

function endMsOf(pod: Pod): number {
  return Math.max(
    toMs(pod.metadata.creationTimestamp),
    ...(pod.status?.containerStatuses ?? []).map(status =>
      toMs(status.state.terminated?.finishedAt),
    ),
  );
}

function restartsOf(pod: Pod): number {
  return (pod.status?.containerStatuses ?? []).reduce(
    (sum, status) => sum + status.restartCount,
    0,
  );
}
