import { fieldAt, recordsAt } from '@orrery/kubernetes-model';
import {
  configMapYaml,
  REPOSITORY,
  startTestArgoCd,
  type TestArgoCd,
} from '../testing/argocd/startTestArgoCd';

const CONFIG_MAP = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'a',
};
const PERSON = { manager: 'person' };

describe('startArgoCd() in trouble', () => {
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
});
