import { recordsAt } from '@orrery/kubernetes-model';
import { ClusterRequestError } from '../../cluster/ClusterRequestError';
import {
  createFluxCluster,
  type FluxCluster,
} from '../../testing/flux/createFluxCluster';
import {
  configMapYaml,
  deploymentYaml,
  GIT_URL,
  gitRepository,
  imageOf,
  kustomization,
} from '../../testing/flux/fluxBuilders';

describe('Pruning of Kustomizations', () => {
  let flux: FluxCluster;
  const push = (files: Readonly<Record<string, string | undefined>>) =>
    flux.git.push(GIT_URL, files);
  beforeEach(async () => {
    flux = await createFluxCluster();
    await push({ 'apps/web.yaml': deploymentYaml('web', '1') });
    await flux.create(gitRepository());
    await flux.pass(5);
  });
  afterEach(() => flux.dispose());

  async function applied(spec = {}, name = 'apps') {
    await flux.create(kustomization(spec, name));
    await flux.pass(20);
  }
  const ready = (name = 'apps') => flux.condition('Kustomization', name);
  const ids = () =>
    recordsAt(flux.status('Kustomization', 'apps'), 'inventory', 'entries').map(
      each => each.id,
    );

  it('deletes what left its inventory, except what says otherwise', async () => {
    await push({
      'apps/a.yaml': configMapYaml('a', '1'),
      'apps/b.yaml': configMapYaml('b', '1').replace(
        'namespace: shop',
        'namespace: shop\n  annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}',
      ),
    });
    await flux.pass(60);
    await applied();
    await push({ 'apps/a.yaml': undefined, 'apps/b.yaml': undefined });
    await flux.pass(65);
    expect(flux.get('ConfigMap', 'a')).toBeUndefined();
    expect(flux.get('ConfigMap', 'b')).toBeDefined();
    expect(ids()).toEqual(['shop_web_apps_Deployment']);
    expect(flux.events('Kustomization')).toContain(
      'Progressing ConfigMap/shop/a deleted',
    );
  });

  it('tries to delete again what the cluster refused to', async () => {
    await push({ 'apps/a.yaml': configMapYaml('a', '1') });
    await flux.pass(60);
    await applied({ retryInterval: '1m' });
    flux.cluster.refuseOnce(
      ({ verb, ref }) => verb === 'delete' && ref.kind === 'ConfigMap',
      new ClusterRequestError('Forbidden', 'denied by a webhook'),
    );
    await push({ 'apps/a.yaml': undefined });
    await flux.pass(65);
    expect(ready()).toBe(
      'False PruneFailed ConfigMap/shop/a delete failed: denied by a webhook',
    );
    expect(ids()).toContain('shop_a__ConfigMap');
    await flux.pass(65);
    expect(ready()).toMatch(/^True/);
    expect(flux.get('ConfigMap', 'a')).toBeUndefined();
  });

  it('leaves objects alone that ask for it', async () => {
    await applied();
    await flux.patch('Deployment', 'web', {
      metadata: {
        annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' },
      },
    });
    await push({
      'apps/web.yaml': deploymentYaml('web', '2'),
      'apps/b.yaml': configMapYaml('b', '1').replace(
        'namespace: shop',
        'namespace: shop\n  annotations: {kustomize.toolkit.fluxcd.io/ssa: IfNotPresent}',
      ),
    });
    await flux.pass(65);
    expect(imageOf(flux.get('Deployment', 'web'))).toBe('shop/web:1');
    await flux.patch('ConfigMap', 'b', { data: { value: 'mine' } });
    await flux.ask('Kustomization', 'apps');
    await flux.pass(5);
    expect(flux.get('ConfigMap', 'b')?.data).toEqual({ value: 'mine' });
  });

  it('waits for what it deletes to be gone where its policy says so', async () => {
    await applied({ deletionPolicy: 'WaitForTermination', prune: false });
    await flux.patch('Deployment', 'web', {
      metadata: { finalizers: ['example.com/slow'] },
    });
    await flux.cluster.delete(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        namespace: 'shop',
        name: 'apps',
      },
      { manager: 'kubectl' },
    );
    await flux.pass(10);
    expect(flux.get('Kustomization', 'apps')).toBeDefined();
    await flux.patch('Deployment', 'web', { metadata: { finalizers: [] } });
    await flux.pass(5);
    expect(flux.get('Kustomization', 'apps')).toBeUndefined();
  });

  it('keeps what left its inventory with prune: false', async () => {
    await push({ 'apps/a.yaml': configMapYaml('a', '1') });
    await flux.pass(60);
    await applied({ prune: false });
    await push({ 'apps/a.yaml': undefined });
    await flux.pass(65);
    expect(flux.get('ConfigMap', 'a')).toBeDefined();
  });

  it('deletes everything it applied when it is deleted', async () => {
    await applied();
    await flux.cluster.delete(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        namespace: 'shop',
        name: 'apps',
      },
      { manager: 'kubectl' },
    );
    await flux.pass(5);
    expect(flux.get('Kustomization', 'apps')).toBeUndefined();
    expect(flux.get('Deployment', 'web')).toBeUndefined();
  });
});
