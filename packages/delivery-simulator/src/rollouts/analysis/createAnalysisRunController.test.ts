import { recordsAt } from '@orrery/kubernetes-model';
import {
  createRolloutCluster,
  rollout,
  template,
  type RolloutCluster,
} from '../../testing/rollouts/createRolloutCluster';
import type { MetricAnswer } from './measure';

const prometheus = { prometheus: { query: 'rate({{args.service}})' } };

describe('analyses of Rollouts', () => {
  let cluster: RolloutCluster;
  let answers: MetricAnswer[];
  const asked: string[] = [];
  beforeEach(async () => {
    answers = [];
    asked.length = 0;
    cluster = await createRolloutCluster(async promql => {
      asked.push(promql);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) throw new Error('connection refused');
      return answer;
    });
  });
  afterEach(() => cluster.dispose());

  const scalar = (value: number): MetricAnswer => ({ kind: 'scalar', value });
  const vector = (...values: number[]): MetricAnswer => ({
    kind: 'vector',
    values,
  });
  const createTemplate = (metric: object, kind = 'AnalysisTemplate') =>
    cluster.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: {
        name: 'success',
        ...(kind === 'AnalysisTemplate' ? { namespace: 'shop' } : {}),
      },
      spec: {
        args: [{ name: 'service', value: 'none' }],
        metrics: [{ name: 'success-rate', provider: prometheus, ...metric }],
      },
    });
  async function updated(strategy: object) {
    await cluster.create(rollout({ canary: strategy }));
    await cluster.pass(20);
    await cluster.patch({ spec: { template: template('2') } });
    await cluster.pass(20);
  }
  const analysis = {
    templates: [{ templateName: 'success' }],
    args: [{ name: 'service', value: 'web' }],
  };
  const steps = [{ setWeight: 34 }, { analysis }, { setWeight: 67 }];
  const runs = () =>
    cluster.cluster.list({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisRun',
    });

  it('goes on when the analysis of a step succeeds', async () => {
    answers = [vector(0.99)];
    await createTemplate({ successCondition: 'result[0] >= 0.95' });
    await updated({ steps });
    await cluster.pass(30);
    expect(cluster.status().phase).toBe('Healthy');
    const [, second] = cluster.replicaSets();
    const [run] = runs();
    expect(run.metadata).toMatchObject({
      name: `web-${second.hash}-2-1`,
      labels: {
        'rollouts-pod-template-hash': second.hash,
        'rollout-type': 'Step',
        'step-index': '1',
      },
    });
    expect(run.status).toMatchObject({
      phase: 'Successful',
      runSummary: { count: 1, successful: 1 },
      metricResults: [
        {
          name: 'success-rate',
          phase: 'Successful',
          count: 1,
          successful: 1,
          measurements: [{ phase: 'Successful', value: '[0.99]' }],
        },
      ],
    });
    expect(asked).toEqual(['rate(web)']);
  });

  it('aborts the update when it fails, and says why', async () => {
    answers = [vector(0.5)];
    await createTemplate({ successCondition: 'result[0] >= 0.95' });
    await updated({ steps });
    expect(cluster.status()).toMatchObject({
      phase: 'Degraded',
      message:
        'RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase error/failed: Metric "success-rate" assessed Failed due to failed (1) > failureLimit (0)',
      canary: { currentStepAnalysisRunStatus: { status: 'Failed' } },
    });
  });

  it('measures anew when the update is retried', async () => {
    answers = [vector(0.5), vector(0.99)];
    await createTemplate({ successCondition: 'result[0] >= 0.95' });
    await updated({ steps });
    await cluster.patchStatus({ abort: false });
    await cluster.pass(60);
    expect(cluster.status().phase).toBe('Healthy');
    expect(runs().map(each => each.metadata.name.endsWith('.1'))).toEqual([
      false,
      true,
    ]);
  });

  it('pauses in doubt and measures again when resumed', async () => {
    answers = [scalar(5), scalar(0)];
    await createTemplate({
      successCondition: 'result < 1',
      failureCondition: 'result > 9',
    });
    await updated({ steps });
    expect(cluster.status()).toMatchObject({
      phase: 'Paused',
      message: 'InconclusiveAnalysisRun',
    });
    await cluster.patchStatus({ pauseConditions: null });
    await cluster.pass(60);
    expect(cluster.status().phase).toBe('Healthy');
  });

  it('measures count times with an interval, and tolerates as many failures as the limit', async () => {
    answers = [scalar(9), scalar(0)];
    await createTemplate({
      successCondition: 'result < 1',
      interval: '30s',
      count: 3,
      failureLimit: 1,
    });
    await updated({ steps });
    await cluster.pass(30);
    expect(cluster.status()).toMatchObject({
      message: 'more replicas need to be updated',
      canary: { currentStepAnalysisRunStatus: { status: 'Running' } },
    });
    await cluster.pass(60);
    expect(runs()[0].status).toMatchObject({
      phase: 'Successful',
      metricResults: [{ count: 3, failed: 1, successful: 2 }],
    });
  });

  it('fails after five errors in a row, ten seconds apart', async () => {
    await createTemplate({ successCondition: 'result < 1' });
    await updated({ steps });
    await cluster.pass(90);
    expect(runs()[0].status).toMatchObject({
      phase: 'Error',
      message:
        'Metric "success-rate" assessed Error due to consecutiveErrors (5) > consecutiveErrorLimit (4): "Error Message: connection refused"',
    });
    expect(cluster.status().phase).toBe('Degraded');
  });

  it('watches in the background from the starting step to the end of the update', async () => {
    answers = [scalar(0)];
    await createTemplate(
      { successCondition: 'result < 1', interval: '10s' },
      'ClusterAnalysisTemplate',
    );
    await updated({
      steps: [{ setWeight: 34 }, { pause: { duration: 60 } }],
      analysis: {
        templates: [{ templateName: 'success', clusterScope: true }],
        startingStep: 1,
      },
    });
    expect(runs()[0].status).toMatchObject({ phase: 'Running' });
    expect(cluster.status().canary).toMatchObject({
      currentBackgroundAnalysisRunStatus: { status: 'Running' },
    });
    await cluster.pass(120);
    expect(cluster.status().phase).toBe('Healthy');
    expect(runs()[0]).toMatchObject({
      spec: { terminate: true },
      status: { phase: 'Successful', message: 'Run Terminated' },
    });
  });

  it('aborts from the background at any step', async () => {
    answers = [scalar(0), scalar(0), scalar(7)];
    await createTemplate({ successCondition: 'result < 1', interval: '20s' });
    await updated({ steps: [{ setWeight: 34 }, { pause: {} }], analysis });
    await cluster.pass(60);
    expect(cluster.status()).toMatchObject({ phase: 'Degraded', abort: true });
    expect(cluster.sizes()[1]).toEqual([2, 0]);
  });

  it('does not count metrics that run dry', async () => {
    answers = [scalar(7)];
    await createTemplate({ successCondition: 'result < 1' });
    await updated({
      steps: [
        {
          analysis: { ...analysis, dryRun: [{ metricName: 'success-rate' }] },
        },
      ],
    });
    await cluster.pass(30);
    expect(cluster.status().phase).toBe('Healthy');
    expect(runs()[0].status).toMatchObject({
      dryRunSummary: { count: 1, failed: 1 },
    });
  });

  it('fills arguments in: hashes, fields of the Rollout, and secrets', async () => {
    answers = [scalar(0)];
    cluster.cluster.seed({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'token', namespace: 'shop' },
      data: { key: Buffer.from('s3cret').toString('base64') },
    });
    await cluster.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'inner', namespace: 'shop' },
      spec: {
        args: [
          { name: 'latest' },
          { name: 'stable' },
          { name: 'name' },
          {
            name: 'token',
            valueFrom: { secretKeyRef: { name: 'token', key: 'key' } },
          },
        ],
        metrics: [
          {
            name: 'all',
            provider: {
              prometheus: {
                query:
                  '{{args.latest}} {{ args.stable }} {{args.name}} {{args.token}}',
              },
            },
          },
        ],
      },
    });
    await cluster.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'outer', namespace: 'shop' },
      spec: { templates: [{ templateName: 'inner' }] },
    });
    await updated({
      steps: [
        {
          analysis: {
            templates: [{ templateName: 'outer' }],
            args: [
              {
                name: 'latest',
                valueFrom: { podTemplateHashValue: 'Latest' },
              },
              {
                name: 'stable',
                valueFrom: { podTemplateHashValue: 'Stable' },
              },
              {
                name: 'name',
                valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
              },
            ],
          },
        },
      ],
    });
    const [first, second] = cluster.replicaSets();
    expect(asked).toEqual([`${second.hash} ${first.hash} web s3cret`]);
  });

  it('ends with an error where an argument has no value', async () => {
    await createTemplate({});
    await cluster.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisRun',
      metadata: { name: 'alone', namespace: 'shop' },
      spec: {
        args: [{ name: 'service' }],
        metrics: [{ name: 'a', provider: prometheus }],
      },
    });
    await cluster.pass(1);
    expect(cluster.get('AnalysisRun', 'alone')?.status).toMatchObject({
      phase: 'Error',
      message:
        'Unable to resolve metric arguments: args.service was not resolved',
    });
  });

  it('says that other providers are not simulated', async () => {
    await createTemplate({ provider: { job: { spec: {} } } });
    await updated({ steps });
    await cluster.pass(90);
    const [result] = recordsAt(runs()[0], 'status', 'metricResults');
    expect(result.message).toContain(
      'metric provider job is not simulated: only prometheus answers here',
    );
  });

  it('names a template that is missing', async () => {
    await cluster.create(rollout({ canary: { steps } }));
    await cluster.pass(5);
    expect(cluster.status().message).toBe(
      'InvalidSpec: The Rollout "web" is invalid: spec.strategy.canary.steps[1].analysis.templates: Invalid value: "success": AnalysisTemplate \'success\' not found',
    );
  });

  it('marks experiments as not simulated', async () => {
    await cluster.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Experiment',
      metadata: { name: 'try', namespace: 'shop' },
      spec: { templates: [] },
    });
    await cluster.pass(1);
    expect(cluster.get('Experiment', 'try')?.status).toEqual({
      phase: 'Error',
      message: 'experiments are not simulated: no pods are started',
    });
  });
});
