import {
  daemonSet,
  deployment,
  job,
  object,
  persistentVolumeClaim,
  pod,
  service,
  statefulSet,
} from '@orrery/kubernetes-model/testing';
import { resourceHealthOf } from './resourceHealthOf';
import { worstHealthOf } from './worstHealthOf';

const condition = (
  type: string,
  status: string,
  reason = '',
  message = '',
) => ({
  type,
  status,
  reason,
  message,
});
const custom = (
  apiVersion: string,
  kind: string,
  fields: Record<string, unknown>,
) => object(apiVersion, kind, 'a', fields);
const words = (value: Parameters<typeof resourceHealthOf>[0]) => {
  const health = resourceHealthOf(value);
  return (
    health &&
    [health.status, health.message ?? ''].join(': ').replace(/: $/, '')
  );
};
const rolledOut = {
  metadata: { generation: 2 },
  spec: { replicas: 3 },
  status: {
    observedGeneration: 2,
    replicas: 3,
    updatedReplicas: 3,
    availableReplicas: 3,
  },
};

describe('resourceHealthOf()', () => {
  it.each([
    [{}, 'Healthy'],
    [{ spec: { paused: true } }, 'Suspended: Deployment is paused'],
    [
      { metadata: { generation: 3 } },
      'Progressing: Waiting for rollout to finish: observed deployment generation less than desired generation',
    ],
    [
      { status: { updatedReplicas: 1 } },
      'Progressing: Waiting for rollout to finish: 1 out of 3 new replicas have been updated...',
    ],
    [
      { status: { replicas: 4 } },
      'Progressing: Waiting for rollout to finish: 1 old replicas are pending termination...',
    ],
    [
      { status: { availableReplicas: 2 } },
      'Progressing: Waiting for rollout to finish: 2 of 3 updated replicas are available...',
    ],
    [
      {
        status: {
          conditions: [
            condition('Progressing', 'False', 'ProgressDeadlineExceeded'),
          ],
        },
      },
      'Degraded: Deployment "web" exceeded its progress deadline',
    ],
    [{ metadata: { deletionTimestamp: 'x' } }, 'Progressing: Pending deletion'],
  ])(
    'judges a Deployment with %j',
    (change: Record<string, Record<string, unknown>>, expected) => {
      const merged = {
        ...rolledOut,
        ...Object.fromEntries(
          Object.entries(change).map(([field, value]) => [
            field,
            { ...Object(Reflect.get(rolledOut, field)), ...value },
          ]),
        ),
      };
      const base = custom('apps/v1', 'Deployment', merged);
      expect(
        words({ ...base, metadata: { ...base.metadata, name: 'web' } }),
      ).toBe(expected);
    },
  );

  it('agrees with the builders of healthy workloads', () => {
    expect(words(deployment('web'))).toBe('Healthy');
    expect(words(daemonSet('agent'))).toBe('Healthy');
    expect(resourceHealthOf(statefulSet('db'))?.status).toBe('Healthy');
    expect(words(pod('web-1'))).toBe('Healthy');
    expect(words(service('web'))).toBe('Healthy');
    expect(words(persistentVolumeClaim('data'))).toBe('Healthy');
    expect(resourceHealthOf(job('run'))).toBeDefined();
  });

  it.each([
    [
      custom('v1', 'Service', { spec: { type: 'LoadBalancer' } }),
      'Progressing',
    ],
    [
      custom('v1', 'Service', {
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
      }),
      'Healthy',
    ],
    [custom('networking.k8s.io/v1', 'Ingress', {}), 'Progressing'],
    [
      custom('v1', 'PersistentVolumeClaim', { status: { phase: 'Pending' } }),
      'Progressing',
    ],
    [
      custom('v1', 'PersistentVolumeClaim', { status: { phase: 'Lost' } }),
      'Degraded',
    ],
    [
      custom('batch/v1', 'Job', {
        status: { conditions: [condition('Failed', 'True', 'x', 'too often')] },
      }),
      'Degraded: too often',
    ],
    [
      custom('batch/v1', 'Job', { spec: { suspend: true } }),
      'Suspended: Job is suspended',
    ],
    [custom('batch/v1', 'Job', {}), 'Progressing'],
    [
      custom('apps/v1', 'StatefulSet', {
        metadata: { generation: 1 },
        spec: { replicas: 3 },
        status: { observedGeneration: 1, readyReplicas: 1 },
      }),
      'Progressing: Waiting for 2 pods to be ready...',
    ],
    [
      custom('apps/v1', 'StatefulSet', {
        spec: { replicas: 1 },
        status: {
          observedGeneration: 1,
          readyReplicas: 1,
          updatedReplicas: 0,
          currentRevision: 'a',
          updateRevision: 'b',
        },
      }),
      'Progressing: waiting for statefulset rolling update to complete 0 pods at revision b...',
    ],
    [
      custom('apps/v1', 'DaemonSet', {
        status: {
          desiredNumberScheduled: 3,
          updatedNumberScheduled: 3,
          numberAvailable: 2,
        },
      }),
      'Progressing: Waiting for daemon set "a" rollout to finish: 2 of 3 updated pods are available...',
    ],
    [
      custom('apps/v1', 'ReplicaSet', {
        spec: { replicas: 2 },
        status: { availableReplicas: 1 },
      }),
      'Progressing: Waiting for rollout to finish: 1 out of 2 new replicas are available...',
    ],
    [
      custom('autoscaling/v2', 'HorizontalPodAutoscaler', {
        status: {
          conditions: [
            condition(
              'ScalingActive',
              'False',
              'FailedGetResourceMetric',
              'no metrics',
            ),
          ],
        },
      }),
      'Degraded: no metrics',
    ],
    [
      custom('autoscaling/v2', 'HorizontalPodAutoscaler', {
        status: {
          conditions: [
            condition(
              'AbleToScale',
              'True',
              'ReadyForNewScale',
              'recommended size matches',
            ),
          ],
        },
      }),
      'Healthy: recommended size matches',
    ],
    [
      custom('autoscaling/v2', 'HorizontalPodAutoscaler', {}),
      'Progressing: Waiting to Autoscale',
    ],
    [
      custom('argoproj.io/v1alpha1', 'Rollout', {
        status: { phase: 'Paused', message: 'CanaryPauseStep' },
      }),
      'Suspended: CanaryPauseStep',
    ],
    [
      custom('argoproj.io/v1alpha1', 'Rollout', {
        status: { phase: 'Healthy' },
      }),
      'Healthy',
    ],
    [
      custom('argoproj.io/v1alpha1', 'Rollout', {
        status: { phase: 'Degraded', message: 'aborted' },
      }),
      'Degraded: aborted',
    ],
    [
      custom('argoproj.io/v1alpha1', 'Rollout', {}),
      'Progressing: Waiting for rollout to finish',
    ],
    [
      custom('argoproj.io/v1alpha1', 'AnalysisRun', {
        status: { phase: 'Failed' },
      }),
      'Degraded: Analysis run failed',
    ],
    [
      custom('argoproj.io/v1alpha1', 'Application', {
        status: { health: { status: 'Degraded' } },
      }),
      'Degraded',
    ],
    [
      custom('source.toolkit.fluxcd.io/v1', 'GitRepository', {
        status: {
          conditions: [
            condition('Ready', 'False', 'GitOperationFailed', 'no such host'),
          ],
        },
      }),
      'Degraded: no such host',
    ],
    [
      custom('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
        status: {
          conditions: [
            condition('Ready', 'Unknown', 'Progressing', 'Building'),
          ],
        },
      }),
      'Progressing: Building',
    ],
    [
      custom('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
        spec: { suspend: true },
      }),
      'Suspended: Suspended',
    ],
    [
      custom('platform.example.org/v1', 'Database', {
        status: {
          conditions: [
            condition('Synced', 'True'),
            condition('Ready', 'False', 'Creating', 'wait'),
          ],
        },
      }),
      'Progressing: wait',
    ],
    [
      custom('platform.example.org/v1', 'Database', {
        status: {
          conditions: [
            condition('Synced', 'False', 'ReconcileError', 'bad'),
            condition('Ready', 'True'),
          ],
        },
      }),
      'Degraded: bad',
    ],
    [
      custom('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
        status: { conditions: [condition('Established', 'True')] },
      }),
      'Healthy',
    ],
    [custom('v1', 'ConfigMap', {}), undefined],
    [custom('platform.example.org/v1', 'Database', {}), undefined],
  ])('judges %j', (value, expected) => {
    expect(words(value)).toBe(expected);
  });

  it('calls a pod that cannot be pulled degraded', () => {
    const waiting = pod('web-1', {
      status: {
        phase: 'Pending',
        containerStatuses: [
          { name: 'main', state: { waiting: { reason: 'ImagePullBackOff' } } },
        ],
      },
    });
    expect(resourceHealthOf(waiting)?.status).toBe('Degraded');
  });
});

describe('worstHealthOf()', () => {
  it('ranks as Argo CD does', () => {
    expect(worstHealthOf([])).toBe('Healthy');
    expect(worstHealthOf(['Suspended', 'Progressing', 'Healthy'])).toBe(
      'Progressing',
    );
    expect(worstHealthOf(['Missing', 'Degraded'])).toBe('Degraded');
    expect(worstHealthOf(['Unknown', 'Degraded'])).toBe('Unknown');
  });
});
