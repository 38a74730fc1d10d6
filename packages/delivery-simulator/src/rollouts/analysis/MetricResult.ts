import {
  countAt,
  isTrueAt,
  recordsAt,
  stringAt,
  type JsonRecord,
} from '@orrery/kubernetes-model';
import type { AnalysisPhase } from './AnalysisRun';

export interface Measurement {
  readonly phase: AnalysisPhase;
  readonly message?: string;
  readonly value?: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** An entry of `status.metricResults`, as on the wire. */
export interface MetricResult {
  readonly name: string;
  readonly phase: AnalysisPhase;
  readonly message?: string;
  readonly dryRun?: boolean;
  readonly count?: number;
  readonly successful?: number;
  readonly failed?: number;
  readonly inconclusive?: number;
  readonly error?: number;
  readonly consecutiveError?: number;
  readonly consecutiveSuccess?: number;
  readonly measurements?: readonly Measurement[];
}

const phases = [
  'Running',
  'Successful',
  'Failed',
  'Error',
  'Inconclusive',
] as const;

export function parseMetricResults(
  status: unknown,
): ReadonlyMap<string, MetricResult> {
  return new Map(
    recordsAt(status, 'metricResults').map(each => {
      const result = resultOf(each);
      return [result.name, result];
    }),
  );
}

function resultOf(result: JsonRecord): MetricResult {
  return {
    name: stringAt(result, 'name') ?? '',
    phase: phaseOf(result),
    message: stringAt(result, 'message'),
    dryRun: isTrueAt(result, 'dryRun') || undefined,
    count: countAt(result, 'count'),
    successful: countAt(result, 'successful'),
    failed: countAt(result, 'failed'),
    inconclusive: countAt(result, 'inconclusive'),
    error: countAt(result, 'error'),
    consecutiveError: countAt(result, 'consecutiveError'),
    consecutiveSuccess: countAt(result, 'consecutiveSuccess'),
    measurements: recordsAt(result, 'measurements').map(each => ({
      phase: phaseOf(each),
      message: stringAt(each, 'message'),
      value: stringAt(each, 'value'),
      startedAt: stringAt(each, 'startedAt') ?? '',
      finishedAt: stringAt(each, 'finishedAt') ?? '',
    })),
  };
}

function phaseOf(value: unknown): AnalysisPhase {
  const phase = stringAt(value, 'phase');
  return phases.find(each => each === phase) ?? 'Running';
}
