import { fieldAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import {
  configMapYaml,
  deploymentYaml,
  hookYaml,
  startTestArgoCd,
  type TestArgoCd,
} from '../testing/argocd/startTestArgoCd';

const SYNC = { operation: { initiatedBy: { username: 'jane' }, sync: {} } };

describe('startArgoCd() in phases', () => {
  let argo: TestArgoCd;

  beforeEach(() => {
    argo = startTestArgoCd();
  });
  afterEach(() => argo.stop());

  const status = (...path: string[]) =>
    fieldAt(argo.application(), 'status', ...path);
  const operationState = (...path: string[]) =>
    status('operationState', ...path);
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
    await argo.settle('Job', 'migrate', 'Complete');
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
    expect(operationState('message')).toBe(
      'waiting for completion of hook batch/Job/smoke',
    );
    await argo.settle('Job', 'smoke', 'Complete');
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

  it('hears of the end of a hook whose name is generated', async () => {
    const { metadata, ...hook } = JSON.parse(hookYaml('x', 'PreSync'));
    const { name, ...unnamed } = metadata;
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/before.yaml': JSON.stringify({
        ...hook,
        metadata: { ...unnamed, generateName: 'migrate-' },
      }),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    const [job] = argo.cluster.list({ apiVersion: 'batch/v1', kind: 'Job' });
    expect(job.metadata.name).toMatch(/^migrate-[0-9a-f]{7}-presync-\d+$/);
    await argo.settle('Job', job.metadata.name, 'Complete');
    await argo.pass();
    expect(operationState('phase')).toBe('Succeeded');
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
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
    await argo.settle('Job', 'migrate', 'Failed');
    await argo.pass();
    expect(operationState('message')).toBe(
      'waiting for completion of hook batch/Job/sorry',
    );
    await argo.settle('Job', 'sorry', 'Complete');
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
    await argo.settle('Job', 'migrate', 'Failed');
    await argo.pass();
    await argo.settle('Job', 'sorry', 'Complete');
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
    expect(argo.results()).toEqual([
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
    expect(argo.results()[0]).toBe(
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
    expect(argo.results()).toEqual([
      'Sync ConfigMap/a Synced configmap/a replaced',
    ]);
    expect(argo.get('ConfigMap', 'a')?.data).toEqual({ x: '1' });
  });

  it('deletes and creates anew by force only what cannot be changed otherwise', async () => {
    const uidOf = (name: string) => argo.get('ConfigMap', name)?.metadata.uid;
    await argo.push({
      'app/a.yaml': configMapYaml('a', { x: '1' }),
      'app/b.yaml': configMapYaml('b', { x: '1' }),
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    const before = { a: uidOf('a'), b: uidOf('b') };
    await argo.push({
      'app/a.yaml': configMapYaml('a', { x: '2' }),
      'app/b.yaml': configMapYaml('b', { x: '2' }),
    });
    argo.cluster.refuseOnce(
      write =>
        write.verb === 'update' && !write.dryRun && write.ref.name === 'b',
      new ClusterRequestError('Invalid', 'field is immutable'),
    );
    await argo.patch({
      operation: { sync: { syncStrategy: { hook: { force: true } } } },
    });
    await argo.pass();
    expect(argo.results()).toEqual([
      'Sync ConfigMap/a Synced configmap/a configured',
      'Sync ConfigMap/b Synced configmap/b configured',
    ]);
    expect(uidOf('a')).toBe(before.a);
    expect(uidOf('b')).not.toBe(before.b);
    expect(argo.get('ConfigMap', 'b')?.data).toEqual({ x: '2' });
  });

  it('says which kind the cluster does not serve', async () => {
    await argo.push({
      'app/x.yaml': 'apiVersion: x.io/v1\nkind: Thing\nmetadata:\n  name: a\n',
    });
    argo.seedApplication();
    await argo.patch(SYNC);
    await argo.pass();
    expect(argo.results()).toEqual([
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
