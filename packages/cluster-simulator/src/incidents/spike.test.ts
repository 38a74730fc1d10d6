import { startLivingCluster } from './testing/startLivingCluster';

const MINUTE_MS = 60_000;

describe('a spike of traffic', () => {
  const { clock, store, living, incidents, errors, dispose } =
    startLivingCluster('edge', { isAutoscaled: true });
  afterAll(dispose);
  const replicas = () =>
    store.get('deployments.apps', 'shop', 'web')?.spec.replicas ?? NaN;
  const web = () => living.now().serviceState('shop/web', clock.nowMs());
  const usual = replicas();

  it('makes an autoscaler add pods, which relieve the service', () => {
    clock.advance(5 * MINUTE_MS);
    incidents.start({
      kind: 'traffic-spike',
      target: {
        kind: 'Service',
        namespace: 'platform',
        name: 'ingress-nginx',
      },
      startsInMs: 0,
      lastsMs: 25 * MINUTE_MS,
      intensity: 1,
    });
    let busiest = web();
    for (let step = 0; step < 5; step++) {
      clock.advance(3 * MINUTE_MS);
      const now = web();
      if ((now?.utilization ?? 0) > (busiest?.utilization ?? 0)) busiest = now;
    }
    expect(replicas()).toBeGreaterThan(usual);
    const relieved = web();
    expect(relieved?.requestsPerSecond).toBeGreaterThan(
      busiest?.requestsPerSecond ?? Infinity,
    );
    expect(relieved?.utilization).toBeLessThan(busiest?.utilization ?? 0);
  });

  it('leaves it as large as it was, some time after the spike', () => {
    clock.advance(15 * MINUTE_MS);
    expect(replicas()).toBeGreaterThan(usual);
    clock.advance(25 * MINUTE_MS);
    expect(replicas()).toBe(usual);
    expect(errors).toEqual([]);
  });
});
