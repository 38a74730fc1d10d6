import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  coreEventConversion,
  horizontalPodAutoscalerConversion,
} from './conversions';

const metadata = { name: 'a', namespace: 'n' };

describe('horizontalPodAutoscalerConversion', () => {
  const cpuMetric = {
    type: 'Resource',
    resource: {
      name: 'cpu',
      target: { type: 'Utilization', averageUtilization: 70 },
    },
  };
  const v1: KubernetesObject = {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: { maxReplicas: 4, targetCPUUtilizationPercentage: 70 },
  };

  it('stores the CPU target of v1 as a metric, and serves it back', () => {
    const stored = horizontalPodAutoscalerConversion.toStored(v1);
    expect(stored).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: { maxReplicas: 4, metrics: [cpuMetric] },
    });
    expect(horizontalPodAutoscalerConversion.toServed(stored)).toEqual({
      ...v1,
      status: {},
    });
  });

  it('leaves out what v1 cannot say: other metrics, behaviour, conditions', () => {
    const memory = { type: 'Resource', resource: { name: 'memory' } };
    expect(
      horizontalPodAutoscalerConversion.toServed({
        ...v1,
        apiVersion: 'autoscaling/v2',
        spec: { maxReplicas: 4, metrics: [memory], behavior: { a: 1 } },
        status: { currentReplicas: 2, conditions: [], currentMetrics: [] },
      }),
    ).toEqual({
      ...v1,
      spec: { maxReplicas: 4 },
      status: { currentReplicas: 2 },
    });
  });
});

describe('coreEventConversion', () => {
  const event: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata,
    involvedObject: { kind: 'Pod', name: 'p' },
    message: 'pulled',
    reason: 'Pulled',
    source: { component: 'kubelet' },
    firstTimestamp: '2026-01-01T00:00:00Z',
    lastTimestamp: '2026-01-01T00:01:00Z',
    count: 2,
  };

  it('serves a core event under the names of events.k8s.io', () => {
    expect(coreEventConversion.toServed(event)).toEqual({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata,
      reason: 'Pulled',
      regarding: { kind: 'Pod', name: 'p' },
      note: 'pulled',
      reportingController: 'kubelet',
      deprecatedSource: { component: 'kubelet' },
      deprecatedFirstTimestamp: '2026-01-01T00:00:00Z',
      deprecatedLastTimestamp: '2026-01-01T00:01:00Z',
      deprecatedCount: 2,
    });
  });

  it('stores it back as it was, naming the reporter', () => {
    const served = coreEventConversion.toServed(event);
    expect(coreEventConversion.toStored(served)).toEqual({
      ...event,
      reportingComponent: 'kubelet',
    });
  });
});
