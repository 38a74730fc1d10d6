import { fieldAt, recordsAt } from '@orrery/kubernetes-model';
import { createManualTimers } from '../testing/createManualTimers';
import { createMemoryCluster } from '../testing/createMemoryCluster';
import {
  configMapYaml,
  deploymentYaml,
  startTestArgoCd,
  type TestArgoCd,
} from '../testing/argocd/startTestArgoCd';

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
