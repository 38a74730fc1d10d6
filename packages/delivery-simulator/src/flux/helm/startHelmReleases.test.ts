import { parseReleaseSecret } from '../../helm/release/parseReleaseSecret';
import {
  createFluxCluster,
  type FluxCluster,
} from '../../testing/flux/createFluxCluster';
import {
  GIT_URL,
  gitRepository,
  helmRelease,
  helmRepository,
  imageOf,
  webChart,
} from '../../testing/flux/fluxBuilders';

describe('HelmReleases of Flux', () => {
  let flux: FluxCluster;
  beforeEach(async () => {
    flux = await createFluxCluster();
    flux.charts.set('web@1.0.0', webChart('1.0.0'));
    await flux.create(helmRepository({ interval: '1m' }));
    await flux.pass(2);
  });
  afterEach(() => flux.dispose());

  async function released(spec = {}) {
    await flux.create(helmRelease(spec));
    await flux.pass(20);
  }
  const set = (values: object) =>
    flux.patch('HelmRelease', 'web', { spec: { values } });
  const condition = (type?: string) =>
    flux.condition('HelmRelease', 'web', type);
  const status = () => flux.status('HelmRelease', 'web');
  const revisions = () =>
    flux.cluster
      .list({ apiVersion: 'v1', kind: 'Secret' }, 'shop')
      .map(parseReleaseSecret)
      .sort((a, b) => a.revision - b.revision)
      .map(each => `${each.revision} ${each.status} ${each.description}`);
  const image = () => imageOf(flux.get('Deployment', 'web'));

  it('installs a chart, in the form in which Helm stores releases', async () => {
    await released({ values: { tag: '3' } });
    const message =
      'Helm install succeeded for release shop/web.v1 with chart web@1.0.0';
    expect(condition()).toBe(`True InstallSucceeded ${message}`);
    expect(condition('Released')).toBe(`True InstallSucceeded ${message}`);
    expect(condition('Reconciling')).toBeUndefined();
    expect(image()).toBe('shop/web:3');
    expect(flux.get('Deployment', 'web')?.metadata).toMatchObject({
      labels: {
        'app.kubernetes.io/managed-by': 'Helm',
        'helm.toolkit.fluxcd.io/name': 'web',
        'helm.toolkit.fluxcd.io/namespace': 'shop',
      },
      annotations: {
        'meta.helm.sh/release-name': 'web',
        'meta.helm.sh/release-namespace': 'shop',
      },
    });
    expect(revisions()).toEqual(['1 deployed Install complete']);
    expect(status()).toMatchObject({
      helmChart: 'shop/shop-web',
      history: [
        {
          name: 'web',
          namespace: 'shop',
          version: 1,
          status: 'deployed',
          chartName: 'web',
          chartVersion: '1.0.0',
          appVersion: '2',
          digest: expect.stringMatching(/^sha256:/),
          configDigest: expect.stringMatching(/^sha256:/),
        },
      ],
      inventory: { entries: [{ id: 'shop_web_apps_Deployment', v: 'v1' }] },
      lastAttemptedGeneration: 1,
      lastAttemptedReleaseAction: 'install',
      lastAttemptedRevision: '1.0.0',
      storageNamespace: 'shop',
      observedGeneration: 1,
    });
    expect(flux.events('HelmRelease')).toEqual([
      "HelmChartCreated Created HelmChart/shop/shop-web with SourceRef 'HelmRepository/shop/charts'",
      `InstallSucceeded ${message}`,
    ]);
  });

  it('waits for its chart', async () => {
    await flux.create(
      helmRelease({
        chart: {
          spec: {
            chart: 'none',
            sourceRef: { kind: 'HelmRepository', name: 'charts' },
          },
        },
      }),
    );
    await flux.pass(2);
    expect(condition()).toBe(
      "False SourceNotReady HelmChart 'shop/shop-web' is not ready: invalid chart reference: failed to get chart version for remote reference: no 'none' chart with version matching '*' found",
    );
    flux.charts.set('none@1.0.0', webChart('1.0.0'));
    await flux.pass(90);
    expect(condition()).toMatch(/^True InstallSucceeded/);
  });

  it('shows that it is at work while pods start', async () => {
    await flux.create(helmRelease());
    await flux.pass(3);
    expect(condition()).toBe(
      "Unknown Progressing Running 'install' action with timeout of 5m0s",
    );
    expect(revisions()).toEqual(['1 pending-install Initial install underway']);
  });

  it('upgrades when its values change', async () => {
    await released();
    await set({ tag: '4' });
    await flux.pass(20);
    expect(image()).toBe('shop/web:4');
    expect(condition()).toBe(
      'True UpgradeSucceeded Helm upgrade succeeded for release shop/web.v2 with chart web@1.0.0',
    );
    expect(revisions()).toEqual([
      '1 superseded Install complete',
      '2 deployed Upgrade complete',
    ]);
    expect(status().history).toMatchObject([
      { version: 2, status: 'deployed' },
      { version: 1, status: 'superseded' },
    ]);
  });

  it('upgrades to a newer version of its chart', async () => {
    await released();
    flux.charts.set('web@1.1.0', webChart('1.1.0'));
    await flux.pass(200);
    expect(condition()).toContain('shop/web.v2 with chart web@1.1.0');
  });

  it('does nothing as long as nothing changes', async () => {
    await released();
    const before = flux.cluster.writes.length;
    await flux.pass(1_800);
    expect(flux.cluster.writes.length).toBe(before);
    expect(revisions()).toHaveLength(1);
  });

  it('deletes what a new version of the chart no longer has, unless it is to be kept', async () => {
    const config = (name: string, annotation = '') =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  annotations: {${annotation}}\ndata: {a: b}\n`;
    flux.charts.set(
      'web@1.0.0',
      webChart('1.0.0', {
        'templates/a.yaml': config('a'),
        'templates/b.yaml': config('b', 'helm.sh/resource-policy: keep'),
      }),
    );
    await released();
    expect(flux.get('ConfigMap', 'a')).toBeDefined();
    flux.charts.set('web@1.1.0', webChart('1.1.0'));
    await flux.pass(200);
    expect(flux.get('ConfigMap', 'a')).toBeUndefined();
    expect(flux.get('ConfigMap', 'b')).toBeDefined();
  });

  it('keeps as many revisions as maxHistory', async () => {
    await released({ maxHistory: 2 });
    for (const tag of ['2', '3', '4']) {
      await set({ tag });
      await flux.pass(20);
    }
    expect(revisions().map(each => each.split(' ')[0])).toEqual(['3', '4']);
  });

  it('makes a new revision of the same when it is forced', async () => {
    await released();
    await flux.ask('HelmRelease', 'web', {
      'reconcile.fluxcd.io/forceAt': String(flux.cluster.nowMs()),
    });
    await flux.pass(20);
    expect(revisions()).toEqual([
      '1 superseded Install complete',
      '2 deployed Upgrade complete',
    ]);
  });

  it('upgrades over what somebody did with Helm', async () => {
    await released();
    const [secret] = flux.cluster.list(
      { apiVersion: 'v1', kind: 'Secret' },
      'shop',
    );
    await flux.cluster.delete(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        namespace: 'shop',
        name: secret.metadata.name,
      },
      { manager: 'helm' },
    );
    await flux.pass(330);
    expect(condition()).toMatch(/^True InstallSucceeded/);
    expect(revisions()).toHaveLength(1);
  });

  it('takes values from ConfigMaps and Secrets, its own over them', async () => {
    await flux.create(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'values', namespace: 'shop' },
        data: { 'values.yaml': 'tag: "7"\nreplicas: 2\n' },
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'more', namespace: 'shop' },
        data: { count: Buffer.from('3').toString('base64') },
      },
    );
    await released({
      valuesFrom: [
        { kind: 'ConfigMap', name: 'values' },
        {
          kind: 'Secret',
          name: 'more',
          valuesKey: 'count',
          targetPath: 'replicas',
        },
        { kind: 'Secret', name: 'none', optional: true },
      ],
      values: { tag: '8' },
    });
    expect(image()).toBe('shop/web:8');
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 3 });
  });

  it('names values that are missing', async () => {
    await released({ valuesFrom: [{ kind: 'ConfigMap', name: 'none' }] });
    expect(condition()).toBe(
      "False ValuesError could not resolve ConfigMap chart values reference 'shop/none' with key 'values.yaml': configmaps \"none\" not found",
    );
  });

  it('waits for the releases that it depends on', async () => {
    await released({ dependsOn: [{ name: 'database' }] });
    expect(condition()).toBe(
      'False DependencyNotReady unable to get \'shop/database\' dependency: helmreleases.helm.toolkit.fluxcd.io "database" not found',
    );
    await flux.create({
      ...helmRelease(),
      metadata: { name: 'database', namespace: 'shop' },
    });
    await flux.pass(60);
    expect(condition()).toMatch(/^True InstallSucceeded/);
  });

  it('says what a template refuses', async () => {
    flux.charts.set(
      'web@1.0.0',
      webChart('1.0.0', {
        'templates/x.yaml':
          '{{ required "a password is needed" .Values.password }}',
      }),
    );
    await released();
    expect(condition()).toContain(
      'InstallFailed Helm install failed for release shop/web with chart web@1.0.0',
    );
    expect(condition()).toContain('a password is needed');
    expect(revisions()).toEqual([]);
  });

  it('uninstalls the release when it is deleted', async () => {
    await released();
    await flux.cluster.delete(
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        namespace: 'shop',
        name: 'web',
      },
      { manager: 'kubectl' },
    );
    await flux.pass(5);
    expect(flux.get('HelmRelease', 'web')).toBeUndefined();
    expect(flux.get('Deployment', 'web')).toBeUndefined();
    expect(flux.get('HelmChart', 'shop-web')).toBeUndefined();
    expect(revisions()).toEqual([]);
    expect(flux.events('HelmRelease')).toContain(
      'UninstallSucceeded Helm uninstall succeeded for release shop/web.v1 with chart web@1.0.0',
    );
  });

  it('does nothing while it is suspended', async () => {
    await released();
    await flux.patch('HelmRelease', 'web', {
      spec: { suspend: true, values: { tag: '5' } },
    });
    await flux.pass(900);
    expect(image()).toBe('shop/web:1');
    await flux.patch('HelmRelease', 'web', { spec: { suspend: false } });
    await flux.pass(20);
    expect(image()).toBe('shop/web:5');
  });

  it('installs into another namespace, which it creates', async () => {
    await released({
      targetNamespace: 'prod',
      install: { createNamespace: true },
    });
    expect(flux.get('Namespace', 'prod')).toBeDefined();
    expect(condition()).toContain('release prod/prod-web.v1');
    expect(
      flux.cluster.get({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'prod',
        name: 'prod-web',
      }),
    ).toBeDefined();
  });

  it('patches what a chart renders', async () => {
    await released({
      postRenderers: [
        { kustomize: { images: [{ name: 'shop/web', newTag: 'patched' }] } },
      ],
    });
    expect(image()).toBe('shop/web:patched');
  });

  it('installs the chart of an OCIRepository', async () => {
    await flux.create({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { url: 'oci://charts.example.com/web', interval: '1m' },
    });
    await released({
      chart: undefined,
      chartRef: { kind: 'OCIRepository', name: 'web' },
    });
    expect(condition()).toMatch(/^True InstallSucceeded/);
    expect(status().helmChart).toBeUndefined();
  });

  it('takes the values of files of the chart, and upgrades when these are others', async () => {
    flux.charts.set(
      'web@1.0.0',
      webChart('1.0.0', { 'prod.yaml': 'tag: "9"\nreplicas: 2\n' }),
    );
    await released({
      chart: {
        spec: {
          chart: 'web',
          sourceRef: { kind: 'HelmRepository', name: 'charts' },
          valuesFiles: ['prod.yaml'],
        },
      },
    });
    expect(image()).toBe('shop/web:9');
    expect(condition()).toContain('with chart web@1.0.0+1');
    await flux.patch('HelmRelease', 'web', {
      spec: { chart: { spec: { valuesFiles: ['values.yaml'] } } },
    });
    await flux.pass(30);
    expect(image()).toBe('shop/web:1');
    expect(condition()).toContain('shop/web.v2 with chart web@1.0.0+2');
  });

  it('installs a chart out of a GitRepository', async () => {
    await flux.git.push(
      GIT_URL,
      Object.fromEntries(
        [...webChart('0.3.0')].map(([path, text]) => [`web/${path}`, text]),
      ),
    );
    await flux.create(gitRepository());
    await released({
      chart: {
        spec: {
          chart: './web',
          sourceRef: { kind: 'GitRepository', name: 'config' },
        },
      },
    });
    expect(condition()).toContain('with chart web@0.3.0');
  });
});
