import { recordAt, stringAt } from '@orrery/kubernetes-model';
import { toTimestamp } from '../../reconciling/toTimestamp';
import type { AnalysisPhase } from './AnalysisRun';
import { evaluateExpression } from './evaluateExpression';
import type { ExpressionValue } from './expressionFunctions';
import type { Metric } from './Metric';
import type { Measurement } from './MetricResult';

/** What an instant query answers. */
export type MetricAnswer =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'vector'; readonly values: readonly number[] };

/** Asks the Prometheus of the cluster now; rejects with what is wrong with the query. */
export type MetricQuery = (promql: string) => Promise<MetricAnswer>;

/** Measures once. Whatever goes wrong is a measurement in the phase Error. */
export async function measure(
  metric: Metric,
  query: MetricQuery | undefined,
  nowMs: number,
): Promise<Measurement> {
  const at = toTimestamp(nowMs);
  const times = { startedAt: at, finishedAt: at };
  try {
    const answer = await answerOf(metric, query);
    const value =
      answer.kind === 'scalar'
        ? formatNumber(answer.value)
        : `[${answer.values.map(formatNumber).join(',')}]`;
    const result = answer.kind === 'scalar' ? answer.value : answer.values;
    return { phase: assess(metric, result), value, ...times };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { phase: 'Error', message, ...times };
  }
}

async function answerOf(
  metric: Metric,
  query: MetricQuery | undefined,
): Promise<MetricAnswer> {
  const prometheus = recordAt(metric.provider, 'prometheus');
  if (!prometheus) {
    const [name = 'no provider'] = Object.keys(metric.provider);
    throw new Error(
      `metric provider ${name} is not simulated: only prometheus answers here`,
    );
  }
  if (!query) {
    throw new Error('no Prometheus answers the queries of this cluster');
  }
  return query(stringAt(prometheus, 'query') ?? '');
}

function assess(
  { successCondition, failureCondition }: Metric,
  result: ExpressionValue,
): AnalysisPhase {
  const holds = (condition: string) => {
    const value = evaluateExpression(condition, { result });
    if (typeof value === 'boolean') return value;
    throw new Error(`expected bool, but got ${JSON.stringify(value)}`);
  };
  const isFailure = failureCondition ? holds(failureCondition) : undefined;
  const isSuccess = successCondition ? holds(successCondition) : undefined;
  if (isFailure) return 'Failed';
  if (isSuccess) return 'Successful';
  if (isFailure === false && isSuccess === false) return 'Inconclusive';
  return isSuccess === false ? 'Failed' : 'Successful';
}

function formatNumber(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
