import {
  createFluxCluster,
  type FluxCluster,
} from '../../testing/flux/createFluxCluster';
import {
  GIT_URL,
  gitRepository,
  helmRepository,
  webChart,
} from '../../testing/flux/fluxBuilders';

describe('sources of Flux', () => {
  let flux: FluxCluster;
  beforeEach(async () => {
    flux = await createFluxCluster();
  });
  afterEach(() => flux.dispose());

  const artifact = (kind: string, name: string) =>
    flux.status(kind, name).artifact;

  describe('GitRepository', () => {
    it('stores an artifact of the branch it follows', async () => {
      const sha = await flux.git.push(
        GIT_URL,
        { 'a.yaml': 'a: 1', 'logo.png': 'x' },
        { message: 'Add a\n\nIn detail' },
      );
      await flux.create(gitRepository());
      await flux.pass(1);
      const revision = `main@sha1:${sha}`;
      const message = `True Succeeded stored artifact for revision '${revision}'`;
      expect(flux.condition('GitRepository', 'config')).toBe(message);
      expect(
        flux.condition('GitRepository', 'config', 'ArtifactInStorage'),
      ).toBe(message);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision,
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        path: `gitrepository/shop/config/${sha}.tar.gz`,
        url: `http://source-controller.flux-system.svc.cluster.local./gitrepository/shop/config/${sha}.tar.gz`,
        size: 4,
        lastUpdateTime: expect.any(String),
      });
      expect(flux.status('GitRepository', 'config')).toMatchObject({
        observedGeneration: 1,
      });
      expect(flux.events('GitRepository')).toEqual([
        "NewArtifact stored artifact for commit 'Add a'",
      ]);
    });

    it('finds a new commit at its next interval', async () => {
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      await flux.create(gitRepository());
      await flux.pass(5);
      const sha = await flux.git.push(GIT_URL, { 'a.yaml': 'a: 2' });
      await flux.pass(30);
      expect(artifact('GitRepository', 'config')).not.toMatchObject({
        revision: `main@sha1:${sha}`,
      });
      await flux.pass(30);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision: `main@sha1:${sha}`,
      });
    });

    it('looks at once when it is asked to', async () => {
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      await flux.create(gitRepository({ interval: '1h' }));
      await flux.pass(5);
      const sha = await flux.git.push(GIT_URL, { 'a.yaml': 'a: 2' });
      await flux.ask('GitRepository', 'config');
      await flux.pass(1);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision: `main@sha1:${sha}`,
      });
      expect(
        flux.status('GitRepository', 'config').lastHandledReconcileAt,
      ).toBeDefined();
    });

    it('says that nothing changed without a write', async () => {
      const sha = await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      await flux.create(gitRepository());
      await flux.pass(5);
      const before = flux.cluster.writes.length;
      await flux.pass(300);
      expect(flux.cluster.writes.length).toBe(before);
      expect(flux.events('GitRepository').at(-1)).toBe(
        `GitOperationSucceeded no changes since last reconcilation: observed revision 'main@sha1:${sha}'`,
      );
    });

    it('follows tags and commits', async () => {
      const first = await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      flux.git.tag(GIT_URL, 'v1.0.0', first);
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 2' });
      await flux.create(gitRepository({ ref: { tag: 'v1.0.0' } }));
      await flux.pass(1);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision: `v1.0.0@sha1:${first}`,
      });
      await flux.patch('GitRepository', 'config', {
        spec: { ref: { tag: null, commit: first } },
      });
      await flux.pass(1);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision: `sha1:${first}`,
      });
    });

    it('calls the artifact of a range by the tag that it chose', async () => {
      const first = await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      flux.git.tag(GIT_URL, 'v1.2.0', first);
      const second = await flux.git.push(GIT_URL, { 'a.yaml': 'a: 2' });
      flux.git.tag(GIT_URL, '1.10.0', second);
      await flux.create(gitRepository({ ref: { semver: '>=1.0.0 <2' } }));
      await flux.pass(1);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision: `1.10.0@sha1:${second}`,
      });
      flux.git.tag(GIT_URL, 'v1.11.0', first);
      await flux.pass(60);
      expect(artifact('GitRepository', 'config')).toMatchObject({
        revision: `v1.11.0@sha1:${first}`,
      });
    });

    it.each([
      [
        { branch: 'gone' },
        `unable to clone '${GIT_URL}': couldn't find remote ref "refs/heads/gone"`,
      ],
      [
        { tag: 'v9' },
        `unable to clone '${GIT_URL}': couldn't find remote ref "refs/tags/v9"`,
      ],
      [{ semver: '>=9.0.0' }, 'no match found for semver: >=9.0.0'],
      [
        { name: 'refs/pull/1/head' },
        "unable to resolve ref 'refs/pull/1/head' to a specific commit",
      ],
      [
        { commit: 'f'.repeat(40) },
        `unable to resolve commit object for '${'f'.repeat(
          40,
        )}': object not found`,
      ],
    ])('says in the words of Flux what %j does not find', async (ref, text) => {
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      await flux.create(gitRepository({ ref }));
      await flux.pass(1);
      expect(flux.condition('GitRepository', 'config')).toBe(
        `False GitOperationFailed failed to checkout and determine revision: ${text}`,
      );
    });

    it('says what it cannot clone, and tries again ever more rarely', async () => {
      const url = 'https://git.example.com/none';
      await flux.create(gitRepository({ url }));
      await flux.pass(1);
      const problem = `GitOperationFailed failed to checkout and determine revision: unable to clone '${url}': repository not found: ${url}`;
      expect(flux.condition('GitRepository', 'config')).toBe(
        `False ${problem}`,
      );
      expect(flux.condition('GitRepository', 'config', 'FetchFailed')).toBe(
        `True ${problem}`,
      );
      expect(flux.condition('GitRepository', 'config', 'Reconciling')).toBe(
        'True ProgressingWithRetry reconciliation in progress',
      );
      await flux.pass(74);
      expect(
        flux.events('GitRepository').filter(each => each === problem),
      ).toHaveLength(4);
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      await flux.patch('GitRepository', 'config', { spec: { url: GIT_URL } });
      await flux.pass(1);
      expect(flux.condition('GitRepository', 'config')).toMatch(/^True/);
      expect(
        flux.condition('GitRepository', 'config', 'FetchFailed'),
      ).toBeUndefined();
    });

    it('misses the secret that it names', async () => {
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1' });
      await flux.create(gitRepository({ secretRef: { name: 'creds' } }));
      await flux.pass(1);
      expect(flux.condition('GitRepository', 'config')).toBe(
        'False AuthenticationFailed failed to get secret \'shop/creds\': secrets "creds" not found',
      );
    });

    it('packs another artifact when it ignores other files', async () => {
      await flux.git.push(GIT_URL, { 'a.yaml': 'a: 1', 'docs/b.md': 'text' });
      await flux.create(gitRepository());
      await flux.pass(1);
      const before = artifact('GitRepository', 'config');
      await flux.patch('GitRepository', 'config', {
        spec: { ignore: '/docs/\n' },
      });
      await flux.pass(1);
      expect(artifact('GitRepository', 'config')).not.toEqual(before);
      expect(flux.status('GitRepository', 'config').observedIgnore).toBe(
        '/docs/\n',
      );
    });
  });

  describe('HelmRepository', () => {
    it('stores the index', async () => {
      flux.charts.set('web@1.0.0', webChart('1.0.0'));
      await flux.create(helmRepository());
      await flux.pass(1);
      expect(flux.condition('HelmRepository', 'charts')).toMatch(
        /^True Succeeded stored artifact: revision 'sha256:[0-9a-f]{64}'$/,
      );
      expect(flux.events('HelmRepository')).toEqual([
        "NewArtifact stored fetched index of size 9B from 'https://charts.example.com'",
      ]);
    });

    it('says that nothing answers', async () => {
      await flux.create(helmRepository({ url: 'https://none.example.com' }));
      await flux.pass(1);
      expect(flux.condition('HelmRepository', 'charts')).toBe(
        'False IndexationFailed failed to fetch Helm repository index: failed to cache index to temporary file: no such host: https://none.example.com',
      );
    });

    it('has no status for a registry', async () => {
      await flux.create(
        helmRepository({ type: 'oci', url: 'oci://charts.example.com' }),
      );
      await flux.pass(1);
      expect(flux.status('HelmRepository', 'charts')).toEqual({});
    });
  });

  describe('HelmChart', () => {
    const chart = (spec = {}) => ({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmChart',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        chart: 'web',
        version: '*',
        interval: '1m',
        sourceRef: { kind: 'HelmRepository', name: 'charts' },
        ...spec,
      },
    });

    it('pulls the newest version in its range, also one that comes later', async () => {
      flux.charts.set('web@1.0.0', webChart('1.0.0'));
      await flux.create(helmRepository({ interval: '1m' }), chart());
      await flux.pass(5);
      expect(flux.condition('HelmChart', 'web')).toBe(
        "True ChartPullSucceeded pulled 'web' chart with version '1.0.0'",
      );
      flux.charts.set('web@1.1.0', webChart('1.1.0'));
      await flux.pass(65);
      expect(artifact('HelmChart', 'web')).toMatchObject({
        revision: '1.1.0',
        path: 'helmchart/shop/web/web-1.1.0.tgz',
      });
    });

    it('says that there is no such version', async () => {
      flux.charts.set('web@1.0.0', webChart('1.0.0'));
      await flux.create(helmRepository(), chart({ version: '9.0.0' }));
      await flux.pass(5);
      expect(flux.condition('HelmChart', 'web')).toBe(
        "False InvalidChartReference invalid chart reference: failed to get chart version for remote reference: no 'web' chart with version matching '9.0.0' found",
      );
    });

    it('packs a folder of a GitRepository', async () => {
      const sha = await flux.git.push(
        GIT_URL,
        Object.fromEntries(
          [...webChart('0.3.0')].map(([path, text]) => [
            `charts/web/${path}`,
            text,
          ]),
        ),
      );
      await flux.create(
        gitRepository(),
        chart({
          chart: './charts/web',
          reconcileStrategy: 'Revision',
          sourceRef: { kind: 'GitRepository', name: 'config' },
        }),
      );
      await flux.pass(5);
      expect(flux.condition('HelmChart', 'web')).toBe(
        `True ChartPackageSucceeded packaged 'web' chart with version '0.3.0+${sha.slice(
          0,
          12,
        )}'`,
      );
    });

    it('takes its values from the files that it names', async () => {
      flux.charts.set(
        'web@1.0.0',
        webChart('1.0.0', { 'prod.yaml': 'tag: "9"\n' }),
      );
      await flux.create(
        helmRepository(),
        chart({ valuesFiles: ['values.yaml', 'prod.yaml'] }),
      );
      await flux.pass(5);
      const before = artifact('HelmChart', 'web');
      expect(before).toMatchObject({ revision: '1.0.0+1' });
      await flux.patch('HelmChart', 'web', {
        spec: { valuesFiles: ['none.yaml'] },
      });
      await flux.pass(5);
      expect(flux.condition('HelmChart', 'web')).toBe(
        "False ValuesFilesError values files merge error: no values file found at path 'none.yaml'",
      );
    });

    it('waits for its source', async () => {
      await flux.create(chart());
      await flux.pass(1);
      expect(flux.condition('HelmChart', 'web')).toBe(
        'False SourceUnavailable failed to get source: helmrepositories.source.toolkit.fluxcd.io "charts" not found',
      );
      flux.charts.set('web@1.0.0', webChart('1.0.0'));
      await flux.create(helmRepository());
      await flux.pass(2);
      expect(flux.condition('HelmChart', 'web')).toMatch(/^True/);
    });
  });

  it('stores the chart of an OCIRepository', async () => {
    flux.charts.set('web@1.0.0', webChart('1.0.0'));
    await flux.create({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        url: 'oci://charts.example.com/web',
        interval: '1m',
        ref: { semver: '*' },
      },
    });
    await flux.pass(1);
    expect(flux.condition('OCIRepository', 'web')).toMatch(
      /^True Succeeded stored artifact for digest '1\.0\.0@sha256:[0-9a-f]{64}'$/,
    );
  });

  it('says that object storage is not simulated', async () => {
    await flux.create({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'Bucket',
      metadata: { name: 'files', namespace: 'shop' },
      spec: { bucketName: 'files', endpoint: 's3.example.com', interval: '1m' },
    });
    await flux.pass(1);
    expect(flux.condition('Bucket', 'files')).toBe(
      "False BucketOperationFailed failed to confirm existence of 'files' bucket: object storage is not simulated",
    );
  });
});
