import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  startLivingCluster,
  type LivingCluster,
} from '../incidents/testing/startLivingCluster';

const MINUTE_MS = 60_000;

describe('workloads made after the start', () => {
  let cluster: LivingCluster;
  let beganMs: number;
  beforeAll(() => {
    cluster = startLivingCluster('edge');
    beganMs = cluster.clock.nowMs();
    create('nginx', { name: 'nginx', image: 'nginx:1.29' });
    create('sleepy', {
      name: 'busybox',
      image: 'busybox',
      command: ['sleep', 'infinity'],
    });
    cluster.store.raw.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'burn', namespace: 'shop' },
      spec: {
        containers: [
          { name: 'burn', image: 'stress', args: ['stress-ng', '--cpu', '2'] },
        ],
      },
    });
    cluster.clock.advance(10 * MINUTE_MS);
  });
  afterAll(() => cluster.dispose());

  function create(name: string, container: object): KubernetesObject {
    const labels = { app: name };
    return cluster.store.raw.create('deployments.apps', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'shop', labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    });
  }
  const usedBy = (prefix: string) => {
    const [pod] = cluster.store
      .list('pods', 'shop')
      .filter(({ metadata }) => metadata.name.startsWith(prefix));
    const [{ name }] = pod.spec.containers;
    return (
      cluster.living
        .now()
        .containerUsage(pod.metadata.uid ?? '', name, cluster.clock.nowMs())
        ?.cpuCores ?? 0
    );
  };
  const replicasAt = (name: string, timesMs: readonly number[]) =>
    cluster.living
      .now()
      .series(
        'kube_deployment_spec_replicas',
        labels => labels.deployment === name,
      )
      .map(series => [...series.sample(Float64Array.from(timesMs))]);

  it('are called from then on, and not before', () => {
    const load = (atMs: number) =>
      cluster.living.now().serviceState('shop/nginx', atMs)?.requestsPerSecond;
    expect(load(beganMs - MINUTE_MS)).toBe(0);
    expect(load(beganMs + 5 * MINUTE_MS)).toBeGreaterThan(0);
    const [{ profile }] = cluster.living
      .now()
      .traffic.graph.services.filter(({ name }) => name === 'nginx');
    expect(profile).toMatchObject({ runtime: 'nginx', logFormat: 'nginx' });
  });

  it('work by themselves when they have a command and open no port', () => {
    const [{ profile }] = cluster.living
      .now()
      .traffic.graph.services.filter(({ name }) => name === 'sleepy');
    expect(profile.routes).toEqual([]);
    expect(usedBy('sleepy-')).toBeGreaterThan(0);
    expect(usedBy('sleepy-')).toBeLessThan(0.1);
  });

  it('use the cores that their command line asks for', () => {
    expect(usedBy('burn')).toBeGreaterThan(1.5);
  });

  it('leave their earlier sizes in the past', () => {
    const found = cluster.store.get('deployments.apps', 'shop', 'nginx');
    if (!found) throw new Error('no nginx');
    const atMs = cluster.clock.nowMs();
    cluster.store.update('deployments.apps', found, current => ({
      ...current,
      spec: { ...current.spec, replicas: 5 },
    }));
    cluster.clock.advance(MINUTE_MS);
    expect(replicasAt('nginx', [beganMs - 1, atMs - 1, atMs])).toEqual([
      [NaN, 2, 5],
    ]);
    cluster.store.raw.remove('deployments.apps', 'shop', 'nginx');
    cluster.clock.advance(MINUTE_MS);
    expect(replicasAt('nginx', [atMs, cluster.clock.nowMs()])).toEqual([
      [5, NaN],
    ]);
  });
});
