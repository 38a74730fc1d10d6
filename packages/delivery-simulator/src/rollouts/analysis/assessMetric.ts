import type { AnalysisPhase } from './AnalysisRun';
import type { Metric } from './Metric';
import type { Measurement, MetricResult } from './MetricResult';

const ERROR_RETRY_MS = 10_000;

/** When `metric` is to be measured next; undefined when it is done. */
export function nextMeasurementMs(
  metric: Metric,
  result: MetricResult | undefined,
  runStartedMs: number,
): number | undefined {
  if (!result?.measurements?.length)
    return runStartedMs + metric.initialDelayMs;
  if (result.phase !== 'Running') return undefined;
  const last = result.measurements[result.measurements.length - 1];
  const isError = (result.consecutiveError ?? 0) > 0;
  const delayMs = isError ? ERROR_RETRY_MS : metric.intervalMs ?? 0;
  return Date.parse(last.finishedAt) + delayMs;
}

/** `result` with one more measurement, its phase assessed anew. */
export function withMeasurement(
  metric: Metric,
  result: MetricResult | undefined,
  measurement: Measurement,
): MetricResult {
  const { phase } = measurement;
  const count = (field: 'successful' | 'failed' | 'inconclusive' | 'error') =>
    result?.[field] ?? 0;
  const add = (wanted: AnalysisPhase) => Number(phase === wanted);
  const counted = {
    name: metric.name,
    ...(metric.isDryRun ? { dryRun: true } : {}),
    count: (result?.count ?? 0) + Number(phase !== 'Error'),
    successful: count('successful') + add('Successful'),
    failed: count('failed') + add('Failed'),
    inconclusive: count('inconclusive') + add('Inconclusive'),
    error: count('error') + add('Error'),
    consecutiveError:
      phase === 'Error' ? (result?.consecutiveError ?? 0) + 1 : 0,
    consecutiveSuccess:
      phase === 'Successful' ? (result?.consecutiveSuccess ?? 0) + 1 : 0,
    measurements: [...(result?.measurements ?? []), measurement].slice(
      -metric.retention,
    ),
  };
  return {
    ...counted,
    count: orMissing(counted.count),
    successful: orMissing(counted.successful),
    failed: orMissing(counted.failed),
    inconclusive: orMissing(counted.inconclusive),
    error: orMissing(counted.error),
    consecutiveError: orMissing(counted.consecutiveError),
    consecutiveSuccess: orMissing(counted.consecutiveSuccess),
    ...assessment(metric, counted),
  };
}

function assessment(
  metric: Metric,
  counts: {
    readonly count: number;
    readonly failed: number;
    readonly inconclusive: number;
    readonly consecutiveError: number;
    readonly consecutiveSuccess: number;
    readonly measurements: readonly Measurement[];
  },
): { readonly phase: AnalysisPhase; readonly message?: string } {
  const { failed, inconclusive, consecutiveError } = counts;
  if (metric.failureLimit >= 0 && failed > metric.failureLimit) {
    const message = `failed (${failed}) > failureLimit (${metric.failureLimit})`;
    return { phase: 'Failed', message };
  }
  if (
    metric.inconclusiveLimit >= 0 &&
    inconclusive > metric.inconclusiveLimit
  ) {
    const message = `inconclusive (${inconclusive}) > inconclusiveLimit (${metric.inconclusiveLimit})`;
    return { phase: 'Inconclusive', message };
  }
  if (consecutiveError > metric.consecutiveErrorLimit) {
    const cause = counts.measurements[counts.measurements.length - 1].message;
    const message = `consecutiveErrors (${consecutiveError}) > consecutiveErrorLimit (${metric.consecutiveErrorLimit}): "Error Message: ${cause}"`;
    return { phase: 'Error', message };
  }
  const isEnough =
    counts.count >= metric.count ||
    (metric.consecutiveSuccessLimit > 0 &&
      counts.consecutiveSuccess >= metric.consecutiveSuccessLimit);
  return { phase: isEnough ? 'Successful' : 'Running' };
}

/** The API leaves out counts of 0. */
function orMissing(count: number): number | undefined {
  return count === 0 ? undefined : count;
}
