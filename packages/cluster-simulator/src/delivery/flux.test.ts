import {
  createChartRepositories,
  demoCharts,
  fluxObjects,
  startChartRepository,
  startFlux,
  type ChartRepository,
} from '@orrery/delivery-simulator';
import { createMemoryRepositories } from '@orrery/delivery-simulator/testing';
import {
  recordAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { startCluster, type RunningCluster } from '../startCluster';
import { createReleases } from './createReleases';

const PERSON = { manager: 'kubectl-edit' };
const GIT_URL = 'https://git.example.com/labs/config';

const AUTOSCALER = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
};

describe('startFlux() in a simulated cluster', () => {
  const clock = createManualClock();
  const git = createMemoryRepositories([GIT_URL], () => clock.nowMs());
  const errors: unknown[] = [];
  let running: RunningCluster;
  let repository: ChartRepository;
  let flux: { dispose(): void };

  /** Lets virtual time pass; promises settle between its seconds. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      clock.advance(1_000);
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  const create = (object: KubernetesObject) =>
    running.port.create(object, PERSON);
  const KUSTOMIZATION = refOf(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
  );
  const HELM_RELEASE = refOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease');
  const WEB = refOf('apps/v1', 'Deployment')('web');
  const readyOf = (ref: ReturnType<typeof KUSTOMIZATION>) => {
    const found = recordsAt(running.port.get(ref), 'status', 'conditions').find(
      each => each.type === 'Ready',
    );
    return found && `${found.status} ${found.reason} ${found.message}`;
  };
  const spec = (ref: ReturnType<typeof KUSTOMIZATION>) =>
    recordAt(running.port.get(ref), 'spec');

  beforeAll(async () => {
    const blueprint = CLUSTERS.find(({ name }) => name === 'edge');
    if (!blueprint) throw new Error('no cluster edge');
    const onError = (error: unknown) => errors.push(error);
    running = await startCluster(blueprint, {
      clock,
      seed: 1,
      port: 0,
      extraPods: 0,
      quiet: true,
      hasDelivery: false,
      releases: createReleases(onError),
      onError,
    });
    // Autoscalers ask for a past of traffic that nothing here looks at.
    for (const { metadata } of running.port.list(AUTOSCALER))
      await running.port.delete({ ...AUTOSCALER, ...metadata }, PERSON);
    repository = await startChartRepository({
      charts: demoCharts(clock.nowMs()),
      nowMs: () => clock.nowMs(),
      onUnexpected: onError,
    });
    for (const object of fluxObjects()) await create(object);
    await create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'labs' },
    });
    flux = startFlux({
      cluster: running.port,
      repositories: git,
      charts: createChartRepositories({
        repositories: [repository],
        registries: [],
      }),
      reportError: onError,
    });
  }, 120_000);

  afterAll(async () => {
    flux.dispose();
    await repository.stop();
    await running.stop();
    if (errors.length > 0) throw errors[0];
  });

  it('applies a repository, waits for its pods, and heals drift', async () => {
    const sha = await git.push(GIT_URL, { 'apps/web.yaml': deployment('1') });
    await create({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'config', namespace: 'labs' },
      spec: { url: GIT_URL, interval: '1m', ref: { branch: 'main' } },
    });
    await create({
      ...KUSTOMIZATION('apps'),
      metadata: { name: 'apps', namespace: 'labs' },
      spec: {
        interval: '2m',
        path: './apps',
        prune: true,
        wait: true,
        sourceRef: { kind: 'GitRepository', name: 'config' },
      },
    });
    await pass(45);
    expect(readyOf(KUSTOMIZATION('apps'))).toBe(
      `True ReconciliationSucceeded Applied revision: main@sha1:${sha}`,
    );
    expect(running.port.get(WEB)?.status).toMatchObject({
      availableReplicas: 2,
    });

    await running.port.mergePatch(WEB, { spec: { replicas: 5 } }, PERSON);
    await running.port.mergePatch(
      WEB,
      { metadata: { labels: { mine: 'yes' } } },
      PERSON,
    );
    await pass(150);
    expect(spec(WEB)).toMatchObject({ replicas: 2 });
    expect(running.port.get(WEB)?.metadata.labels).toMatchObject({
      mine: 'yes',
    });
  }, 60_000);

  it('comes to rest: nothing but its history is written when nothing changes', async () => {
    await pass(130);
    const before = running.port.get(WEB)?.metadata.resourceVersion;
    await pass(130);
    expect(running.port.get(WEB)?.metadata.resourceVersion).toBe(before);
  }, 60_000);

  it('shows a broken revision as not healthy, and prunes what is gone', async () => {
    await git.push(GIT_URL, {
      'apps/web.yaml': undefined,
      'apps/other.yaml': deployment('missing', 'other'),
    });
    await running.port.mergePatch(
      KUSTOMIZATION('apps'),
      { spec: { timeout: '30s' } },
      PERSON,
    );
    await pass(110);
    expect(running.port.get(WEB)).toBeUndefined();
    expect(readyOf(KUSTOMIZATION('apps'))).toBe(
      "False HealthCheckFailed health check failed after 30s: timeout waiting for: [Deployment/labs/other status: 'InProgress']",
    );
  }, 60_000);

  it('installs and upgrades a chart in the form of Helm', async () => {
    await create({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name: 'charts', namespace: 'labs' },
      spec: { url: repository.url, interval: '5m' },
    });
    await create({
      ...HELM_RELEASE('cache'),
      metadata: { name: 'cache', namespace: 'labs' },
      spec: {
        interval: '2m',
        chart: {
          spec: {
            chart: 'redis-cache',
            version: '0.4.0',
            sourceRef: { kind: 'HelmRepository', name: 'charts' },
          },
        },
      },
    });
    await pass(90);
    expect(readyOf(HELM_RELEASE('cache'))).toBe(
      'True InstallSucceeded Helm install succeeded for release labs/cache.v1 with chart redis-cache@0.4.0',
    );
    await running.port.mergePatch(
      HELM_RELEASE('cache'),
      { spec: { chart: { spec: { version: '>=0.4.0' } } } },
      PERSON,
    );
    await pass(90);
    expect(readyOf(HELM_RELEASE('cache'))).toBe(
      'True UpgradeSucceeded Helm upgrade succeeded for release labs/cache.v2 with chart redis-cache@0.4.2',
    );
    const secrets = running.port
      .list({ apiVersion: 'v1', kind: 'Secret' }, 'labs')
      .filter(each => each.type === 'helm.sh/release.v1');
    expect(
      secrets.map(({ metadata }) => [
        metadata.name,
        stringAt(metadata, 'labels', 'status'),
      ]),
    ).toEqual([
      ['sh.helm.release.v1.cache.v1', 'superseded'],
      ['sh.helm.release.v1.cache.v2', 'deployed'],
    ]);
    await running.port.delete(HELM_RELEASE('cache'), PERSON);
    await pass(60);
    expect(running.port.get(HELM_RELEASE('cache'))).toBeUndefined();
    expect(
      running.port
        .list({ apiVersion: 'v1', kind: 'Pod' }, 'labs')
        .filter(each => each.metadata.name.startsWith('cache')),
    ).toEqual([]);
  }, 60_000);
});

function refOf(apiVersion: string, kind: string) {
  return (name: string) => ({ apiVersion, kind, namespace: 'labs', name });
}

function deployment(tag: string, name = 'web'): string {
  const value: JsonRecord = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'labs' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: `labs/web:${tag}` }] },
      },
    },
  };
  return JSON.stringify(value);
}
