import { fieldAt, recordsAt } from '@orrery/kubernetes-model';
import {
  configMapYaml,
  deploymentYaml,
  startTestArgoCd,
  type TestArgoCd,
} from '../testing/argocd/startTestArgoCd';

const SYNC = { operation: { initiatedBy: { username: 'jane' }, sync: {} } };
const sync = (fields: Record<string, unknown>) => ({
  operation: { sync: fields },
});

describe('startArgoCd()', () => {
  let argo: TestArgoCd;

  beforeEach(() => {
    argo = startTestArgoCd();
  });
  afterEach(() => argo.stop());

  const status = (...path: string[]) =>
    fieldAt(argo.application(), 'status', ...path);
  const operationState = (...path: string[]) =>
    status('operationState', ...path);
  it('says what is missing before anything is synced', async () => {
    const sha = await argo.push({
      'app/web.yaml': deploymentYaml('web', 'web:1'),
    });
    argo.seedApplication();
    await argo.pass();
    expect(argo.application().status).toMatchObject({
      sync: { status: 'OutOfSync', revision: sha },
      health: { status: 'Missing', lastTransitionTime: '2026-03-02T10:00:00Z' },
      resources: [
        {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'web',
          status: 'OutOfSync',
          health: { status: 'Missing' },
        },
      ],
      sourceType: 'Directory',
      summary: { images: ['web:1'] },
      reconciledAt: '2026-03-02T10:00:00Z',
    });
  });

  it('syncs on request, keeps a history, and follows the health', async () => {
    const sha = await argo.push({
      'app/web.yaml': deploymentYaml('web', 'web:1'),
    });
    argo.seedApplication();
    await argo.pass();
    await argo.patch(SYNC);
    await argo.pass();
    expect(argo.get('Deployment', 'web')?.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web',
    });
    expect(argo.application().operation).toBeUndefined();
    expect(operationState()).toMatchObject({
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      startedAt: '2026-03-02T10:00:05Z',
      finishedAt: '2026-03-02T10:00:05Z',
      syncResult: {
        revision: sha,
        resources: [
          {
            kind: 'Deployment',
            name: 'web',
            status: 'Synced',
            message: 'deployment.apps/web created',
            syncPhase: 'Sync',
            hookPhase: 'Running',
            images: ['web:1'],
          },
        ],
      },
    });
    expect(status('history')).toMatchObject([
      { id: 0, revision: sha, initiatedBy: { username: 'jane' } },
    ]);
    expect(status('sync', 'status')).toBe('Synced');
    expect(status('health', 'status')).toBe('Progressing');
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
    await argo.pass();
    expect(status('health', 'status')).toBe('Healthy');
    expect(
      argo.cluster.events.map(
        each => `${each.type} ${each.reason}: ${each.message}`,
      ),
    ).toEqual([
      'Normal ResourceUpdated: Updated sync status:  -> OutOfSync',
      'Normal ResourceUpdated: Updated health status:  -> Missing',
      `Normal OperationCompleted: Sync operation to ${sha} succeeded`,
      'Normal ResourceUpdated: Updated sync status: OutOfSync -> Synced',
      'Normal ResourceUpdated: Updated health status: Missing -> Progressing',
      'Normal ResourceUpdated: Updated health status: Progressing -> Healthy',
    ]);
  });

  it('writes nothing while nothing happens', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication({ syncPolicy: { automated: {} } });
    await argo.pass(60);
    const before = argo.cluster.writes.length;
    await argo.pass(3_600);
    expect(argo.cluster.writes.length).toBe(before);
  });

  it('refreshes on request and after a push, and takes the request away', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication();
    await argo.pass(60);
    await argo.patch({
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'hard' } },
    });
    await argo.pass(1);
    expect(argo.application().metadata.annotations ?? {}).toEqual({});
    expect(status('reconciledAt')).toBe('2026-03-02T10:01:00Z');
    const sha = await argo.push({ 'app/b.yaml': configMapYaml('b') });
    await argo.pass(1);
    expect(status('sync', 'revision')).toBe(sha);
    expect(recordsAt(argo.application(), 'status', 'resources').length).toBe(2);
  });

  it('prunes only when told to', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/b.yaml': configMapYaml('b'),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    await argo.push({ 'app/b.yaml': undefined });
    await argo.pass();
    expect(
      recordsAt(argo.application(), 'status', 'resources')[1],
    ).toMatchObject({
      name: 'b',
      status: 'OutOfSync',
      requiresPruning: true,
    });
    await argo.patch(SYNC);
    await argo.pass();
    expect(argo.results()).toEqual([
      'Sync ConfigMap/b PruneSkipped ignored (requires pruning)',
      'Sync ConfigMap/a Synced configmap/a unchanged',
    ]);
    await argo.patch(sync({ prune: true }));
    await argo.pass();
    expect(argo.results()[0]).toBe('Sync ConfigMap/b Pruned pruned');
    expect(argo.get('ConfigMap', 'b')).toBeUndefined();
    expect(status('sync', 'status')).toBe('Synced');
  });

  it('keeps what says Prune=false', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml(
        'a',
        {},
        { 'argocd.argoproj.io/sync-options': 'Prune=false' },
      ),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    await argo.push({
      'app/a.yaml': undefined,
      'app/b.yaml': configMapYaml('b'),
    });
    await argo.patch(sync({ prune: true }));
    await argo.pass();
    expect(argo.results()).toContain(
      'Sync ConfigMap/a PruneSkipped ignored (no prune)',
    );
  });

  it('tries without doing in a dry run', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication();
    await argo.patch(sync({ dryRun: true }));
    await argo.pass();
    expect(operationState('phase')).toBe('Succeeded');
    expect(argo.results()).toEqual([
      'Sync ConfigMap/a Synced configmap/a created (dry run)',
    ]);
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    expect(status('history')).toEqual([]);
  });

  it('syncs chosen resources only', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/b.yaml': configMapYaml('b'),
    });
    argo.seedApplication();
    await argo.patch(sync({ resources: [{ kind: 'ConfigMap', name: 'b' }] }));
    await argo.pass();
    expect(argo.results()).toEqual([
      'Sync ConfigMap/b Synced configmap/b created',
    ]);
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    expect(status('history')).toEqual([]);
    expect(
      argo.cluster.events.some(each =>
        /^Partial sync operation to/.test(each.message),
      ),
    ).toBe(true);
  });

  it('rolls back to a revision of the past', async () => {
    const first = await argo.push({
      'app/a.yaml': configMapYaml('a', { level: 'low' }),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    await argo.push({
      'app/a.yaml': configMapYaml('a', { level: 'high', more: 'x' }),
    });
    await argo.patch(SYNC);
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')?.data).toEqual({
      level: 'high',
      more: 'x',
    });
    const [entry] = recordsAt(argo.application(), 'status', 'history');
    await argo.patch(
      sync({
        revision: entry.revision,
        source: entry.source,
        syncStrategy: { apply: {} },
      }),
    );
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')?.data).toEqual({ level: 'low' });
    expect(
      recordsAt(argo.application(), 'status', 'history').map(each => [
        each.id,
        each.revision,
      ])[2],
    ).toEqual([2, first]);
    expect(status('sync', 'status')).toBe('OutOfSync');
  });

  it('keeps ten deployments, or as many as the Application says', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication();
    for (let count = 0; count < 12; count++) {
      await argo.patch(SYNC);
      await argo.pass();
    }
    const ids = () =>
      recordsAt(argo.application(), 'status', 'history').map(each => each.id);
    expect(ids()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    await argo.patch({ spec: { revisionHistoryLimit: 2 }, ...SYNC });
    await argo.pass();
    expect(ids()).toEqual([11, 12]);
  });
});
