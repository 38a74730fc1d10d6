import { fieldAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import {
  configMapYaml,
  deploymentYaml,
  hookYaml,
  startTestArgoCd,
  type TestArgoCd,
} from './testing/startTestArgoCd';

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
  const settle = async (kind: string, name: string, condition: string) => {
    const found = argo.get(kind, name);
    if (!found) throw new Error(`no ${name}`);
    await argo.cluster.updateStatus(
      {
        ...found,
        status: {
          conditions: [{ type: condition, status: 'True', message: 'over' }],
        },
      },
      { manager: 'controller' },
    );
  };
  const resultsOf = () =>
    recordsAt(
      argo.application(),
      'status',
      'operationState',
      'syncResult',
      'resources',
    ).map(
      each =>
        `${each.syncPhase} ${each.kind}/${each.name} ${each.status} ${each.message}`,
    );

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
      conditions: [],
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
    expect(resultsOf()).toEqual([
      'Sync ConfigMap/b PruneSkipped ignored (requires pruning)',
      'Sync ConfigMap/a Synced configmap/a unchanged',
    ]);
    await argo.patch(sync({ prune: true }));
    await argo.pass();
    expect(resultsOf()[0]).toBe('Sync ConfigMap/b Pruned pruned');
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
    expect(resultsOf()).toContain(
      'Sync ConfigMap/a PruneSkipped ignored (no prune)',
    );
  });

  it('tries without doing in a dry run', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication();
    await argo.patch(sync({ dryRun: true }));
    await argo.pass();
    expect(operationState('phase')).toBe('Succeeded');
    expect(resultsOf()).toEqual([
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
    expect(resultsOf()).toEqual([
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

  it('runs hooks around the sync and waits for each of them', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/before.yaml': hookYaml('migrate', 'PreSync', 'HookSucceeded'),
      'app/after.yaml': hookYaml('smoke', 'PostSync'),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    expect(operationState('message')).toBe(
      'waiting for completion of hook batch/Job/migrate',
    );
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    await settle('Job', 'migrate', 'Complete');
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
    expect(operationState('message')).toBe(
      'waiting for completion of hook batch/Job/smoke',
    );
    await settle('Job', 'smoke', 'Complete');
    await argo.pass();
    expect(operationState('phase')).toBe('Succeeded');
    expect(argo.get('Job', 'migrate')).toBeUndefined();
    expect(argo.get('Job', 'smoke')).toBeDefined();
    expect(
      recordsAt(
        argo.application(),
        'status',
        'operationState',
        'syncResult',
        'resources',
      ).map(each => [each.name, each.hookType, each.hookPhase]),
    ).toEqual([
      ['migrate', 'PreSync', 'Succeeded'],
      ['a', undefined, 'Succeeded'],
      ['smoke', 'PostSync', 'Succeeded'],
    ]);
    expect(status('sync', 'status')).toBe('Synced');
    expect(
      recordsAt(argo.application(), 'status', 'resources').find(
        each => each.name === 'smoke',
      ),
    ).toMatchObject({ hook: true });
  });

  it('runs the SyncFail hooks when one fails, and retries with back-off', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/before.yaml': hookYaml('migrate', 'PreSync'),
      'app/sorry.yaml': hookYaml('sorry', 'SyncFail', 'HookFailed'),
    });
    argo.seedApplication();
    await argo.patch({
      operation: {
        sync: {},
        retry: { limit: 1, backoff: { duration: '10s', factor: 2 } },
      },
    });
    await argo.pass();
    await settle('Job', 'migrate', 'Failed');
    await argo.pass();
    expect(operationState('message')).toBe(
      'waiting for completion of hook batch/Job/sorry',
    );
    await settle('Job', 'sorry', 'Complete');
    await argo.pass(2);
    expect(operationState()).toMatchObject({
      phase: 'Running',
      retryCount: 1,
      message:
        'one or more synchronization tasks completed unsuccessfully. Retrying attempt #1 at 10:00AM.',
    });
    await argo.pass(12);
    expect(operationState('message')).toBe(
      'waiting for completion of hook batch/Job/migrate',
    );
    await settle('Job', 'migrate', 'Failed');
    await argo.pass();
    await settle('Job', 'sorry', 'Complete');
    await argo.pass();
    expect(operationState()).toMatchObject({
      phase: 'Failed',
      message:
        'one or more synchronization tasks completed unsuccessfully (retried 1 times).',
    });
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
  });

  it('goes wave by wave, each waiting until the one before is healthy', async () => {
    const wave = (number: string) => ({
      'argocd.argoproj.io/sync-wave': number,
    });
    await argo.push({
      'app/db.yaml': JSON.stringify({
        ...JSON.parse(deploymentYaml('db', 'db:1')),
        metadata: { name: 'db', annotations: wave('-1') },
      }),
      'app/a.yaml': configMapYaml('a', {}, wave('5')),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass(10);
    expect(operationState('message')).toBe(
      'waiting for healthy state of apps/Deployment/db',
    );
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    const found = argo.get('Deployment', 'db');
    if (!found) throw new Error('no db');
    await argo.cluster.updateStatus(
      {
        ...found,
        status: {
          observedGeneration: 1,
          replicas: 1,
          updatedReplicas: 1,
          availableReplicas: 1,
        },
      },
      { manager: 'controller' },
    );
    await argo.pass(10);
    expect(operationState('phase')).toBe('Succeeded');
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
    expect(
      recordsAt(argo.application(), 'status', 'resources')[1],
    ).toMatchObject({ syncWave: -1 });
  });

  it('stops on request', async () => {
    await argo.push({ 'app/before.yaml': hookYaml('migrate', 'PreSync') });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    await argo.patch({ status: { operationState: { phase: 'Terminating' } } });
    await argo.pass();
    expect(operationState()).toMatchObject({
      phase: 'Failed',
      message: 'Operation terminated',
    });
    expect(argo.application().operation).toBeUndefined();
    expect(argo.get('Job', 'migrate')).toBeUndefined();
  });

  it('creates the namespace where the options say so', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication({
      destination: { name: 'in-cluster', namespace: 'fresh' },
    });
    await argo.patch(SYNC);
    await argo.pass();
    expect(operationState()).toMatchObject({
      phase: 'Failed',
      message: 'one or more synchronization tasks are not valid',
    });
    expect(resultsOf()).toEqual([
      'Sync ConfigMap/a SyncFailed namespaces "fresh" not found',
    ]);
    await argo.patch({
      spec: {
        syncPolicy: {
          syncOptions: ['CreateNamespace=true'],
          managedNamespaceMetadata: { labels: { team: 'a' } },
        },
      },
      ...SYNC,
    });
    await argo.pass(10);
    expect(operationState('phase')).toBe('Succeeded');
    expect(argo.get('Namespace', 'fresh')?.metadata.labels).toEqual({
      team: 'a',
    });
    expect(argo.get('ConfigMap', 'a', 'fresh')).toBeDefined();
  });

  it('applies on the server, replaces, or leaves what is in sync alone, as the options say', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a', { x: '1' }),
      'app/b.yaml': configMapYaml('b'),
    });
    argo.seedApplication({
      syncPolicy: { syncOptions: ['ServerSideApply=true'] },
    });
    await argo.patch(SYNC);
    await argo.pass();
    expect(resultsOf()[0]).toBe(
      'Sync ConfigMap/a Synced configmap/a serverside-applied',
    );
    await argo.cluster.mergePatch(
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' },
      { data: { x: '2', y: '3' } },
      { manager: 'person' },
    );
    await argo.pass();
    expect(status('sync', 'status')).toBe('OutOfSync');
    await argo.patch({
      spec: {
        syncPolicy: {
          syncOptions: ['Replace=true', 'ApplyOutOfSyncOnly=true'],
        },
      },
      ...SYNC,
    });
    await argo.pass();
    expect(resultsOf()).toEqual([
      'Sync ConfigMap/a Synced configmap/a replaced',
    ]);
    expect(argo.get('ConfigMap', 'a')?.data).toEqual({ x: '1' });
  });

  it('says which kind the cluster does not serve', async () => {
    await argo.push({
      'app/x.yaml': 'apiVersion: x.io/v1\nkind: Thing\nmetadata:\n  name: a\n',
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    expect(resultsOf()).toEqual([
      'Sync Thing/a SyncFailed The Kubernetes API could not find x.io/Thing for requested resource shop/a. Make sure the "Thing" CRD is installed on the destination cluster.',
    ]);
  });

  it('fails with the words of the API server', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication();
    argo.cluster.refuseOnce(
      write => write.verb === 'create' && !write.dryRun,
      new Error('exceeded quota: small'),
    );
    await argo.patch(SYNC);
    await argo.pass();
    expect(operationState()).toMatchObject({
      phase: 'Failed',
      message:
        'one or more objects failed to apply, reason: exceeded quota: small',
    });
    expect(stringAt(argo.application(), 'status', 'sync', 'status')).toBe(
      'OutOfSync',
    );
  });
});
