import { ClusterRequestError } from '../../cluster/ClusterRequestError';
import {
  createFluxCluster,
  type FluxCluster,
} from '../../testing/flux/createFluxCluster';
import {
  deploymentYaml,
  GIT_URL,
  gitRepository,
  imageOf,
  kustomization,
} from '../../testing/flux/fluxBuilders';

describe('Kustomizations of Flux', () => {
  let flux: FluxCluster;
  let sha: string;
  const push = (files: Readonly<Record<string, string | undefined>>) =>
    flux.git.push(GIT_URL, files);
  beforeEach(async () => {
    flux = await createFluxCluster();
    sha = await push({ 'apps/web.yaml': deploymentYaml('web', '1') });
    await flux.create(gitRepository());
    await flux.pass(5);
  });
  afterEach(() => flux.dispose());

  async function applied(spec = {}, name = 'apps') {
    await flux.create(kustomization(spec, name));
    await flux.pass(20);
  }
  const ready = (name = 'apps') => flux.condition('Kustomization', name);

  it('applies what its path holds and says which revision', async () => {
    await applied();
    const revision = `main@sha1:${sha}`;
    expect(imageOf(flux.get('Deployment', 'web'))).toBe('shop/web:1');
    expect(flux.get('Deployment', 'web')?.metadata.labels).toEqual({
      'kustomize.toolkit.fluxcd.io/name': 'apps',
      'kustomize.toolkit.fluxcd.io/namespace': 'shop',
    });
    expect(ready()).toBe(
      `True ReconciliationSucceeded Applied revision: ${revision}`,
    );
    expect(flux.status('Kustomization', 'apps')).toMatchObject({
      lastAppliedRevision: revision,
      lastAttemptedRevision: revision,
      observedGeneration: 1,
      inventory: { entries: [{ id: 'shop_web_apps_Deployment', v: 'v1' }] },
      history: [
        {
          lastReconciledStatus: 'ReconciliationSucceeded',
          metadata: { revision },
          totalReconciliations: 1,
        },
      ],
    });
    expect(flux.condition('Kustomization', 'apps', 'Reconciling')).toBe(
      undefined,
    );
    expect(flux.get('Kustomization', 'apps')?.metadata.finalizers).toEqual([
      'finalizers.fluxcd.io',
    ]);
    expect(flux.events('Kustomization')).toEqual([
      'Progressing Deployment/shop/web created',
      'ReconciliationSucceeded Reconciliation finished in 155ms, next run in 10m0s',
    ]);
  });

  it('follows its source to a new revision', async () => {
    await applied();
    await push({ 'apps/web.yaml': deploymentYaml('web', '2') });
    await flux.pass(65);
    expect(imageOf(flux.get('Deployment', 'web'))).toBe('shop/web:2');
    expect(flux.events('Kustomization')).toContain(
      'Progressing Deployment/shop/web configured',
    );
  });

  it('takes a hand edit back at its next interval', async () => {
    await applied();
    await flux.patch('Deployment', 'web', { spec: { replicas: 7 } });
    await flux.pass(300);
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 7 });
    await flux.pass(400);
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 1 });
  });

  it('reconciles at once when it is asked to, and says so', async () => {
    await applied();
    await flux.patch('Deployment', 'web', { spec: { replicas: 7 } });
    await flux.ask('Kustomization', 'apps');
    await flux.pass(1);
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 1 });
    expect(flux.status('Kustomization', 'apps').lastHandledReconcileAt).toEqual(
      flux.get('Kustomization', 'apps')?.metadata.annotations?.[
        'reconcile.fluxcd.io/requestedAt'
      ],
    );
  });

  it('does nothing while it is suspended, and goes on when resumed', async () => {
    await applied();
    await flux.patch('Kustomization', 'apps', { spec: { suspend: true } });
    await push({ 'apps/web.yaml': deploymentYaml('web', '2') });
    await flux.pass(700);
    expect(imageOf(flux.get('Deployment', 'web'))).toBe('shop/web:1');
    await flux.patch('Kustomization', 'apps', { spec: { suspend: false } });
    await flux.pass(5);
    expect(imageOf(flux.get('Deployment', 'web'))).toBe('shop/web:2');
  });

  it('waits until everything is healthy', async () => {
    await flux.create(kustomization({ wait: true }));
    await flux.pass(2);
    const revision = `main@sha1:${sha}`;
    const running = `Running health checks for revision ${revision} with a timeout of 9m30s`;
    expect(ready()).toBe('Unknown Progressing Reconciliation in progress');
    expect(flux.condition('Kustomization', 'apps', 'Reconciling')).toBe(
      `True Progressing ${running}`,
    );
    expect(flux.condition('Kustomization', 'apps', 'Healthy')).toBe(
      `Unknown Progressing ${running}`,
    );
    await flux.pass(10);
    expect(ready()).toMatch(/^True ReconciliationSucceeded/);
    expect(flux.condition('Kustomization', 'apps', 'Healthy')).toMatch(
      /^True Succeeded Health check passed in \d+s$/,
    );
    const finished = flux
      .events('Kustomization')
      .find(each => each.includes('Reconciliation finished'));
    const [, seconds] = /finished in ([\d.]+)s,/.exec(finished ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(2);
  });

  it('fails when something is not healthy in time, and tries again', async () => {
    await push({ 'apps/web.yaml': deploymentYaml('web', 'broken') });
    await flux.pass(60);
    await flux.create(
      kustomization({ wait: true, timeout: '30s', retryInterval: '1m' }),
    );
    await flux.pass(40);
    expect(ready()).toBe(
      "False HealthCheckFailed health check failed after 30s: timeout waiting for: [Deployment/shop/web status: 'InProgress']",
    );
    expect(flux.condition('Kustomization', 'apps', 'Healthy')).toMatch(
      /^False HealthCheckFailed timeout waiting for/,
    );
    await push({ 'apps/web.yaml': deploymentYaml('web', '2') });
    await flux.pass(120);
    expect(ready()).toMatch(/^True/);
  });

  it('checks the health of what it is told to', async () => {
    await applied({
      healthChecks: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' },
      ],
      timeout: '30s',
    });
    await flux.pass(20);
    expect(ready()).toContain("[Deployment/shop/other status: 'NotFound']");
  });

  it('gives a wait up for a newer revision', async () => {
    await push({ 'apps/web.yaml': deploymentYaml('web', 'broken') });
    await flux.pass(60);
    await flux.create(kustomization({ wait: true }));
    await flux.pass(10);
    await push({ 'apps/web.yaml': deploymentYaml('web', '3') });
    await flux.pass(80);
    expect(ready()).toMatch(/^True/);
    expect(flux.events('Kustomization')).toContain(
      'HealthCheckCanceled Health checks canceled due to new reconciliation triggered by Kustomization/shop/apps',
    );
  });

  it('waits for the Kustomizations that it depends on', async () => {
    await flux.create(kustomization({ dependsOn: [{ name: 'base' }] }));
    await flux.pass(5);
    expect(ready()).toBe(
      'False DependencyNotReady dependency \'shop/base\' not found: kustomizations.kustomize.toolkit.fluxcd.io "base" not found',
    );
    await applied({}, 'base');
    await flux.pass(30);
    expect(ready()).toMatch(/^True/);
    expect(flux.events('Kustomization')).toContain(
      'DependencyNotReady Dependencies do not meet ready condition, retrying in 30s',
    );
  });

  it('says what is wrong with its source', async () => {
    await applied({ sourceRef: { kind: 'GitRepository', name: 'none' } });
    expect(ready()).toBe(
      'False ArtifactFailed gitrepositories.source.toolkit.fluxcd.io "none" not found',
    );
  });

  it('says that its path does not exist', async () => {
    await applied({ path: './none' });
    expect(ready()).toBe(
      'False ArtifactFailed kustomization path not found: stat /tmp/kustomization/none: no such file or directory',
    );
  });

  it('says what the cluster does not serve, and applies nothing of it', async () => {
    await push({
      'apps/x.yaml':
        'apiVersion: x.io/v1\nkind: X\nmetadata: {name: x, namespace: shop}\n',
    });
    await flux.pass(60);
    await applied();
    expect(ready()).toBe(
      'False ReconciliationFailed X/shop/x dry-run failed: no matches for kind "X" in version "x.io/v1"',
    );
    expect(flux.get('Deployment', 'web')).toBeUndefined();
    expect(flux.status('Kustomization', 'apps').history).toMatchObject([
      { lastReconciledStatus: 'ReconciliationFailed' },
    ]);
  });

  it('fills variables in, from its spec and from ConfigMaps', async () => {
    await push({
      'apps/web.yaml': deploymentYaml('web', '${tag:=9}').replace(
        'replicas: 1',
        'replicas: ${count}',
      ),
    });
    await flux.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'vars', namespace: 'shop' },
      data: { count: '3', tag: '5' },
    });
    await flux.pass(60);
    await applied({
      postBuild: {
        substitute: { tag: '6' },
        substituteFrom: [
          { kind: 'ConfigMap', name: 'vars' },
          { kind: 'Secret', name: 'none', optional: true },
        ],
      },
    });
    expect(imageOf(flux.get('Deployment', 'web'))).toBe('shop/web:6');
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 3 });
  });

  it('names variables that are missing', async () => {
    await applied({
      postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'vars' }] },
    });
    expect(ready()).toBe(
      'False BuildFailed substitute from \'ConfigMap/vars\' error: configmaps "vars" not found',
    );
  });

  it('puts patches, images and a namespace over its kustomization', async () => {
    await push({
      'apps/kustomization.yaml': 'resources: [web.yaml]\n',
      'apps/web.yaml': deploymentYaml('web', '1').replace(
        '  namespace: shop\n',
        '',
      ),
    });
    await flux.pass(60);
    await applied({
      targetNamespace: 'shop',
      namePrefix: 'x-',
      images: [{ name: 'shop/web', newTag: '8' }],
      patches: [
        {
          patch: '[{"op": "replace", "path": "/spec/replicas", "value": 4}]',
          target: { kind: 'Deployment' },
        },
      ],
      commonMetadata: { labels: { team: 'web' } },
    });
    const found = flux.get('Deployment', 'x-web');
    expect(imageOf(found)).toBe('shop/web:8');
    expect(found?.spec).toMatchObject({ replicas: 4 });
    expect(found?.metadata.labels).toMatchObject({ team: 'web' });
  });

  it('says that decryption is not simulated', async () => {
    await applied({ decryption: { provider: 'sops' } });
    expect(ready()).toBe('False BuildFailed spec.decryption is not simulated');
  });

  it('creates what it may not change anew only by force', async () => {
    await applied();
    await push({ 'apps/web.yaml': deploymentYaml('web', '2') });
    const refuse = () =>
      flux.cluster.refuseOnce(
        ({ verb, ref }) => verb === 'apply' && ref.kind === 'Deployment',
        new ClusterRequestError('Invalid', 'spec.selector: field is immutable'),
      );
    refuse();
    await flux.pass(65);
    expect(ready()).toBe(
      'False ReconciliationFailed Deployment/shop/web dry-run failed (Invalid): spec.selector: field is immutable',
    );
    refuse();
    await flux.patch('Kustomization', 'apps', { spec: { force: true } });
    await flux.pass(5);
    expect(ready()).toMatch(/^True/);
  });
});
