import { parseQuantity, type KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, objectAt, objectsAt, stringAt } from '../../json/readJson';
import { createdSeconds, sayerOf, statusNumber, type Reading } from './Reading';

/** `kube_poddisruptionbudget_*` */
export function readBudget(budget: KubernetesObject): readonly Reading[] {
  const say = sayerOf('poddisruptionbudget', budget);
  return [
    ...say('created', createdSeconds(budget)),
    ...say('status_current_healthy', statusNumber(budget, 'currentHealthy')),
    ...say('status_desired_healthy', statusNumber(budget, 'desiredHealthy')),
    ...say(
      'status_pod_disruptions_allowed',
      statusNumber(budget, 'disruptionsAllowed'),
    ),
    ...say('status_expected_pods', statusNumber(budget, 'expectedPods')),
    ...say(
      'status_observed_generation',
      statusNumber(budget, 'observedGeneration'),
    ),
  ];
}

/** `kube_resourcequota` */
export function readQuota(quota: KubernetesObject): readonly Reading[] {
  const say = sayerOf('resourcequota', quota);
  return [
    ...say('created', createdSeconds(quota)),
    ...(['hard', 'used'] as const).flatMap(type =>
      Object.entries(objectAt(quota, 'status', type)).flatMap(
        ([resource, amount]) => say('', amountOf(amount), { resource, type }),
      ),
    ),
  ];
}

/** `kube_limitrange` */
export function readLimitRange(range: KubernetesObject): readonly Reading[] {
  const say = sayerOf('limitrange', range);
  return [
    ...say('created', createdSeconds(range)),
    ...objectsAt(range, 'spec', 'limits').flatMap(limit =>
      [
        'min',
        'max',
        'default',
        'defaultRequest',
        'maxLimitRequestRatio',
      ].flatMap(constraint =>
        Object.entries(objectAt(limit, constraint)).flatMap(
          ([resource, amount]) =>
            say('', amountOf(amount), {
              resource,
              type: stringAt(limit, 'type'),
              constraint,
            }),
        ),
      ),
    ),
  ];
}

/** `kube_horizontalpodautoscaler_*`, as far as its status tells. */
export function readAutoscaler(
  autoscaler: KubernetesObject,
): readonly Reading[] {
  const say = sayerOf('horizontalpodautoscaler', autoscaler);
  return [
    ...say('metadata_generation', autoscaler.metadata.generation),
    ...say(
      'status_current_replicas',
      statusNumber(autoscaler, 'currentReplicas'),
    ),
    ...say(
      'status_desired_replicas',
      statusNumber(autoscaler, 'desiredReplicas'),
    ),
    ...objectsAt(autoscaler, 'status', 'currentMetrics').flatMap(metric =>
      say(
        'status_target_metric',
        numberAt(metric, 'resource', 'current', 'averageUtilization'),
        {
          metric_name: stringAt(metric, 'resource', 'name'),
          metric_target_type: 'utilization',
        },
      ),
    ),
    ...objectsAt(autoscaler, 'status', 'conditions').flatMap(condition =>
      ['true', 'false', 'unknown'].flatMap(status =>
        say(
          'status_condition',
          stringAt(condition, 'status').toLowerCase() === status ? 1 : 0,
          { condition: stringAt(condition, 'type'), status },
        ),
      ),
    ),
  ];
}

/** A quantity as it is stored, also one that was written as a number. */
function amountOf(amount: unknown): number | undefined {
  return typeof amount === 'string' || typeof amount === 'number'
    ? Number(parseQuantity(String(amount)).nanos) / 1e9
    : undefined;
}
