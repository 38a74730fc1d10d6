import { fieldAt } from '@orrery/kubernetes-model';
import {
  configMapYaml,
  hookYaml,
  deploymentYaml,
  REPOSITORY,
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

describe('startArgoCd() as it is told', () => {
  let argo: TestArgoCd;

  beforeEach(() => {
    argo = startTestArgoCd();
  });
  afterEach(() => argo.stop());

  const status = (...path: string[]) =>
    fieldAt(argo.application(), 'status', ...path);

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

  it('runs hooks when everything it deployed is gone, and goes after them', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/bye.yaml': hookYaml('bye', 'PostDelete', 'HookSucceeded'),
    });
    argo.seedApplication(automated(), {
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    await argo.pass();
    expect(argo.application().metadata.finalizers).toEqual([
      'resources-finalizer.argocd.argoproj.io',
      'post-delete-finalizer.argocd.argoproj.io',
      'post-delete-finalizer.argocd.argoproj.io/cleanup',
    ]);
    expect(argo.get('Job', 'bye')).toBeUndefined();
    const ref = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: 'shop',
    };
    await argo.cluster.delete(ref, PERSON);
    await argo.pass();
    expect(argo.get('ConfigMap', 'a')).toBeUndefined();
    expect(argo.get('Job', 'bye')).toBeDefined();
    expect(argo.cluster.get(ref)).toBeDefined();
    await argo.settle('Job', 'bye', 'Complete');
    await argo.pass();
    expect([argo.get('Job', 'bye'), argo.cluster.get(ref)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('takes the finalizers of hooks back when there are none any more', async () => {
    await argo.push({
      'app/a.yaml': configMapYaml('a'),
      'app/bye.yaml': hookYaml('bye', 'PostDelete'),
    });
    argo.seedApplication(automated());
    await argo.pass();
    expect(argo.application().metadata.finalizers?.length).toBe(2);
    await argo.push({ 'app/bye.yaml': undefined });
    await argo.pass();
    expect(argo.application().metadata.finalizers ?? []).toEqual([]);
  });

  it('deploys several sources together', async () => {
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

  it('renders charts of git and of chart repositories', async () => {
    const chart = {
      'Chart.yaml': 'apiVersion: v2\nname: settings\nversion: 1.2.3\n',
      'values.yaml': 'level: low\n',
      'templates/settings.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ .Release.Namespace }}\ndata:\n  level: {{ .Values.level }}\n',
    };
    await argo.push(
      Object.fromEntries(
        Object.entries(chart).map(([path, text]) => [`app/${path}`, text]),
      ),
    );
    argo.charts.set('settings', {
      version: '1.2.3',
      files: new Map(Object.entries(chart)),
    });
    argo.seedApplication({
      source: undefined,
      sources: [
        {
          repoURL: REPOSITORY,
          path: 'app',
          helm: {
            releaseName: 'a',
            parameters: [{ name: 'level', value: 'mid' }],
          },
        },
        {
          repoURL: 'https://charts.test',
          chart: 'settings',
          targetRevision: '1.x',
          helm: { valuesObject: { level: 'high' } },
        },
      ],
      ...automated(),
    });
    await argo.pass();
    expect(
      ['a', 'shop'].map(name => argo.get('ConfigMap', name)?.data),
    ).toEqual([{ level: 'mid' }, { level: 'high' }]);
    expect(argo.application().status).toMatchObject({
      sourceTypes: ['Helm', 'Helm'],
      sync: { revisions: [expect.stringMatching(/^c+1$/), '1.2.3'] },
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
