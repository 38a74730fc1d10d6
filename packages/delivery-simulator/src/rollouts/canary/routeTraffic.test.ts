import {
  createRolloutCluster,
  rollout,
  service,
  template,
  type RolloutCluster,
} from '../../testing/rollouts/createRolloutCluster';

const steps = [
  { setWeight: 34 },
  { pause: {} },
  { setWeight: 67 },
  { pause: { duration: '1m' } },
];

describe('the traffic of a canary', () => {
  let cluster: RolloutCluster;
  beforeEach(async () => {
    cluster = await createRolloutCluster();
  });
  afterEach(() => cluster.dispose());

  async function deployed(strategy: object = { steps }, spec: object = {}) {
    await cluster.create(rollout({ canary: strategy }, { ...spec }));
    await cluster.pass(30);
  }
  const update = (tag: string) =>
    cluster.patch({ spec: { template: template(tag) } });
  const condition = (type: string) => {
    const found = cluster.status().conditions;
    return Array.isArray(found)
      ? found.find((each: { type: string }) => each.type === type)
      : undefined;
  };

  it('points the services of canary and stable version at their pods', async () => {
    await cluster.create(service('canary'));
    await cluster.create(service('stable'));
    await deployed({ steps, canaryService: 'canary', stableService: 'stable' });
    await update('2');
    await cluster.pass(60);
    const [first, second] = cluster.replicaSets();
    const selectorOf = (name: string) => cluster.get('Service', name)?.spec;
    expect(selectorOf('stable')).toMatchObject({
      selector: { app: 'web', 'rollouts-pod-template-hash': first.hash },
    });
    expect(selectorOf('canary')).toMatchObject({
      selector: { 'rollouts-pod-template-hash': second.hash },
    });
    expect(cluster.events()).toContain(
      `SwitchService Switched selector for service 'canary' from '${first.hash}' to '${second.hash}'`,
    );
  });

  it('is invalid as long as a service is missing', async () => {
    await deployed({ steps, canaryService: 'canary', stableService: 'stable' });
    expect(cluster.status()).toMatchObject({
      phase: 'Degraded',
      message:
        'InvalidSpec: The Rollout "web" is invalid: spec.strategy.canary.canaryService: Invalid value: "canary": service "canary" not found',
    });
    await cluster.create(service('canary'));
    await cluster.create(service('stable'));
    await cluster.pass(30);
    expect(cluster.status().phase).toBe('Healthy');
    expect(condition('InvalidSpec')).toBeUndefined();
  });

  it('keeps the stable side at full size while a mesh moves the traffic', async () => {
    await cluster.create(service('canary'));
    await cluster.create(service('stable'));
    await deployed({
      steps: [
        { setCanaryScale: { replicas: 1 } },
        { setWeight: 20 },
        { pause: {} },
        { setCanaryScale: { matchTrafficWeight: true } },
        { setWeight: 100 },
      ],
      canaryService: 'canary',
      stableService: 'stable',
      scaleDownDelaySeconds: 30,
      trafficRouting: { istio: { virtualService: { name: 'web' } } },
    });
    await update('2');
    await cluster.pass(60);
    const [first, second] = cluster.replicaSets();
    expect(cluster.sizes()).toEqual([
      [1, 3],
      [2, 1],
    ]);
    expect(cluster.status().canary).toMatchObject({
      weights: {
        canary: {
          weight: 20,
          podTemplateHash: second.hash,
          serviceName: 'canary',
        },
        stable: {
          weight: 80,
          podTemplateHash: first.hash,
          serviceName: 'stable',
        },
      },
    });
    expect(cluster.events()).toContain(
      'TrafficWeightUpdated Traffic weight updated from 0 to 20',
    );
    await cluster.patchStatus({ pauseConditions: null });
    await cluster.pass(20);
    expect(cluster.sizes()).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(cluster.status().phase).toBe('Healthy');
    await cluster.pass(60);
    expect(cluster.sizes()).toEqual([
      [1, 0],
      [2, 3],
    ]);
    expect(cluster.status().canary).toMatchObject({
      weights: { canary: { weight: 0 }, stable: { weight: 100 } },
    });
  });

  it('scales the stable side with its traffic where it is told to', async () => {
    await deployed(
      {
        steps: [{ setWeight: 50 }, { pause: {} }],
        dynamicStableScale: true,
        trafficRouting: { plugins: {} },
      },
      { replicas: 4 },
    );
    await update('2');
    await cluster.pass(60);
    expect(cluster.sizes()).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('lets the pods of an aborted canary behind a mesh linger for a while', async () => {
    await deployed({
      steps: [{ setWeight: 50 }, { pause: {} }],
      trafficRouting: { plugins: {} },
      abortScaleDownDelaySeconds: 40,
    });
    await update('2');
    await cluster.pass(60);
    await cluster.patchStatus({ abort: true });
    await cluster.pass(30);
    expect(cluster.sizes()[1]).toEqual([2, 2]);
    expect(cluster.status().canary).toMatchObject({
      weights: { canary: { weight: 0 }, stable: { weight: 100 } },
    });
    await cluster.pass(30);
    expect(cluster.sizes()[1]).toEqual([2, 0]);
  });
});
