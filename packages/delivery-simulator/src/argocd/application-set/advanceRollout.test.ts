import {
  fieldAt,
  recordsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import {
  configMapYaml,
  deploymentYaml,
  REPOSITORY,
  startTestArgoCd,
  type TestArgoCd,
} from '../../testing/argocd/startTestArgoCd';
import { APPLICATION_SET } from '../argoKinds';
import { advanceRollout } from './advanceRollout';

const NOW_MS = Date.UTC(2026, 2, 2, 10);
const STEPS = [
  { matchExpressions: [{ key: 'env', operator: 'In', values: ['test'] }] },
  {
    matchExpressions: [{ key: 'env', operator: 'In', values: ['prod'] }],
    maxUpdate: '50%',
  },
];

function application(
  name: string,
  env: string,
  sync = 'OutOfSync',
  health = 'Healthy',
): KubernetesObject {
  return {
    metadata: { name, labels: { env } },
    status: { sync: { status: sync }, health: { status: health } },
  };
}

describe('advanceRollout()', () => {
  const statesOf = (progress: ReturnType<typeof advanceRollout>) =>
    progress.statuses.map(
      each => `${each.application} ${each.step} ${each.status}`,
    );

  it('begins with the first step, and leaves alone what is in none', () => {
    const progress = advanceRollout(
      STEPS,
      [
        application('a', 'test'),
        application('b', 'prod'),
        application('c', 'other'),
      ],
      [],
      NOW_MS,
    );
    expect(statesOf(progress)).toEqual([
      'a 1 Pending',
      'b 2 Waiting',
      'c -1 Waiting',
    ]);
    expect([progress.syncing, progress.activeStep]).toEqual([['a'], 1]);
  });

  it('goes on when the step before is healthy, so many at a time', () => {
    const progress = advanceRollout(
      STEPS,
      [
        application('a', 'test', 'Synced'),
        ...['b', 'c', 'd'].map(name => application(name, 'prod')),
      ],
      [{ application: 'a', status: 'Pending', step: '1' }],
      NOW_MS,
    );
    expect(statesOf(progress)).toEqual([
      'a 1 Healthy',
      'b 2 Pending',
      'c 2 Waiting',
      'd 2 Waiting',
    ]);
    expect(progress.syncing).toEqual(['b']);
  });

  it('waits for health after a sync, and does not repeat one that failed', () => {
    const failed = {
      ...application('b', 'test'),
      status: {
        sync: { status: 'OutOfSync' },
        operationState: { startedAt: '2026-03-02T10:00:05Z' },
      },
    };
    const progress = advanceRollout(
      STEPS,
      [application('a', 'test', 'Synced', 'Progressing'), failed],
      ['a', 'b'].map(name => ({
        application: name,
        status: 'Pending',
        lastTransitionTime: '2026-03-02T10:00:00Z',
      })),
      NOW_MS + 60_000,
    );
    expect(statesOf(progress)).toEqual(['a 1 Progressing', 'b 1 Pending']);
    expect(progress.syncing).toEqual([]);
  });

  it('is done when all are healthy, and starts over with what changes', () => {
    const done = advanceRollout(
      STEPS,
      [application('a', 'test', 'Synced'), application('b', 'prod', 'Synced')],
      [],
      NOW_MS,
    );
    expect([statesOf(done), done.activeStep]).toEqual([
      ['a 1 Healthy', 'b 2 Healthy'],
      undefined,
    ]);
    const again = advanceRollout(
      STEPS,
      [application('a', 'test', 'Synced'), application('b', 'prod')],
      done.statuses.map(each => ({ ...each })),
      NOW_MS,
    );
    expect([again.syncing, again.activeStep]).toEqual([['b'], 2]);
  });
});

describe('ApplicationSets with rolling sync', () => {
  let argo: TestArgoCd;
  beforeEach(() => {
    argo = startTestArgoCd();
  });
  afterEach(() => argo.stop());

  it('syncs group after group, which do not sync by themselves', async () => {
    await argo.push({
      'test/web.yaml': deploymentYaml('web', 'web:1'),
      'prod/a.yaml': configMapYaml('a'),
    });
    argo.cluster.seed({
      ...APPLICATION_SET,
      metadata: { name: 'set', namespace: 'argocd' },
      spec: {
        generators: [
          { list: { elements: [{ env: 'test' }, { env: 'prod' }] } },
        ],
        strategy: { type: 'RollingSync', rollingSync: { steps: STEPS } },
        template: {
          metadata: { name: '{{env}}', labels: { env: '{{env}}' } },
          spec: {
            project: 'default',
            source: { repoURL: REPOSITORY, path: '{{env}}' },
            destination: { server: 'https://test:6443', namespace: 'shop' },
            syncPolicy: { automated: { prune: true } },
          },
        },
      },
    });
    const set = () =>
      argo.cluster.get({
        ...APPLICATION_SET,
        namespace: 'argocd',
        name: 'set',
      });
    const states = () =>
      recordsAt(set(), 'status', 'applicationStatus').map(
        each => `${each.application} ${each.status}`,
      );
    await argo.pass(20);
    expect(states()).toEqual(['prod Waiting', 'test Progressing']);
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    expect(
      fieldAt(argo.application('test'), 'spec', 'syncPolicy', 'automated'),
    ).toBeUndefined();
    expect(
      fieldAt(argo.application('test'), 'status', 'operationState'),
    ).toMatchObject({
      phase: 'Succeeded',
      operation: {
        initiatedBy: { username: 'applicationset-controller' },
        sync: { prune: true },
      },
    });
    const web = argo.get('Deployment', 'web');
    if (!web) throw new Error('no web');
    await argo.cluster.updateStatus(
      {
        ...web,
        status: {
          observedGeneration: 1,
          replicas: 1,
          updatedReplicas: 1,
          availableReplicas: 1,
        },
      },
      { manager: 'controller' },
    );
    await argo.pass(20);
    expect(states()).toEqual(['prod Healthy', 'test Healthy']);
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
    expect(recordsAt(set(), 'status', 'conditions')).toContainEqual(
      expect.objectContaining({
        type: 'RolloutProgressing',
        status: 'False',
        message: 'ApplicationSet Rollout has completed',
      }),
    );
    const { length } = argo.cluster.writes;
    await argo.pass(600);
    expect(argo.cluster.writes.slice(length)).toEqual([]);
  });
});
