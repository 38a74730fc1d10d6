import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectAt, objectsAt } from '../../json/readJson';
import { deployment, node, template } from '../testing/createTestCluster';
import { useTestCluster } from '../testing/useTestCluster';

const resources = { requests: { cpu: '100m', memory: '100Mi' } };

const cpu = (averageUtilization: number) => ({
  type: 'Resource',
  resource: {
    name: 'cpu',
    target: { type: 'Utilization', averageUtilization },
  },
});

describe('createAutoscaler()', () => {
  const test = useTestCluster();
  const { create, seconds } = test;
  let loadCores = 0;

  /** A deployment whose pods share a load, with an autoscaler. */
  function start(spec: Record<string, unknown> = {}, replicas = 4) {
    loadCores = replicas * 0.05;
    test.start([node('a', { cpu: '64' })], pod => {
      const serving = test.cluster
        .pods('default')
        .filter(each => each.status?.phase === 'Running');
      return pod.status?.phase === 'Running'
        ? [
            {
              container: 'web',
              cpuCores: loadCores / serving.length,
              memoryBytes: 50 * 1024 ** 2,
            },
          ]
        : undefined;
    });
    create('deployments.apps', {
      ...deployment({
        replicas,
        template: template({
          spec: { containers: [{ name: 'web', image: 'a/b:1', resources }] },
        }),
      }),
      metadata: { name: 'web' },
    });
    // Pods that have just started say nothing about the load.
    seconds(60);
    create('horizontalpodautoscalers.autoscaling', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
        },
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [cpu(50)],
        ...spec,
      },
    });
    seconds(400);
  }

  const autoscaler = (): KubernetesObject =>
    test.cluster.raw.list('horizontalpodautoscalers.autoscaling')[0];
  const replicas = () =>
    objectAt(test.cluster.raw.list('deployments.apps')[0], 'spec').replicas;
  const conditions = () =>
    objectsAt(autoscaler(), 'status', 'conditions').map(
      each => `${each.type} ${each.status} ${each.reason}`,
    );
  const events = () =>
    test.cluster
      .eventsOf('web')
      .filter(each => each.source?.component === 'horizontal-pod-autoscaler')
      .map(each => `${each.reason}: ${each.message}`);

  it('leaves a workload at its target alone', () => {
    start();
    seconds(1_200);
    expect(replicas()).toBe(4);
    expect(events()).toEqual([]);
    expect(autoscaler().status).toMatchObject({
      currentReplicas: 4,
      desiredReplicas: 4,
      currentMetrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            current: { averageUtilization: 50, averageValue: '50m' },
          },
        },
      ],
    });
    expect(conditions()).toEqual([
      'AbleToScale True ReadyForNewScale',
      'ScalingActive True ValidMetricFound',
      'ScalingLimited False DesiredWithinRange',
    ]);
  });

  it('grows with the load up to the maximum, and shrinks five minutes after it went', () => {
    start();
    loadCores = 0.4;
    seconds(16);
    expect(replicas()).toBe(8);
    expect(events()).toEqual([
      'SuccessfulRescale: New size: 8; reason: cpu resource utilization (percentage of request) above target',
    ]);
    expect(autoscaler().status).toMatchObject({
      desiredReplicas: 8,
      lastScaleTime: expect.stringMatching(/^2026-/),
    });
    loadCores = 2;
    seconds(400);
    expect(replicas()).toBe(10);
    expect(conditions()).toContain('ScalingLimited True TooManyReplicas');
    loadCores = 0.2;
    seconds(240);
    expect(replicas()).toBe(10);
    expect(conditions()).toContain('AbleToScale True ScaleDownStabilized');
    seconds(100);
    expect(replicas()).toBe(4);
    expect(events()).toContain(
      'SuccessfulRescale: New size: 4; reason: All metrics below target',
    );
  });

  it('keeps to the rates of its behavior', () => {
    start({
      behavior: {
        scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
      },
    });
    loadCores = 2;
    seconds(16);
    expect(replicas()).toBe(5);
    expect(conditions()).toContain('ScalingLimited True ScaleUpLimit');
    seconds(60);
    expect(replicas()).toBe(6);
  });

  it('moves a workload between minimum and maximum, whatever its metrics say', () => {
    start({ maxReplicas: 3 });
    expect(replicas()).toBe(3);
    expect(events()).toEqual([
      'SuccessfulRescale: New size: 3; reason: Current number of replicas above Spec.MaxReplicas',
    ]);
  });

  it('takes the metric that asks for most, of containers and of memory too', () => {
    start({
      metrics: [
        cpu(50),
        {
          type: 'ContainerResource',
          containerResource: {
            name: 'memory',
            container: 'web',
            target: { type: 'AverageValue', averageValue: '25Mi' },
          },
        },
      ],
    });
    expect(replicas()).toBe(10);
    expect(events()[0]).toBe(
      'SuccessfulRescale: New size: 8; reason: memory container resource above target',
    );
  });

  it('does nothing for a workload of size 0', () => {
    start({}, 0);
    expect(replicas()).toBe(0);
    expect(conditions()).toEqual([
      'AbleToScale True SucceededGetScale',
      'ScalingActive False ScalingDisabled',
    ]);
  });

  it('says that there is nothing to scale', () => {
    start({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'no' },
    });
    expect(conditions()).toEqual(['AbleToScale False FailedGetScale']);
    expect(events()).toEqual([
      'FailedGetScale: deployments.apps "no" not found',
    ]);
  });

  it('tells metrics that nobody serves from those that fail, and still grows by others', () => {
    const custom = {
      type: 'Pods',
      pods: {
        metric: { name: 'queue_length' },
        target: { type: 'AverageValue', averageValue: '5' },
      },
    };
    start({ metrics: [custom, cpu(50)] });
    expect(conditions()).toContain('ScalingActive True ValidMetricFound');
    loadCores = 0.1;
    seconds(400);
    expect(replicas()).toBe(4);
    expect(conditions()).toContain('ScalingActive False FailedGetPodsMetric');
    expect(events()).toContain(
      'FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 2), first error is: failed to get pods metric value: ' +
        'unable to get metric queue_length: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered',
    );
    loadCores = 0.4;
    seconds(20);
    expect(replicas()).toBe(8);
  });

  it('says which container requests nothing', () => {
    start();
    test.cluster.raw.update('deployments.apps', 'default', 'web', current => ({
      ...current,
      spec: { ...Object(current.spec), template: template() },
    }));
    seconds(120);
    expect(
      objectsAt(autoscaler(), 'status', 'conditions').find(
        each => each.type === 'ScalingActive',
      )?.message,
    ).toMatch(
      /^the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container web of Pod web-/,
    );
  });
});
