import {
  rolloutsObjects,
  startRollouts,
  type MetricAnswer,
} from '@orrery/delivery-simulator';
import {
  fieldAt,
  recordAt,
  recordsAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { startCluster, type RunningCluster } from '../startCluster';
import { createReleases } from './createReleases';

const PERSON = { manager: 'kubectl-argo-rollouts' };
const API = 'argoproj.io/v1alpha1';

const AUTOSCALER = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
};

describe('startRollouts() in a simulated cluster', () => {
  const clock = createManualClock();
  const errors: unknown[] = [];
  let running: RunningCluster;
  let rollouts: { dispose(): void };
  let answer: MetricAnswer = { kind: 'vector', values: [0.99] };

  /** Lets virtual time pass; promises settle between its seconds. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      clock.advance(1_000);
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  const ref = (name: string) => ({
    apiVersion: API,
    kind: 'Rollout',
    namespace: 'labs',
    name,
  });
  const status = (name: string) =>
    recordAt(running.port.get(ref(name)), 'status');
  const patchStatus = (name: string, patch: JsonRecord) =>
    running.port.mergePatch(
      ref(name),
      { status: patch },
      { ...PERSON, subresource: 'status' },
    );
  const setImage = (name: string, image: string) =>
    running.port.mergePatch(
      ref(name),
      { spec: { template: templateOf(name, image) } },
      PERSON,
    );
  const podsOf = (name: string) =>
    running.port
      .list({ apiVersion: 'v1', kind: 'Pod' }, 'labs')
      .filter(each => each.metadata.labels?.app === name)
      .map(each => String(recordsAt(each, 'spec', 'containers')[0]?.image))
      .sort();
  const create = (object: KubernetesObject) =>
    running.port.create(object, PERSON);

  beforeAll(async () => {
    const blueprint = CLUSTERS.find(({ name }) => name === 'edge');
    if (!blueprint) throw new Error('no cluster edge');
    const onError = (error: unknown) => errors.push(error);
    running = await startCluster(blueprint, {
      clock,
      seed: 1,
      port: 0,
      extraPods: 0,
      quiet: true,
      hasDelivery: false,
      releases: createReleases(onError),
      onError,
    });
    // Autoscalers ask for a past of traffic that nothing here looks at.
    for (const { metadata } of running.port.list(AUTOSCALER))
      await running.port.delete({ ...AUTOSCALER, ...metadata }, PERSON);
    for (const object of rolloutsObjects()) await create(object);
    await create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'labs' },
    });
    await create({
      apiVersion: API,
      kind: 'AnalysisTemplate',
      metadata: { name: 'success', namespace: 'labs' },
      spec: {
        metrics: [
          {
            name: 'success-rate',
            successCondition: 'result[0] >= 0.95',
            provider: { prometheus: { query: 'success' } },
          },
        ],
      },
    });
    rollouts = startRollouts({
      cluster: running.port,
      query: async () => answer,
      reportError: onError,
    });
  }, 120_000);

  afterAll(async () => {
    rollouts.dispose();
    await running.stop();
    if (errors.length > 0) throw errors[0];
  });

  it('moves pods by the steps of a canary, and stops where an analysis fails', async () => {
    await create(
      rolloutOf('quotes', {
        canary: {
          steps: [
            { setWeight: 25 },
            { pause: {} },
            { analysis: { templates: [{ templateName: 'success' }] } },
          ],
        },
      }),
    );
    await pass(60);
    expect(status('quotes')).toMatchObject({
      phase: 'Healthy',
      availableReplicas: 4,
      selector: 'app=quotes',
    });
    expect(podsOf('quotes')).toEqual(Array(4).fill('shop/quotes:1.0.0'));

    await setImage('quotes', 'shop/quotes:1.1.0');
    await pass(90);
    expect(status('quotes')).toMatchObject({
      phase: 'Paused',
      message: 'CanaryPauseStep',
      currentStepIndex: 1,
      updatedReplicas: 1,
    });
    expect(podsOf('quotes')).toEqual([
      ...Array(3).fill('shop/quotes:1.0.0'),
      'shop/quotes:1.1.0',
    ]);

    await patchStatus('quotes', { pauseConditions: null });
    await pass(90);
    expect(status('quotes')).toMatchObject({ phase: 'Healthy' });
    expect(podsOf('quotes')).toEqual(Array(4).fill('shop/quotes:1.1.0'));

    answer = { kind: 'vector', values: [0.5] };
    await setImage('quotes', 'shop/quotes:1.2.0');
    await pass(60);
    await patchStatus('quotes', { pauseConditions: null });
    await pass(90);
    expect(status('quotes')).toMatchObject({
      phase: 'Degraded',
      abort: true,
      message: expect.stringContaining(
        'RolloutAborted: Rollout aborted update to revision 3: Step-based analysis phase error/failed',
      ),
    });
    expect(podsOf('quotes')).toEqual(Array(4).fill('shop/quotes:1.1.0'));
  }, 60_000);

  it('switches the service of a blue-green update when it is promoted', async () => {
    for (const name of ['banner', 'banner-preview'])
      await create({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: 'labs' },
        spec: { selector: { app: 'banner' }, ports: [{ port: 80 }] },
      });
    await create(
      rolloutOf('banner', {
        blueGreen: {
          activeService: 'banner',
          previewService: 'banner-preview',
          autoPromotionEnabled: false,
        },
      }),
    );
    await pass(60);
    const selector = () =>
      recordAt(
        running.port.get({
          apiVersion: 'v1',
          kind: 'Service',
          namespace: 'labs',
          name: 'banner',
        }),
        'spec',
        'selector',
      )?.['rollouts-pod-template-hash'];
    const before = selector();
    expect(before).toBe(status('banner')?.stableRS);
    await setImage('banner', 'shop/banner:2.0.0');
    await pass(60);
    expect(status('banner')).toMatchObject({
      phase: 'Paused',
      message: 'BlueGreenPause',
    });
    expect(selector()).toBe(before);
    await patchStatus('banner', { pauseConditions: null });
    await pass(60);
    expect(status('banner')).toMatchObject({ phase: 'Healthy' });
    expect(selector()).toBe(status('banner')?.currentPodHash);
    expect(selector()).not.toBe(before);
    expect(podsOf('banner')).toEqual(Array(4).fill('shop/banner:2.0.0'));
  }, 60_000);

  it('scales by the scale subresource and restarts pods', async () => {
    await running.port.mergePatch(
      ref('quotes'),
      {
        spec: {
          replicas: 6,
          template: templateOf('quotes', 'shop/quotes:1.1.0'),
        },
      },
      PERSON,
    );
    await pass(60);
    expect(podsOf('quotes')).toHaveLength(6);
    const names = () =>
      running.port
        .list({ apiVersion: 'v1', kind: 'Pod' }, 'labs')
        .filter(each => each.metadata.labels?.app === 'quotes')
        .map(each => each.metadata.name);
    const before = names();
    await running.port.mergePatch(
      ref('quotes'),
      { spec: { restartAt: new Date(clock.nowMs()).toISOString() } },
      PERSON,
    );
    await pass(240);
    expect(names().filter(each => before.includes(each))).toEqual([]);
    expect(names()).toHaveLength(6);
    expect(fieldAt(status('quotes'), 'restartedAt')).toBeDefined();
  }, 60_000);

  it('comes to rest: nothing is written when nothing changes', async () => {
    await pass(120);
    const versionOf = (name: string) =>
      running.port.get(ref(name))?.metadata.resourceVersion;
    const before = [versionOf('quotes'), versionOf('banner')];
    await pass(120);
    expect([versionOf('quotes'), versionOf('banner')]).toEqual(before);
  }, 60_000);
});

function rolloutOf(name: string, strategy: JsonRecord): KubernetesObject {
  return {
    apiVersion: API,
    kind: 'Rollout',
    metadata: { name, namespace: 'labs' },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: name } },
      template: templateOf(name, `shop/${name}:1.0.0`),
      strategy,
    },
  };
}

function templateOf(name: string, image: string): JsonRecord {
  return {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name, image }] },
  };
}
