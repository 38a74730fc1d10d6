import type { Incident } from '@orrery/telemetry-model';
import { createManualClock } from '../clock/createManualClock';
import { createTypedStore } from '../controllers/TypedStore';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { seedCluster } from '../fleet/seedCluster';
import { createRandom } from '../random/createRandom';
import { createClusterStore } from '../store/createClusterStore';
import { createLivingTelemetry } from './createLivingTelemetry';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function living(name: string) {
  const [cluster] = CLUSTERS.filter(each => each.name === name);
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: createRandom('store') });
  seedCluster({ store: raw, cluster, seed: 1, rootCertificate: 'x' });
  const store = createTypedStore(raw);
  return {
    clock,
    store,
    telemetry: createLivingTelemetry({
      store,
      clock,
      seed: 1,
      cluster: name,
      ...cluster.telemetry,
    }),
  };
}

describe('createLivingTelemetry()', () => {
  it('keeps the past of a pod that is gone', () => {
    const { clock, store, telemetry } = living('edge');
    const [pod] = store
      .list('pods', 'shop')
      .filter(each => each.metadata.name.startsWith('web-'));
    const info = (atMs: number) =>
      telemetry
        .now()
        .series('kube_pod_info', labels => labels.uid === pod.metadata.uid)
        .map(series => series.sample(Float64Array.of(atMs))[0]);
    const before = clock.nowMs();
    clock.advance(MINUTE_MS);
    store.raw.remove('pods', 'shop', pod.metadata.name);
    clock.advance(MINUTE_MS);
    expect(info(before)).toEqual([1]);
    expect(info(clock.nowMs())).toEqual([NaN]);
    telemetry.dispose();
  });

  it('remembers the run that a status forgets', () => {
    const { clock, store, telemetry } = living('edge');
    const [pod] = store.list('pods', 'data');
    const uid = pod.metadata.uid ?? '';
    const [status] = pod.status?.containerStatuses ?? [];
    const startedAt = status.state.running?.startedAt ?? '';
    const stateOf = (
      lastState: object,
      startedAtNow: string,
      restartCount: number,
    ) =>
      store.update('pods', pod, current => ({
        ...current,
        status: {
          ...current.status,
          containerStatuses: [
            {
              ...status,
              restartCount,
              lastState,
              state: { running: { startedAt: startedAtNow } },
            },
          ],
        },
      }));
    const endedOf = (from: string, minutesAgo: number) => ({
      terminated: {
        exitCode: 1,
        reason: 'Error',
        startedAt: from,
        finishedAt: new Date(
          clock.nowMs() - minutesAgo * MINUTE_MS,
        ).toISOString(),
      },
    });
    const second = new Date(clock.nowMs() - 9 * MINUTE_MS).toISOString();
    stateOf(endedOf(startedAt, 10), second, 1);
    stateOf(
      endedOf(second, 2),
      new Date(clock.nowMs() - MINUTE_MS).toISOString(),
      2,
    );
    const restarts = telemetry
      .now()
      .series(
        'kube_pod_container_status_restarts_total',
        labels => labels.uid === uid,
      )[0]
      .sample(
        Float64Array.of(
          clock.nowMs() - 15 * MINUTE_MS,
          clock.nowMs() - 5 * MINUTE_MS,
          clock.nowMs(),
        ),
      );
    expect([...restarts]).toEqual([0, 1, 2]);
    telemetry.dispose();
  });

  it('is silent about a node that does not report', () => {
    const { clock, telemetry } = living('edge');
    const now = Float64Array.of(clock.nowMs() - DAY_MS, clock.nowMs());
    const up = telemetry
      .now()
      .series('up', labels => labels.job === 'node-exporter')
      .map(series => [...series.sample(now)].join());
    expect(up.sort()).toEqual(['1,0', '1,1', '1,1', '1,1', '1,1']);
    telemetry.dispose();
  });

  it('takes incidents, and refuses those of what is not there', () => {
    const { clock, telemetry } = living('edge');
    const incident = (name: string): Incident => ({
      id: 'i',
      kind: 'bad-config',
      target: { kind: 'Service', namespace: 'shop', name },
      startMs: clock.nowMs() - 30 * MINUTE_MS,
      intensity: 1,
    });
    const errors = () =>
      telemetry.now().serviceState('shop/cart', clock.nowMs())?.errorRatio ??
      NaN;
    expect(errors()).toBeLessThan(0.05);
    telemetry.setIncidents([incident('cart')]);
    expect(errors()).toBeGreaterThan(0.2);
    expect(() => telemetry.setIncidents([incident('nobody')])).toThrow(
      'no service shop/nobody',
    );
    expect(errors()).toBeGreaterThan(0.2);
    telemetry.dispose();
  });

  it('gives every service of the large cluster pods in the past, and no two the same traffic', () => {
    const { clock, telemetry } = living('prod-us');
    const now = telemetry.now();
    const services = now.traffic.graph.services.filter(
      each => each.kind === 'Deployment',
    );
    expect(services.length).toBeGreaterThan(30);
    const agoMs = clock.nowMs() - 12 * 3_600_000;
    const without = services.filter(
      ({ namespace, name }) =>
        name !== 'model-trainer' &&
        !now.pods.some(
          pod =>
            pod.service === `${namespace}/${name}` &&
            pod.ready.some(
              span => span.fromMs < agoMs && (span.toMs ?? Infinity) > agoMs,
            ),
        ),
    );
    expect(without.map(each => each.name)).toEqual([]);
    const states = services.map(({ namespace, name }) =>
      JSON.stringify(now.serviceState(`${namespace}/${name}`, agoMs)),
    );
    expect(new Set(states).size).toBe(states.length);
    telemetry.dispose();
  });

  it('tells the crash loop that was seeded', () => {
    const { clock, telemetry } = living('prod-eu');
    const now = telemetry.now();
    const looping = now.pods.filter(
      pod =>
        pod.service === 'shop/checkout-worker' &&
        pod.containers[0].runs.length > 5,
    );
    expect(looping.length).toBe(1);
    const labels = (each: Readonly<Record<string, string>>) =>
      each.pod === looping[0].name;
    const at = Float64Array.of(clock.nowMs());
    expect(
      now
        .series('kube_pod_container_status_restarts_total', labels)[0]
        .sample(at)[0],
    ).toBe(14);
    expect(
      now
        .series('kube_pod_container_status_waiting_reason', labels)
        .map(each => [each.labels.reason, each.sample(at)[0]]),
    ).toContainEqual(['CrashLoopBackOff', 1]);
    telemetry.dispose();
  });
});
