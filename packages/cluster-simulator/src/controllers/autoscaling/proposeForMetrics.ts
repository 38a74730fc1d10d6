import { formatQuantity, tryParseQuantity } from '@orrery/kubernetes-model';
import { JsonObject, numberAt, objectAt, stringAt } from '../../json/readJson';
import type { Verdict } from './limitChange';
import { proposeReplicas, ReplicaTarget } from './proposeReplicas';
import { missingRequest, samplesOf, UsageQuestion } from './samplesOf';

export interface MetricsVerdict {
  /** Undefined when the metrics allow no decision. */
  readonly replicas?: number;
  /** The metric that asks for most. */
  readonly metric: string;
  readonly scalingActive: Verdict;
  /** For `status.currentMetrics`. */
  readonly currentMetrics: readonly JsonObject[];
  readonly failures: readonly MetricFailure[];
  /** All of them in one sentence. */
  readonly error?: string;
}

export interface MetricFailure {
  readonly reason: string;
  readonly message: string;
}

type MetricProposal =
  | {
      readonly kind: 'valid';
      readonly replicas: number;
      readonly metric: string;
      readonly status: JsonObject;
    }
  | ({ readonly kind: 'invalid'; readonly error: string } & MetricFailure);

interface Question extends UsageQuestion {
  readonly currentReplicas: number;
  readonly nowMs: number;
}

/**
 * The largest of what the metrics of `spec.metrics` ask for. With one that cannot be had, the others may still make it more, not less.
 * Only resource metrics are served; custom and external ones fail as in a cluster without their adapters.
 * Source: `computeReplicasForMetrics` of the horizontal pod autoscaler.
 */
export function proposeForMetrics(
  metrics: readonly JsonObject[],
  question: Question,
): MetricsVerdict {
  const proposals = metrics.map(metric => proposeForMetric(metric, question));
  const valid = proposals.flatMap(each => (each.kind === 'valid' ? each : []));
  const invalid = proposals.flatMap(each =>
    each.kind === 'invalid' ? each : [],
  );
  const [first] = invalid;
  const most = valid.reduce<(typeof valid)[number] | undefined>(
    (best, each) => (best && best.replicas >= each.replicas ? best : each),
    undefined,
  );
  const found = {
    metric: most?.metric ?? '',
    currentMetrics: valid.map(each => each.status),
    failures: invalid,
    ...(first
      ? {
          error: `invalid metrics (${invalid.length} invalid out of ${metrics.length}), first error is: ${first.error}`,
        }
      : {}),
  };
  if (!most || (first && most.replicas < question.currentReplicas))
    return {
      ...found,
      scalingActive: {
        status: 'False',
        reason: first?.reason ?? 'InvalidMetricSourceType',
        message: `the HPA was unable to compute the replica count: ${
          first?.message ?? 'no metrics'
        }`,
      },
    };
  return {
    ...found,
    replicas: most.replicas,
    scalingActive: {
      status: 'True',
      reason: 'ValidMetricFound',
      message: `the HPA was able to successfully calculate a replica count from ${most.metric}`,
    },
  };
}

function proposeForMetric(
  metric: JsonObject,
  question: Question,
): MetricProposal {
  switch (stringAt(metric, 'type')) {
    case 'Resource':
      return proposeForResource(objectAt(metric, 'resource'), question);
    case 'ContainerResource':
      return proposeForResource(
        objectAt(metric, 'containerResource'),
        question,
        stringAt(metric, 'containerResource', 'container'),
      );
    case 'Pods':
      return unserved('Pods', 'pods', 'custom', metric, 'pods');
    case 'Object':
      return unserved('Object', 'object', 'custom', metric, 'object');
    case 'External':
      return unserved('External', 'external', 'external', metric, 'external');
    default: {
      const message = `unknown metric source type ${JSON.stringify(
        stringAt(metric, 'type'),
      )}`;
      const reason = 'InvalidMetricSourceType';
      return { kind: 'invalid', reason, message, error: message };
    }
  }
}

function proposeForResource(
  source: JsonObject,
  question: Question,
  container?: string,
): MetricProposal {
  const name = stringAt(source, 'name');
  const what = container === undefined ? 'resource' : 'container resource';
  const percent = numberAt(source, 'target', 'averageUtilization');
  const average = tryParseQuantity(objectAt(source, 'target').averageValue);
  const target: ReplicaTarget | undefined =
    percent === undefined
      ? average && { kind: 'average', millis: Number(average.nanos) / 1e6 }
      : { kind: 'utilization', percent };
  const failed = (why: string): MetricProposal => {
    const message =
      percent === undefined ? why : `failed to get ${name} utilization: ${why}`;
    return {
      kind: 'invalid',
      reason:
        container === undefined
          ? 'FailedGetResourceMetric'
          : 'FailedGetContainerResourceMetric',
      message,
      error: `failed to get ${name} ${what} metric value: ${message}`,
    };
  };
  if (!target)
    return failed(
      'invalid resource metric source: neither an average utilization target nor an average value (usage) target was set',
    );
  const samples = samplesOf(question, name, container);
  if (samples.every(each => each.usageMillis === undefined))
    return failed(
      `unable to get metrics for resource ${name}: no metrics returned from resource metrics API`,
    );
  const unasked =
    target.kind === 'utilization' && missingRequest(question, name, container);
  if (unasked) return failed(unasked);
  const proposal = proposeReplicas(samples, question.currentReplicas, target, {
    resource: name,
    nowMs: question.nowMs,
  });
  if ('failure' in proposal) return failed(proposal.failure);
  const { replicas, utilization, averageMillis } = proposal;
  const type = container === undefined ? 'Resource' : 'ContainerResource';
  return {
    kind: 'valid',
    replicas,
    metric:
      utilization === undefined
        ? `${name} ${what}`
        : `${name} ${what} utilization (percentage of request)`,
    status: {
      type,
      [container === undefined ? 'resource' : 'containerResource']: {
        name,
        ...(container === undefined ? {} : { container }),
        current: {
          ...(utilization === undefined
            ? {}
            : { averageUtilization: utilization }),
          averageValue: formatQuantity({
            nanos: BigInt(averageMillis) * 1_000_000n,
            format: 'DecimalSI',
          }),
        },
      },
    },
  };
}

/** No adapter serves such metrics here. */
function unserved(
  type: string,
  field: string,
  api: string,
  metric: JsonObject,
  called: string,
): MetricProposal {
  const name = stringAt(metric, field, 'metric', 'name');
  const message = `unable to get ${
    type === 'External' ? 'external ' : ''
  }metric ${name}: unable to fetch metrics from ${api} metrics API: no ${api} metrics API (${api}.metrics.k8s.io) registered`;
  return {
    kind: 'invalid',
    reason: `FailedGet${type}Metric`,
    message,
    error: `failed to get ${called} metric value: ${message}`,
  };
}
