import type { IncidentKind, IncidentTarget } from '@orrery/telemetry-model';
import { X509Certificate } from 'node:crypto';
import { stringAt } from '../../json/readJson';
import { serviceNameOf } from '../../telemetry/serviceNameOf';
import {
  startLivingCluster,
  type LivingCluster,
} from '../testing/startLivingCluster';

const MINUTE_MS = 60_000;

describe('createIncidentActor()', () => {
  let cluster: LivingCluster;
  beforeEach(() => {
    cluster = startLivingCluster('edge');
  });
  afterEach(() => {
    cluster.dispose();
    if (cluster.errors.length > 0) throw cluster.errors[0];
  });

  const service = (namespace: string, name: string): IncidentTarget => ({
    kind: 'Service',
    namespace,
    name,
  });
  const start = (
    kind: IncidentKind,
    target: IncidentTarget,
    startsInMs?: number,
  ) => cluster.incidents.start({ kind, target, intensity: 1, startsInMs });
  const podsOf = (namespace: string, name: string) =>
    cluster.store
      .list('pods', namespace)
      .filter(pod => serviceNameOf(pod) === name);
  const deployment = (name: string) =>
    cluster.store.get('deployments.apps', 'shop', name);
  const readyOf = (name: string) =>
    podsOf('shop', name).map(
      pod =>
        pod.status?.conditions?.find(each => each.type === 'Ready')?.status,
    );
  const eventsOf = (reason: string) =>
    cluster.store.list('events').filter(event => event.reason === reason);

  it.each([0, -30 * MINUTE_MS])(
    'kills leaking pods when the model says so, and counts as it does (from %i ms)',
    startsInMs => {
      start('memory-leak', service('shop', 'cart'), startsInMs);
      cluster.clock.advance(startsInMs === 0 ? 30 * MINUTE_MS : MINUTE_MS);
      const counted = cluster.living
        .now()
        .series(
          'kube_pod_container_status_restarts_total',
          labels => labels.container === 'cart',
        )
        .map(series => [
          series.labels.pod,
          series.sample(Float64Array.of(cluster.clock.nowMs()))[0],
        ])
        .filter(([, value]) => !Number.isNaN(value));
      const stored = podsOf('shop', 'cart').map(pod => [
        pod.metadata.name,
        pod.status?.containerStatuses?.[0].restartCount,
      ]);
      expect(new Map(counted as [string, number][])).toEqual(
        new Map(stored as [string, number][]),
      );
      expect(
        Math.max(...stored.map(([, count]) => Number(count))),
      ).toBeGreaterThan(1);
      expect(eventsOf('BackOff').length).toBeGreaterThan(0);
    },
  );

  it('lets the memory of a run grow towards the same kill before and after it happened', () => {
    start('memory-leak', service('shop', 'cart'));
    const [pod] = podsOf('shop', 'cart');
    const uid = pod.metadata.uid ?? '';
    cluster.clock.advance(7 * MINUTE_MS);
    const atMs = cluster.clock.nowMs() - 1_000;
    const usedAt = () =>
      cluster.living.now().containerUsage(uid, 'cart', atMs)?.memoryBytes ?? 0;
    const before = usedAt();
    cluster.clock.advance(15 * MINUTE_MS);
    expect(usedAt() / before).toBeCloseTo(1, 2);
  });

  it('rolls back a rollout that cannot pull, and leaves no pod of it', () => {
    const template = deployment('catalog')?.spec.template;
    start('bad-image', service('shop', 'catalog'));
    cluster.clock.advance(2 * MINUTE_MS);
    const waiting = podsOf('shop', 'catalog').flatMap(
      pod => pod.status?.containerStatuses?.[0].state.waiting?.reason ?? [],
    );
    expect(waiting).toContain('ImagePullBackOff');
    const [truth] = cluster.incidents.list();
    cluster.incidents.stop(truth.incident);
    cluster.clock.advance(2 * MINUTE_MS);
    expect(deployment('catalog')?.spec.template).toEqual(template);
    expect(readyOf('catalog')).toEqual(['True', 'True']);
  });

  it('leaves alone what somebody else has rolled out in the meantime', () => {
    start('cpu-throttling', service('shop', 'orders'));
    cluster.clock.advance(2 * MINUTE_MS);
    const found = deployment('orders');
    if (!found) throw new Error('no orders');
    cluster.store.update('deployments.apps', found, current => ({
      ...current,
      spec: {
        ...current.spec,
        template: {
          ...current.spec.template,
          metadata: {
            ...current.spec.template.metadata,
            annotations: { fixed: 'by hand' },
          },
        },
      },
    }));
    const [truth] = cluster.incidents.list();
    cluster.incidents.stop(truth.incident);
    expect(deployment('orders')?.spec.template.metadata?.annotations).toEqual({
      fixed: 'by hand',
    });
  });

  it('lets a certificate expire that openssl would call expired, and renews it', () => {
    start('certificate-expiry', service('platform', 'auth'), -MINUTE_MS);
    const validTo = () => {
      const secret = cluster.store.raw.get('secrets', 'platform', 'auth-tls');
      const pem = Buffer.from(
        stringAt(secret, 'data', 'tls.crt'),
        'base64',
      ).toString();
      return Date.parse(new X509Certificate(pem).validTo);
    };
    expect(validTo()).toBeLessThanOrEqual(cluster.clock.nowMs() - MINUTE_MS);
    const [truth] = cluster.incidents.list();
    cluster.incidents.stop(truth.incident);
    expect(validTo()).toBeGreaterThan(cluster.clock.nowMs() + 80 * 86_400_000);
  });

  it('ends by itself when it was to last a while', () => {
    const [node] = cluster.store.list('nodes');
    cluster.incidents.start({
      kind: 'node-not-ready',
      target: { kind: 'Node', name: node.metadata.name },
      intensity: 1,
      lastsMs: 3 * MINUTE_MS,
    });
    const readyNode = () =>
      cluster.store
        .get('nodes', undefined, node.metadata.name)
        ?.status?.conditions?.find(each => each.type === 'Ready')?.status;
    cluster.clock.advance(2 * MINUTE_MS);
    expect(readyNode()).toBe('Unknown');
    cluster.clock.advance(2 * MINUTE_MS);
    expect(readyNode()).toBe('True');
  });

  it.each<readonly [IncidentKind, IncidentTarget, string]>([
    ['bad-image', service('data', 'redis'), 'bad-image needs a Deployment'],
    ['node-not-ready', { kind: 'Node', name: 'nope' }, 'node nope not found'],
    [
      'certificate-expiry',
      service('data', 'redis'),
      'cert-manager keeps no certificate for data/redis',
    ],
  ])(
    'refuses %s for what it does not fit, and forgets it',
    (kind, target, message) => {
      expect(() => start(kind, target)).toThrow(message);
      expect(cluster.incidents.list()).toEqual([]);
    },
  );

  it('does nothing any more once it is disposed of', () => {
    start('dns-failure', service('kube-system', 'coredns'), 5 * MINUTE_MS);
    cluster.dispose();
    cluster.clock.advance(20 * MINUTE_MS);
    expect(eventsOf('Unhealthy')).toEqual([]);
  });
});
