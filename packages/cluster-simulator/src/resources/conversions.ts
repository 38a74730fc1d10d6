import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../json/readJson';
import type { Conversion } from './ResourceDefinition';

/** `autoscaling/v1` over the stored `v2`: the one CPU target is a metric of type Resource. */
export const horizontalPodAutoscalerConversion: Conversion = {
  toServed(object) {
    const { metrics, behavior, ...spec } = objectAt(object, 'spec');
    const cpu = objectsAt(object, 'spec', 'metrics').find(isCpuMetric);
    const target = numberAt(cpu, 'resource', 'target', 'averageUtilization');
    const { currentMetrics, conditions, ...status } = objectAt(
      object,
      'status',
    );
    return {
      ...object,
      apiVersion: 'autoscaling/v1',
      spec: {
        ...spec,
        ...(target === undefined
          ? {}
          : { targetCPUUtilizationPercentage: target }),
      },
      status,
    };
  },
  toStored(object) {
    const { targetCPUUtilizationPercentage: target, ...spec } = objectAt(
      object,
      'spec',
    );
    return {
      ...object,
      apiVersion: 'autoscaling/v2',
      spec: {
        ...spec,
        ...(target === undefined ? {} : { metrics: [cpuMetric(target)] }),
      },
    };
  },
};

/** `events.k8s.io/v1` over the stored core events. */
export const coreEventConversion: Conversion = {
  toServed(object) {
    const {
      involvedObject,
      message,
      source,
      firstTimestamp,
      lastTimestamp,
      count,
      reportingComponent,
      ...rest
    } = object;
    return {
      ...rest,
      metadata: object.metadata,
      apiVersion: 'events.k8s.io/v1',
      regarding: involvedObject,
      note: message,
      reportingController: reportingComponent || stringAt(source, 'component'),
      deprecatedSource: source,
      deprecatedFirstTimestamp: firstTimestamp,
      deprecatedLastTimestamp: lastTimestamp,
      deprecatedCount: count,
    };
  },
  toStored(object): KubernetesObject {
    const {
      regarding,
      note,
      deprecatedSource,
      deprecatedFirstTimestamp,
      deprecatedLastTimestamp,
      deprecatedCount,
      reportingController,
      ...rest
    } = object;
    return {
      ...rest,
      metadata: object.metadata,
      apiVersion: 'v1',
      involvedObject: regarding,
      message: note,
      source: deprecatedSource ?? { component: reportingController },
      firstTimestamp: deprecatedFirstTimestamp,
      lastTimestamp: deprecatedLastTimestamp,
      count: deprecatedCount,
      reportingComponent: reportingController,
    };
  },
};

function isCpuMetric(metric: JsonObject): boolean {
  return (
    metric.type === 'Resource' && stringAt(metric, 'resource', 'name') === 'cpu'
  );
}

function cpuMetric(averageUtilization: unknown): JsonObject {
  return {
    type: 'Resource',
    resource: {
      name: 'cpu',
      target: { type: 'Utilization', averageUtilization },
    },
  };
}
