import { createTelemetry, type Telemetry } from './createTelemetry';
import { sampleNamesOf } from './series/Series';
import {
  DAY_MS,
  EVERY_INCIDENT,
  HOUR_MS,
  incident,
  shopWorld,
  START_MS,
} from './testing/shopWorld';
import { TelemetryError } from './TelemetryError';
import { STATEMENT_FAMILIES } from './exporters/statementFamilies';

const grid = (fromMs: number, toMs: number, stepMs: number) =>
  Float64Array.from(
    { length: Math.floor((toMs - fromMs) / stepMs) + 1 },
    (_, step) => fromMs + step * stepMs,
  );
const sampleAt = (
  telemetry: Telemetry,
  name: string,
  labels: object,
  timeMs: number,
) => {
  const found = telemetry.series(name, each =>
    Object.entries(labels).every(([key, value]) => each[key] === value),
  );
  return found.map(each => each.sample(Float64Array.of(timeMs))[0]);
};
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const perSecond = (
  telemetry: Telemetry,
  name: string,
  labels: object,
  atMs: number,
  windowMs = 300_000,
) =>
  ((sum(sampleAt(telemetry, name, labels, atMs)) -
    sum(sampleAt(telemetry, name, labels, atMs - windowMs))) *
    1_000) /
  windowMs;

describe('createTelemetry()', () => {
  const world = shopWorld({
    incidents: EVERY_INCIDENT.slice(0, 7).map(each => ({
      ...each,
      endMs: each.startMs + 3 * HOUR_MS,
    })),
  });
  const telemetry = createTelemetry(world, { seed: 1 });
  const names = telemetry.metricNames();
  const day = grid(START_MS + 20 * HOUR_MS, START_MS + 44 * HOUR_MS, 450_000);

  it('has series of every family but those that objects state', () => {
    const stated = new Set(STATEMENT_FAMILIES.map(({ name }) => name));
    const expected = telemetry
      .families()
      .filter(({ name }) => !stated.has(name))
      .flatMap(sampleNamesOf)
      .filter(
        name =>
          !['kube_pod_status_unschedulable', 'kube_node_spec_taint'].includes(
            name,
          ) && !/^(kube_daemonset|kube_horizontal|certmanager)/.test(name),
      );
    expect(expected.filter(name => !names.includes(name))).toEqual([]);
  });

  it('gives the same values to the same world and seed, whatever was asked before', () => {
    const other = createTelemetry(JSON.parse(JSON.stringify(world)), {
      seed: 1,
    });
    other
      .series('istio_requests_total')[0]
      .sample(Float64Array.of(START_MS + 4 * DAY_MS));
    const differing = names.filter(name =>
      other.series(name).some((each, place) => {
        const wanted = telemetry.series(name)[place].sample(day);
        const middle = each.sample(day.slice(60, 70));
        return !wanted
          .slice(60, 70)
          .every((value, at) => Object.is(value, middle[at]));
      }),
    );
    expect(differing).toEqual([]);
  });

  it('never lets a counter fall, but when its container restarted', () => {
    const starts = telemetry.pods.flatMap(pod =>
      pod.containers.flatMap(container =>
        container.runs.map(run => run.fromMs),
      ),
    );
    const falls: string[] = [];
    const counters = telemetry
      .families()
      .filter(family => family.type !== 'gauge');
    for (const name of counters.flatMap(sampleNamesOf)) {
      for (const series of telemetry.series(name)) {
        const values = series.sample(day);
        for (let place = 1; place < day.length; place++) {
          const restarted = starts.some(
            startMs =>
              startMs > day[place - 1] - 60_000 && startMs <= day[place],
          );
          if (values[place] < values[place - 1] && !restarted) {
            falls.push(`${name} ${JSON.stringify(series.labels)} at ${place}`);
          }
        }
      }
    }
    expect(falls).toEqual([]);
  });

  it('lets no two series of a name have the same labels', () => {
    const repeated = names.filter(name => {
      const labels = telemetry
        .series(name)
        .map(each => JSON.stringify(each.labels));
      return new Set(labels).size < labels.length;
    });
    expect(repeated).toEqual([]);
  });

  it('fills histograms upwards and to the count of requests', () => {
    const atMs = START_MS + 31 * HOUR_MS;
    const buckets = new Map<string, number[]>();
    for (const series of telemetry.series(
      'istio_request_duration_milliseconds_bucket',
    )) {
      const { le: _le, ...labels } = series.labels;
      const key = JSON.stringify(labels);
      buckets.set(key, [
        ...(buckets.get(key) ?? []),
        series.sample(Float64Array.of(atMs))[0],
      ]);
    }
    const requests = telemetry.series('istio_requests_total').map(series => ({
      key: JSON.stringify(series.labels),
      value: series.sample(Float64Array.of(atMs))[0],
    }));
    expect(requests.length).toBe(buckets.size);
    for (const { key, value } of requests) {
      const filled = buckets.get(key) ?? [];
      expect(filled).toEqual([...filled].sort((a, b) => a - b));
      expect(filled[filled.length - 1]).toBe(value);
    }
  });

  it('gives no value before anything was measured', () => {
    const early = Float64Array.of(START_MS - 1);
    const measured = names.filter(name =>
      telemetry
        .series(name)
        .some(series => !Number.isNaN(series.sample(early)[0])),
    );
    expect(measured).toEqual([]);
  });

  it('makes the CPU of a node of that of its containers and its system', () => {
    const calm = createTelemetry(shopWorld(), { seed: 1 });
    const atMs = START_MS + 8 * HOUR_MS;
    const containers = perSecond(
      calm,
      'container_cpu_usage_seconds_total',
      { node: 'n1' },
      atMs,
    );
    const busy =
      perSecond(
        calm,
        'node_cpu_seconds_total',
        { instance: '10.0.0.1:9100' },
        atMs,
      ) -
      ['idle', 'iowait']
        .map(mode =>
          perSecond(
            calm,
            'node_cpu_seconds_total',
            { instance: '10.0.0.1:9100', mode },
            atMs,
          ),
        )
        .reduce((a, b) => a + b, 0);
    expect(busy - containers).toBeGreaterThan(0.05);
    expect(busy - containers).toBeLessThan(0.3);
  });

  it('agrees with metrics-server about usage', () => {
    const calm = createTelemetry(shopWorld(), { seed: 1 });
    const [pod] = calm.pods;
    const atMs = START_MS + 9 * HOUR_MS;
    const usage = calm.containerUsage(pod.uid, 'web', atMs);
    expect(usage?.cpuCores).toBeCloseTo(
      perSecond(
        calm,
        'container_cpu_usage_seconds_total',
        { pod: pod.name },
        atMs,
        15_000,
      ),
      9,
    );
    expect([usage?.memoryBytes]).toEqual(
      sampleAt(
        calm,
        'container_memory_working_set_bytes',
        { pod: pod.name },
        atMs,
      ),
    );
  });

  it('keeps what it solved when pods changed that carry no more and no less', () => {
    const [pod, ...others] = world.pods;
    const next = telemetry.withWorld({
      ...world,
      pods: [{ ...pod, podIp: '10.9.9.9' }, ...others],
    });
    expect(next.traffic).toBe(telemetry.traffic);
    expect(telemetry.withWorld({ ...world, incidents: [] }).traffic).not.toBe(
      telemetry.traffic,
    );
  });

  it('measures what a world without a pod would, on top of what it knows of the world with it', () => {
    const goneMs = START_MS + 40 * HOUR_MS + 123_456;
    const without = {
      ...world,
      pods: world.pods.map(pod =>
        pod.service === 'shop/web' && pod.name.endsWith('-0xyz')
          ? { ...pod, ready: [{ ...pod.ready[0], toMs: goneMs }] }
          : pod,
      ),
    };
    const fresh = createTelemetry(JSON.parse(JSON.stringify(without)), {
      seed: 1,
    });
    const before = createTelemetry(world, { seed: 1 });
    const asked = names.filter(name =>
      /^(istio_req|container_cpu_usage|traces_service_graph_request_server)/.test(
        name,
      ),
    );
    for (const name of asked)
      before.series(name).forEach(each => each.sample(day));
    const next = before.withWorld(without);
    const past = day.filter(timeMs => timeMs < goneMs);
    for (const name of asked) {
      next.series(name).forEach((each, place) => {
        expect(each.sample(day)).toEqual(fresh.series(name)[place].sample(day));
        const known = before.series(name)[place].sample(past);
        // Between the last knot and the change the rate runs along a chord.
        const corrected = each
          .sample(past)
          .filter(
            (value, at) => Math.abs(value - known[at]) > 1 + value * 1e-4,
          );
        expect(corrected).toHaveLength(0);
      });
    }
    const slowed = next.serviceState('shop/web', goneMs + 600_000);
    const usual = before.serviceState('shop/web', goneMs + 600_000);
    expect(
      (slowed?.utilization ?? 0) / (usual?.utilization ?? 1),
    ).toBeGreaterThan(1.3);
  });

  it('makes only the statements anew when nothing else changed', () => {
    const stated = (value: number) => ({
      ...world,
      statements: [
        {
          family: 'kube_resourcequota',
          labels: { namespace: 'shop', resource: 'pods', type: 'used' },
          steps: [{ atMs: START_MS, value }],
        },
      ],
    });
    const before = createTelemetry(stated(3), { seed: 1 });
    const cpu = before.series('container_cpu_usage_seconds_total');
    const first = stated(3);
    const next = before.withWorld(first).withWorld({
      ...first,
      statements: stated(4).statements,
    });
    expect(
      sampleAt(next, 'kube_resourcequota', {}, START_MS + HOUR_MS),
    ).toEqual([4]);
    expect(next.series('container_cpu_usage_seconds_total')).toBe(cpu);
  });

  it('resets the counters of a container that was killed, and counts its restart', () => {
    const leak = incident('memory-leak', {
      kind: 'Service',
      namespace: 'shop',
      name: 'cart',
    });
    const leaking = createTelemetry(shopWorld({ incidents: [leak] }), {
      seed: 1,
    });
    const pod = leaking.pods.find(each => each.service === 'shop/cart');
    const labels = { pod: pod?.name, container: 'cart' };
    const [first] = pod?.containers[0].runs ?? [];
    const killedMs = first.toMs ?? NaN;
    const at = (name: string, timeMs: number) =>
      sampleAt(leaking, name, labels, timeMs)[0];
    expect(
      at('container_memory_working_set_bytes', killedMs - 1),
    ).toBeGreaterThan(380 * 1_048_576);
    expect(at('container_memory_working_set_bytes', killedMs + 10)).toBeNaN();
    expect(
      at('container_cpu_usage_seconds_total', killedMs + 5_000),
    ).toBeLessThan(at('container_cpu_usage_seconds_total', killedMs - 1) / 100);
    expect(
      at('kube_pod_container_status_restarts_total', killedMs + 5_000),
    ).toBe(1);
    expect(
      sampleAt(
        leaking,
        'kube_pod_container_status_last_terminated_reason',
        { ...labels, reason: 'OOMKilled' },
        killedMs + 5_000,
      ),
    ).toEqual([1]);
  });

  it('refuses a world whose services call what does not exist', () => {
    const [web, ...others] = world.services;
    const broken = {
      ...world,
      services: [
        { ...web, calls: [{ ...web.calls[0], to: 'shop/nobody' }] },
        ...others,
      ],
    };
    expect(() => createTelemetry(broken, { seed: 1 })).toThrow(TelemetryError);
    expect(() => createTelemetry(broken, { seed: 1 })).toThrow(
      'shop/web calls shop/nobody, which is not a service of this world',
    );
  });
});
