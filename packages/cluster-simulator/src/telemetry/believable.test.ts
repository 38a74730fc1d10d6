import { serviceKeyOf } from '@orrery/telemetry-model';
import { createManualClock } from '../clock/createManualClock';
import { toMs } from '../controllers/ControllerContext';
import type { Pod } from '../controllers/kinds/Pod';
import { createTypedStore } from '../controllers/TypedStore';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { seedCluster } from '../fleet/seedCluster';
import { createRandom } from '../random/createRandom';
import { createClusterStore } from '../store/createClusterStore';
import { createLivingTelemetry } from './createLivingTelemetry';
import { serviceNameOf } from './serviceNameOf';

const HOUR_MS = 3_600_000;

/** Pairs of keys whose values are the same, in words. */
function twins(values: ReadonlyMap<string, unknown>): readonly string[] {
  const seen = new Map<string, string>();
  const found: string[] = [];
  for (const [key, value] of values) {
    const text = JSON.stringify(value);
    const other = seen.get(text);
    if (other === undefined) seen.set(text, key);
    else found.push(`${other} = ${key}`);
  }
  return found;
}

/** Pairs of curves that have the same course, whatever their height. */
function parallels(
  curves: ReadonlyMap<string, readonly number[]>,
): readonly string[] {
  const shapes = [...curves].map(([key, values]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { key, shape: values.map(value => value / mean) };
  });
  return shapes.flatMap((first, index) =>
    shapes.slice(index + 1).flatMap(second => {
      const apart = Math.max(
        ...first.shape.map((value, place) =>
          Math.abs(value - second.shape[place]),
        ),
      );
      return apart < 0.004 ? [`${first.key} ∥ ${second.key}`] : [];
    }),
  );
}

describe.each(['prod-us', 'edge'])('the services of %s', clusterName => {
  const clock = createManualClock();
  const raw = createClusterStore({ clock, random: createRandom('store') });
  const [cluster] = CLUSTERS.filter(({ name }) => name === clusterName);
  seedCluster({ store: raw, cluster, seed: 1, rootCertificate: 'x' });
  const store = createTypedStore(raw);
  const living = createLivingTelemetry({
    store,
    clock,
    seed: 1,
    cluster: clusterName,
    ...cluster.telemetry,
  });
  const nowMs = clock.nowMs();
  const podsOf = new Map<string, Pod[]>();
  for (const pod of store.list('pods')) {
    const name = serviceNameOf(pod);
    if (name === undefined) continue;
    const key = `${pod.metadata.namespace}/${name}`;
    podsOf.set(key, [...(podsOf.get(key) ?? []), pod]);
  }
  const hours = Array.from(
    { length: 10 },
    (_, hour) => nowMs - 2 * hour * HOUR_MS,
  );

  afterAll(() => living.dispose());

  /** A value of each service, by its key. */
  function ofEach<T>(
    read: (pods: readonly Pod[], key: string) => T,
  ): ReadonlyMap<string, T> {
    return new Map([...podsOf].map(([key, pods]) => [key, read(pods, key)]));
  }

  it.each<readonly [string, (pods: readonly Pod[]) => unknown]>([
    ['images', ([pod]) => pod.spec.containers[0].image],
    ['resources', ([pod]) => pod.spec.containers[0].resources],
    [
      'probes',
      ([pod]) => [
        pod.spec.containers[0].readinessProbe,
        pod.spec.containers[0].livenessProbe,
      ],
    ],
    ['labels', ([pod]) => pod.metadata.labels],
    ['ages', pods => pods.map(pod => toMs(pod.metadata.creationTimestamp))],
  ])('have %s of their own', (_what, read) => {
    expect(twins(ofEach(read))).toEqual([]);
  });

  it('do not restart alike', () => {
    const restarts = [
      ...ofEach(pods =>
        pods.flatMap(
          pod =>
            pod.status?.containerStatuses?.[0].lastState.terminated
              ?.finishedAt ?? [],
        ),
      ),
    ].filter(([, ended]) => ended.length > 0);
    expect(twins(new Map(restarts))).toEqual([]);
  });

  it('use CPU and memory in ways of their own', () => {
    const telemetry = living.now();
    const used = (what: 'cpuCores' | 'memoryBytes') =>
      ofEach(([pod], key) => {
        const container = pod.spec.containers[0].name;
        // Pods of one age, or their age alone would tell them apart.
        const uid = pod.metadata.uid ?? key;
        return hours.flatMap(
          atMs => telemetry.containerUsage(uid, container, atMs)?.[what] ?? [],
        );
      });
    expect(twins(used('cpuCores'))).toEqual([]);
    expect(twins(used('memoryBytes'))).toEqual([]);
  });

  it('are asked at rates and answer at speeds of their own', () => {
    const telemetry = living.now();
    const { services } = telemetry.traffic.graph;
    const served = services.filter(({ profile }) => profile.routes.length > 0);
    const read = (what: 'requestsPerSecond' | 'latencyMs') =>
      new Map(
        served.map(service => [
          serviceKeyOf(service),
          hours.map(
            atMs =>
              telemetry.serviceState(serviceKeyOf(service), atMs)?.[what] ?? 0,
          ),
        ]),
      );
    expect(parallels(read('requestsPerSecond'))).toEqual([]);
    expect(twins(read('latencyMs'))).toEqual([]);
    expect(
      twins(
        new Map(
          served.map(service => [
            serviceKeyOf(service),
            [service.profile.latencyMs, service.profile.latencySigma],
          ]),
        ),
      ),
    ).toEqual([]);
    expect(
      twins(
        new Map(
          served.map(service => [
            serviceKeyOf(service),
            service.profile.errorRatio,
          ]),
        ),
      ),
    ).toEqual([]);
  });

  it('say things of their own', () => {
    const telemetry = living.now();
    const said = ofEach(([pod], key) => {
      const name = key.slice(key.indexOf('/') + 1);
      const lines =
        telemetry
          .containerLog(pod.metadata.uid ?? '', pod.spec.containers[0].name)
          ?.lines({
            fromMs: nowMs - 2 * HOUR_MS,
            toMs: nowMs,
            limit: 300,
            direction: 'backward',
          }) ?? [];
      // The name of the service alone would tell them apart.
      return new Set(
        lines.map(({ text }) =>
          text
            .split(pod.metadata.name)
            .join('POD')
            .split(name)
            .join('SERVICE')
            .split(pod.metadata.namespace ?? '')
            .join('NAMESPACE')
            .replace(/\d+(\.\d+)*/g, '#')
            .replace(/[0-9a-f]{8,}/g, '#'),
        ),
      );
    });
    const similar = [...said].flatMap(([first, lines], index) =>
      [...said].slice(index + 1).flatMap(([second, others]) => {
        const both = [...lines].filter(line => others.has(line)).length;
        const share = both / Math.max(1, Math.min(lines.size, others.size));
        return share > 0.5 ? [`${first} ~ ${second} ${share.toFixed(2)}`] : [];
      }),
    );
    expect(similar).toEqual([]);
  });
});
