import {
  createRolloutCluster,
  rollout,
  service,
  template,
  type RolloutCluster,
} from '../../testing/rollouts/createRolloutCluster';

describe('a Rollout with the blue-green strategy', () => {
  let cluster: RolloutCluster;
  let answer = 1;
  beforeEach(async () => {
    answer = 1;
    cluster = await createRolloutCluster(async () => ({
      kind: 'scalar',
      value: answer,
    }));
    await cluster.create(service('active'));
    await cluster.create(service('preview'));
  });
  afterEach(() => cluster.dispose());

  async function deployed(strategy: object = {}) {
    await cluster.create(
      rollout({
        blueGreen: {
          activeService: 'active',
          previewService: 'preview',
          ...strategy,
        },
      }),
    );
    await cluster.pass(30);
  }
  const update = (tag: string) =>
    cluster.patch({ spec: { template: template(tag) } });
  const hashOf = (name: string) =>
    JSON.stringify(cluster.get('Service', name)?.spec).match(
      /template-hash":"(\w+)"/,
    )?.[1];
  const createTemplate = () =>
    cluster.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'smoke', namespace: 'shop' },
      spec: {
        metrics: [
          {
            name: 'errors',
            successCondition: 'result < 2',
            provider: { prometheus: { query: 'errors' } },
          },
        ],
      },
    });

  it('brings the first version up and makes it active once it is complete', async () => {
    await deployed();
    const [only] = cluster.replicaSets();
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      stableRS: only.hash,
      blueGreen: { activeSelector: only.hash, previewSelector: only.hash },
      HPAReplicas: 3,
    });
    expect(hashOf('active')).toBe(only.hash);
  });

  it('switches to a new version and keeps the old pods for a while', async () => {
    await deployed({ scaleDownDelaySeconds: 60 });
    await update('2');
    await cluster.pass(20);
    const [, second] = cluster.replicaSets();
    expect(hashOf('active')).toBe(second.hash);
    expect(cluster.sizes()).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      stableRS: second.hash,
    });
    await cluster.pass(90);
    expect(cluster.sizes()).toEqual([
      [1, 0],
      [2, 3],
    ]);
    expect(cluster.events()).toContainEqual(
      expect.stringContaining('Completed blue-green update'),
    );
  });

  it('does not touch the active service before the new pods are available', async () => {
    await deployed();
    const [first] = cluster.replicaSets();
    await update('broken');
    await cluster.pass(120);
    expect(hashOf('active')).toBe(first.hash);
    expect(hashOf('preview')).toBe(cluster.replicaSets()[1].hash);
    expect(cluster.status()).toMatchObject({ phase: 'Progressing' });
  });

  it('waits for its promotion with autoPromotionEnabled: false', async () => {
    await deployed({ autoPromotionEnabled: false });
    const [first] = cluster.replicaSets();
    await update('2');
    await cluster.pass(600);
    expect(cluster.status()).toMatchObject({
      phase: 'Paused',
      message: 'BlueGreenPause',
      blueGreen: { activeSelector: first.hash },
    });
    await cluster.patchStatus({ pauseConditions: null });
    await cluster.pass(10);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      stableRS: cluster.replicaSets()[1].hash,
    });
  });

  it('promotes by itself after autoPromotionSeconds', async () => {
    await deployed({ autoPromotionSeconds: 60 });
    await update('2');
    await cluster.pass(50);
    expect(cluster.status().phase).toBe('Paused');
    await cluster.pass(30);
    expect(cluster.status().phase).toBe('Healthy');
  });

  it('previews with fewer pods until it is promoted', async () => {
    await deployed({ autoPromotionEnabled: false, previewReplicaCount: 1 });
    await update('2');
    await cluster.pass(60);
    expect(cluster.sizes()[1]).toEqual([2, 1]);
    expect(cluster.status().phase).toBe('Paused');
    await cluster.patchStatus({ pauseConditions: null });
    await cluster.pass(30);
    expect(cluster.sizes()[1]).toEqual([2, 3]);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      stableRS: cluster.replicaSets()[1].hash,
    });
  });

  it('goes back at once to a version whose pods still run', async () => {
    await deployed({ autoPromotionEnabled: false, scaleDownDelaySeconds: 600 });
    await update('2');
    await cluster.pass(20);
    await cluster.patchStatus({ pauseConditions: null });
    await cluster.pass(10);
    await update('1');
    await cluster.pass(10);
    expect(cluster.status()).toMatchObject({ phase: 'Healthy' });
    expect(hashOf('active')).toBe(
      cluster.replicaSets().find(each => each.revision === 3)?.hash,
    );
  });

  it('leaves the stable version active when it is aborted', async () => {
    await deployed({ autoPromotionEnabled: false });
    const [first] = cluster.replicaSets();
    await update('2');
    await cluster.pass(20);
    await cluster.patchStatus({ abort: true });
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({
      phase: 'Degraded',
      message: 'RolloutAborted: Rollout aborted update to revision 2',
    });
    expect(hashOf('active')).toBe(first.hash);
    expect(cluster.sizes()).toEqual([
      [1, 3],
      [2, 0],
    ]);
  });

  it('promotes in full when somebody asks for it', async () => {
    await deployed({ autoPromotionEnabled: false });
    await update('2');
    await cluster.pass(20);
    await cluster.patchStatus({ promoteFull: true });
    await cluster.pass(10);
    expect(cluster.status()).toMatchObject({ phase: 'Healthy' });
    expect(cluster.status().promoteFull).toBeFalsy();
  });

  it('switches after an analysis of the preview succeeded', async () => {
    await createTemplate();
    await deployed({
      prePromotionAnalysis: { templates: [{ templateName: 'smoke' }] },
    });
    await update('2');
    await cluster.pass(30);
    expect(cluster.status()).toMatchObject({
      phase: 'Healthy',
      blueGreen: {
        prePromotionAnalysisRunStatus: { status: 'Successful' },
      },
    });
  });

  it('turns the active service back when the analysis after the switch fails', async () => {
    await createTemplate();
    await deployed({
      postPromotionAnalysis: { templates: [{ templateName: 'smoke' }] },
    });
    const [first] = cluster.replicaSets();
    answer = 5;
    await update('2');
    await cluster.pass(30);
    expect(hashOf('active')).toBe(first.hash);
    expect(cluster.status()).toMatchObject({
      phase: 'Degraded',
      message:
        'RolloutAborted: Rollout aborted update to revision 2: Post-promotion analysis phase error/failed: Metric "errors" assessed Failed due to failed (1) > failureLimit (0)',
    });
  });

  it('needs two different services', async () => {
    await deployed({ previewService: 'active' });
    expect(cluster.status().message).toContain(
      'This rollout uses the same service for the active and preview services, but two different services are required.',
    );
  });
});
