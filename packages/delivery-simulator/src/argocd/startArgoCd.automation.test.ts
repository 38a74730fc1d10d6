import { fieldAt, recordsAt } from '@orrery/kubernetes-model';
import { createManualTimers } from '../testing/createManualTimers';
import { createMemoryCluster } from '../testing/createMemoryCluster';
import {
  configMapYaml,
  deploymentYaml,
  REPOSITORY,
  startTestArgoCd,
  type TestArgoCd,
} from './testing/startTestArgoCd';

const automated = (fields: Record<string, unknown> = {}) => ({
  syncPolicy: { automated: { enabled: true, ...fields } },
});
const CONFIG_MAP = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'a',
};
const PERSON = { manager: 'person' };

describe('startArgoCd() by itself', () => {
  let argo: TestArgoCd;

  beforeEach(() => {
    argo = startTestArgoCd();
  });
  afterEach(() => argo.stop());

  const status = (...path: string[]) =>
    fieldAt(argo.application(), 'status', ...path);
  const conditions = () =>
    recordsAt(argo.application(), 'status', 'conditions').map(
      each => `${each.type}: ${each.message}`,
    );
  const project = (spec: Record<string, unknown>) =>
    argo.cluster.mergePatch(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        namespace: 'argocd',
        name: 'default',
      },
      { spec },
      PERSON,
    );

  it('syncs what is pushed', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a', { x: '1' }) });
    argo.seedApplication(automated());
    await argo.pass();
    expect(status('operationState')).toMatchObject({
      phase: 'Succeeded',
      operation: { initiatedBy: { automated: true }, retry: { limit: 5 } },
    });
    const sha = await argo.push({
      'app/a.yaml': configMapYaml('a', { x: '2' }),
    });
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')?.data).toEqual({ x: '2' });
    expect(status('sync')).toMatchObject({ status: 'Synced', revision: sha });
    expect(recordsAt(argo.application(), 'status', 'history').length).toBe(2);
    expect(argo.cluster.events.map(each => each.message)).toContain(
      `Initiated automated sync to '${sha}'`,
    );
  });

  it('leaves a hand edit alone without self-heal, and shows it', async () => {
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:1') });
    argo.seedApplication(automated());
    await argo.pass();
    await argo.cluster.mergePatch(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
      },
      { spec: { replicas: 5 } },
      PERSON,
    );
    await argo.pass(600);
    expect(status('sync', 'status')).toBe('OutOfSync');
    expect(fieldAt(argo.get('Deployment', 'web'), 'spec', 'replicas')).toBe(5);
  });

  it('heals hand edits, each time later', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a', { x: '1' }),
      'app/b.yaml': configMapYaml('b'),
    });
    argo.seedApplication(automated({ selfHeal: true }));
    await argo.pass(60);
    const edit = () =>
      argo.cluster.mergePatch(CONFIG_MAP, { data: { x: 'edited' } }, PERSON);
    const value = () => fieldAt(argo.get('ConfigMap', 'a'), 'data', 'x');
    await edit();
    await argo.pass(4);
    expect(value()).toBe('1');
    expect(status('operationState', 'operation', 'sync')).toMatchObject({
      autoHealAttemptsCount: 1,
      resources: [{ kind: 'ConfigMap', name: 'a' }],
    });
    await edit();
    await argo.pass(2);
    expect(value()).toBe('edited');
    await argo.pass(4);
    expect(value()).toBe('1');
  });

  it('brings deleted objects back', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication(automated({ selfHeal: true }));
    await argo.pass(60);
    await argo.cluster.delete(CONFIG_MAP, PERSON);
    await argo.pass(10);
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
  });

  it('prunes automatically, but never everything', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/b.yaml': configMapYaml('b'),
    });
    argo.seedApplication(automated({ prune: true }));
    await argo.pass();
    await argo.push({ 'app/b.yaml': undefined });
    await argo.pass();
    expect(argo.get('ConfigMap', 'b')).toBeUndefined();
    const sha = await argo.push({
      'app/a.yaml': undefined,
      'app/readme.md': 'x',
    });
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
    expect(conditions()).toEqual([
      `SyncError: Skipping sync attempt to ${sha}: auto-sync will wipe out all resources`,
    ]);
    await argo.patch({ spec: automated({ prune: true, allowEmpty: true }) });
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
  });

  it('does not try a revision again that failed, until there is another', async () => {
    await argo.push({
      'app/x.yaml': 'apiVersion: x.io/v1\nkind: Thing\nmetadata:\n  name: a\n',
    });
    argo.seedApplication({
      syncPolicy: { automated: {}, retry: { limit: 0 } },
    });
    await argo.pass(60);
    expect(conditions()[0]).toMatch(
      /^SyncError: Failed last sync attempt to \[c+1\]: one or more synchronization tasks are not valid$/,
    );
    const startedAt = status('operationState', 'startedAt');
    await argo.pass(3_600);
    expect(status('operationState', 'startedAt')).toBe(startedAt);
    await argo.push({
      'app/x.yaml': undefined,
      'app/a.yaml': configMapYaml('a'),
    });
    await argo.pass();
    expect([status('operationState', 'phase'), conditions()]).toEqual([
      'Succeeded',
      [],
    ]);
  });

  it('waits for sync windows, and lets people through where they may', async () => {
    await project({
      syncWindows: [
        {
          kind: 'deny',
          schedule: '0 10 * * *',
          duration: '1h',
          applications: ['*'],
          manualSync: true,
        },
      ],
    });
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication(automated());
    await argo.pass(60);
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    await argo.pass(3_600);
    expect(argo.get('ConfigMap', 'a')).toBeDefined();
    await project({
      syncWindows: [
        {
          kind: 'allow',
          schedule: '0 20 * * *',
          duration: '1h',
          applications: ['*'],
        },
      ],
    });
    await argo.push({ 'app/b.yaml': configMapYaml('b') });
    await argo.patch({ operation: { sync: {} } });
    await argo.pass();
    expect(status('operationState')).toMatchObject({
      phase: 'Running',
      message: 'Sync operation blocked by sync window',
    });
    await project({
      syncWindows: [
        {
          kind: 'allow',
          schedule: '0 20 * * *',
          duration: '1h',
          applications: ['*'],
          manualSync: true,
        },
      ],
    });
    await argo.pass();
    expect(argo.get('ConfigMap', 'b')).toBeDefined();
  });

  it('says what the project does not permit', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/role.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: r\n',
    });
    await project({ sourceRepos: ['https://elsewhere/*'] });
    argo.seedApplication();
    await argo.pass();
    expect(status('sync', 'status')).toBe('Unknown');
    expect(conditions()).toEqual([
      `InvalidSpecError: application repo ${REPOSITORY} is not permitted in project 'default'`,
    ]);
    await project({ sourceRepos: ['*'], clusterResourceWhitelist: [] });
    await argo.patch({ operation: { sync: {} } });
    await argo.pass();
    expect(
      recordsAt(
        argo.application(),
        'status',
        'operationState',
        'syncResult',
        'resources',
      ),
    ).toMatchObject([
      {
        status: 'SyncFailed',
        message:
          'resource rbac.authorization.k8s.io:ClusterRole is not permitted in project default',
      },
    ]);
    argo.seedApplication({ project: 'gone' });
    await argo.pass();
    expect(conditions()).toEqual([
      'InvalidSpecError: Application referencing project gone which does not exist',
    ]);
  });

  it('says what is wrong with the sources and the destination', async () => {
    await argo.push({ 'app/a.yaml': 'kind: [\n' });
    argo.seedApplication();
    await argo.pass();
    expect(conditions()[0]).toMatch(
      /^ComparisonError: Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = a.yaml:\d: /,
    );
    argo.seedApplication({ source: { repoURL: REPOSITORY, path: 'nope' } });
    await argo.pass();
    expect(conditions()[0]).toMatch(/nope: app path does not exist$/);
    argo.seedApplication({
      source: { repoURL: REPOSITORY, path: 'app', targetRevision: 'v9' },
    });
    await argo.pass();
    expect(conditions()[0]).toMatch(/unable to resolve 'v9' to a commit SHA$/);
    argo.seedApplication({ destination: { name: 'moon', namespace: 'shop' } });
    await argo.pass();
    expect(conditions()).toEqual([
      'InvalidSpecError: unable to find destination server: there are no clusters with this name: moon',
    ]);
    argo.seedApplication({ source: undefined });
    await argo.pass();
    expect(conditions()[0]).toMatch(
      /^InvalidSpecError: spec.source.repoURL and either/,
    );
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication();
    await argo.pass();
    expect([status('sync', 'status'), conditions()]).toEqual(['OutOfSync', []]);
  });

  it('warns of shared, repeated, excluded and orphaned resources', async () => {
    await argo.push({
      'app/a.yaml': `${configMapYaml('a')}\n---\n${configMapYaml('a')}`,
      'app/e.yaml': 'apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: e\n',
    });
    argo.cluster.seed({
      ...CONFIG_MAP,
      metadata: {
        name: 'a',
        namespace: 'shop',
        annotations: {
          'argocd.argoproj.io/tracking-id': 'other:/ConfigMap:shop/a',
        },
      },
    });
    argo.cluster.seed({
      ...CONFIG_MAP,
      metadata: { name: 'lost', namespace: 'shop' },
    });
    await project({
      orphanedResources: { warn: true, ignore: [{ kind: 'Secret' }] },
    });
    argo.seedApplication();
    await argo.pass();
    expect(conditions()).toEqual([
      'ExcludedResourceWarning: Resource Endpoints/shop/e is excluded in the settings',
      'RepeatedResourceWarning: Resource /ConfigMap/shop/a appeared 2 times among application resources.',
      'SharedResourceWarning: ConfigMap/a is part of applications argocd/shop and other',
      'OrphanedResourceWarning: Application has 1 orphaned resources',
    ]);
  });

  it('ignores the differences that it is told to ignore', async () => {
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:1') });
    argo.seedApplication({
      syncPolicy: {
        automated: {},
        syncOptions: ['RespectIgnoreDifferences=true'],
      },
    });
    await argo.pass();
    await argo.cluster.mergePatch(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
      },
      { spec: { replicas: 5 } },
      PERSON,
    );
    await argo.pass();
    expect(status('sync', 'status')).toBe('OutOfSync');
    await argo.patch({
      spec: {
        ignoreDifferences: [
          {
            group: 'apps',
            kind: 'Deployment',
            jsonPointers: ['/spec/replicas'],
          },
        ],
      },
    });
    await argo.pass();
    expect(status('sync', 'status')).toBe('Synced');
    await argo.push({ 'app/web.yaml': deploymentYaml('web', 'web:2') });
    await argo.pass();
    expect(fieldAt(argo.get('Deployment', 'web'), 'spec', 'replicas')).toBe(5);
    expect(status('summary', 'images')).toEqual(['web:2']);
  });

  it('deletes what it deployed before it goes, where the finalizer says so', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/kept.yaml': configMapYaml(
        'kept',
        {},
        { 'argocd.argoproj.io/sync-options': 'Delete=false' },
      ),
    });
    argo.seedApplication(automated(), {
      finalizers: ['resources-finalizer.argocd.argoproj.io', 'other'],
    });
    await argo.pass();
    const ref = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: 'shop',
    };
    await argo.cluster.mergePatch(
      CONFIG_MAP,
      { metadata: { finalizers: ['wait'] } },
      PERSON,
    );
    await argo.cluster.delete(ref, PERSON);
    await argo.pass();
    expect(argo.application().metadata.finalizers?.length).toBe(2);
    await argo.cluster.mergePatch(
      CONFIG_MAP,
      { metadata: { finalizers: null } },
      PERSON,
    );
    await argo.pass();
    expect(argo.application().metadata.finalizers).toEqual(['other']);
    expect([
      argo.get('ConfigMap', 'a'),
      argo.get('ConfigMap', 'kept')?.metadata.name,
    ]).toEqual([undefined, 'kept']);
  });

  it('takes values from one source for another', async () => {
    argo.seedApplication({
      source: undefined,
      sources: [
        { repoURL: REPOSITORY, path: 'app' },
        { repoURL: REPOSITORY, targetRevision: 'main', ref: 'values' },
      ],
    });
    const sha = await argo.push({ 'app/a.yaml': configMapYaml('a') });
    await argo.patch({ operation: { sync: {} } });
    await argo.pass();
    expect(argo.application().status).toMatchObject({
      sync: { status: 'Synced', revisions: [sha, sha] },
      sourceTypes: ['Directory'],
      history: [{ revisions: [sha, sha] }],
    });
  });

  it('leaves alone what says so, and what is not there', async () => {
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication(automated(), {
      annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' },
    });
    await argo.pass();
    expect(argo.application().status).toBeUndefined();
  });
});

describe('startArgoCd() with several clusters', () => {
  it('deploys to the cluster that the Application names', async () => {
    const timers = createManualTimers(Date.UTC(2026, 2, 2, 10));
    const remote = createMemoryCluster({
      name: 'prod-eu',
      serverUrl: 'https://eu:6443',
      timers,
    });
    const argo = startTestArgoCd([remote]);
    await argo.push({ 'app/a.yaml': configMapYaml('a') });
    argo.seedApplication({
      destination: { name: 'prod-eu', namespace: 'shop' },
      ...automated({ selfHeal: true }),
    });
    await argo.pass();
    expect(remote.get(CONFIG_MAP)).toBeDefined();
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    remote.remove(CONFIG_MAP);
    await argo.pass(60);
    expect(remote.get(CONFIG_MAP)).toBeDefined();
    argo.stop();
  });
});
