import {
  isTrueAt,
  parseTimeMs,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import {
  createObjectController,
  type ObjectController,
} from '../../reconciling/createObjectController';
import { patchStatus } from '../../reconciling/patchStatus';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { MANAGER } from '../RolloutContext';
import {
  ANALYSIS_RUN,
  isCompleted,
  runPhaseOf,
  type AnalysisPhase,
} from './AnalysisRun';
import { nextMeasurementMs, withMeasurement } from './assessMetric';
import { measure, type MetricQuery } from './measure';
import { metricsOf, type Metric } from './Metric';
import { parseMetricResults, type MetricResult } from './MetricResult';

export interface AnalysisRunControllerOptions {
  readonly cluster: ClusterPort;
  readonly query?: MetricQuery;
  readonly reportError: (error: unknown, context: string) => void;
}

/** Best first: the worst phase of its metrics is the phase of a run. */
const severity: readonly AnalysisPhase[] = [
  'Successful',
  'Inconclusive',
  'Error',
  'Failed',
];

/** Measures the metrics of every AnalysisRun until it is decided. */
export function createAnalysisRunController({
  cluster,
  query,
  reportError,
}: AnalysisRunControllerOptions): ObjectController {
  return createObjectController({
    cluster,
    kind: ANALYSIS_RUN,
    reportError,
    isRelevant: change =>
      change.kind === 'added' ||
      isTrueAt(change.object, 'spec', 'terminate') !==
        isTrueAt(change.previous, 'spec', 'terminate'),
    reconcile,
  });

  async function reconcile(run: KubernetesObject): Promise<number | undefined> {
    if (isCompleted(runPhaseOf(run)) || run.metadata.deletionTimestamp) {
      return undefined;
    }
    const nowMs = cluster.nowMs();
    const startedAt =
      stringAt(run, 'status', 'startedAt') ?? toTimestamp(nowMs);
    const outcome = await measureDue(run, parseTimeMs(startedAt) ?? nowMs);
    await patchStatus(
      cluster,
      run,
      {
        ...outcome.status,
        startedAt,
        ...(isCompleted(outcome.phase)
          ? { completedAt: toTimestamp(cluster.nowMs()) }
          : {}),
      },
      MANAGER,
    );
    if (isCompleted(outcome.phase)) recordEnd(run, outcome.phase);
    return outcome.nextMs === undefined
      ? undefined
      : outcome.nextMs - cluster.nowMs();
  }

  async function measureDue(run: KubernetesObject, startedMs: number) {
    let metrics: readonly Metric[];
    try {
      metrics = metricsOf(cluster, run);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        phase: 'Error' as const,
        status: {
          phase: 'Error',
          message: `Unable to resolve metric arguments: ${message}`,
        },
        nextMs: undefined,
      };
    }
    const results = new Map(parseMetricResults(run.status));
    for (const metric of metrics) {
      const dueMs = nextMeasurementMs(
        metric,
        results.get(metric.name),
        startedMs,
      );
      if (dueMs === undefined || dueMs > cluster.nowMs()) continue;
      const measurement = await measure(metric, query, cluster.nowMs());
      const result = withMeasurement(
        metric,
        results.get(metric.name),
        measurement,
      );
      results.set(metric.name, result);
      if (result.phase !== 'Running') recordMetric(run, result);
    }
    return conclude(run, metrics, results, startedMs);
  }

  function recordMetric(run: KubernetesObject, result: MetricResult): void {
    cluster.recordEvent({
      regarding: run,
      type: result.phase === 'Successful' ? 'Normal' : 'Warning',
      reason: `Metric${result.phase}`,
      message: `Metric '${result.name}' Completed. Result: ${result.phase}`,
      source: MANAGER,
    });
  }

  function recordEnd(run: KubernetesObject, phase: AnalysisPhase): void {
    cluster.recordEvent({
      regarding: run,
      type: phase === 'Successful' ? 'Normal' : 'Warning',
      reason: `AnalysisRun${phase}`,
      message: `Analysis Completed. Result: ${phase}`,
      source: MANAGER,
    });
  }
}

function conclude(
  run: KubernetesObject,
  metrics: readonly Metric[],
  results: ReadonlyMap<string, MetricResult>,
  startedMs: number,
) {
  const counted = metrics.filter(each => !each.isDryRun);
  const decided = counted
    .map(each => results.get(each.name))
    .find(
      each => each && each.phase !== 'Running' && each.phase !== 'Successful',
    );
  const isEnding = decided !== undefined || isTrueAt(run, 'spec', 'terminate');
  const final = metrics.flatMap(({ name }): MetricResult[] => {
    const result = results.get(name);
    if (!result) return [];
    return isEnding && result.phase === 'Running'
      ? [{ ...result, phase: 'Successful', message: 'Metric Terminated' }]
      : [result];
  });
  const isDone =
    isEnding ||
    metrics.every(each => {
      const phase = results.get(each.name)?.phase;
      return phase !== undefined && phase !== 'Running';
    });
  const phase: AnalysisPhase = isDone ? worst(final) : 'Running';
  const message = decided
    ? `Metric "${decided.name}" assessed ${decided.phase} due to ${decided.message}`
    : undefined;
  const due = metrics
    .map(each => nextMeasurementMs(each, results.get(each.name), startedMs))
    .filter(each => each !== undefined);
  return {
    phase,
    status: {
      phase,
      message: message ?? (isEnding ? 'Run Terminated' : undefined),
      metricResults: final,
      runSummary: summaryOf(metrics, final, false),
      dryRunSummary: metrics.some(each => each.isDryRun)
        ? summaryOf(metrics, final, true)
        : undefined,
    },
    nextMs: isDone || due.length === 0 ? undefined : Math.min(...due),
  };
}

function worst(results: readonly MetricResult[]): AnalysisPhase {
  const ranks = results
    .filter(each => !each.dryRun)
    .map(each => severity.indexOf(each.phase));
  return severity[Math.max(0, ...ranks)];
}

function summaryOf(
  metrics: readonly Metric[],
  results: readonly MetricResult[],
  isDryRun: boolean,
) {
  const count = metrics.filter(each => each.isDryRun === isDryRun).length;
  const those = results.filter(each => (each.dryRun ?? false) === isDryRun);
  const inPhase = (phase: AnalysisPhase) => {
    const found = those.filter(each => each.phase === phase).length;
    return found === 0 ? undefined : found;
  };
  return {
    count: count === 0 ? undefined : count,
    successful: inPhase('Successful'),
    failed: inPhase('Failed'),
    inconclusive: inPhase('Inconclusive'),
    error: inPhase('Error'),
  };
}
