import { compareLabels, type Labels, type Samples } from '@orrery/promql';

/** One series with all its samples. */
export interface DataSeries extends Samples {
  readonly labels: Labels;
}

/** The first sample is never older, on the minute and the hour. */
export const datasetStartMs = 1_699_999_200_000;
const hours = 6;

/**
 * Seeded series of the kinds that a fleet has: counters with resets, gauges, classic histograms, info metrics to join with,
 * gaps, series that come late or end early, uneven scrapes, and values at the ends of what a float can hold. Ordered by labels,
 * as Prometheus orders the series of a block.
 */
export function createDataset(): readonly DataSeries[] {
  const random = createRandom(20_261_121);
  return [
    ...counters(random),
    ...gauges(random),
    ...histograms(random),
    ...infos(),
    ...gaps(random),
    ...specials(random),
  ]
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => compareLabels(a.labels, b.labels));
}

type Random = () => number;

/** A sample's value at a time, or undefined for none; called in order of time. */
type Model = (index: number, elapsedMs: number) => number | undefined;

function series(
  labels: Labels,
  random: Random,
  model: Model,
  { intervalMs = 30_000, jitterMs = 0 } = {},
): DataSeries {
  const timestampsMs: number[] = [];
  const values: number[] = [];
  const phaseMs = Math.floor(random() * intervalMs * 0.9);
  const count = Math.floor((hours * 3_600_000) / intervalMs);
  for (let index = 0; index < count; index += 1) {
    const jitter = Math.floor(random() * jitterMs);
    const elapsedMs = index * intervalMs + phaseMs + jitter;
    const value = model(index, elapsedMs);
    if (value === undefined) continue;
    timestampsMs.push(openMetricsTimeMs(datasetStartMs + elapsedMs));
    values.push(value);
  }
  return {
    labels,
    timestampsMs: Float64Array.from(timestampsMs),
    values: Float64Array.from(values),
  };
}

/** Prometheus reads seconds and cuts them to milliseconds, which loses one here and there. */
function openMetricsTimeMs(timeMs: number): number {
  return Math.trunc(Number((timeMs / 1000).toFixed(3)) * 1000);
}

function counters(random: Random): DataSeries[] {
  const found: DataSeries[] = [];
  for (const job of ['api', 'web']) {
    for (const instance of ['a:80', 'b:80', 'c:81']) {
      for (const code of ['200', '404', '500']) {
        let total = Math.floor(random() * 1e4);
        const rate = code === '200' ? 40 : 3 * random();
        const resetEvery = 150 + Math.floor(random() * 200);
        const labels = {
          __name__: 'http_requests_total',
          ...{ job, instance, code, method: code === '404' ? 'POST' : 'GET' },
        };
        const model: Model = index => {
          if (index % resetEvery === resetEvery - 1) total = 0;
          total += Math.floor(random() * rate * 2);
          return total;
        };
        found.push(series(labels, random, model, { jitterMs: 700 }));
      }
    }
  }
  let seconds = 1e15;
  const huge = { __name__: 'huge_seconds_total', job: 'api' };
  const hugeModel: Model = () => {
    seconds += random() * 10;
    return seconds;
  };
  found.push(series(huge, random, hugeModel));
  let bytes = 0;
  const slow = { __name__: 'slow_bytes_total', job: 'api' };
  const slowModel: Model = () => {
    bytes += random() * 1e6;
    return bytes;
  };
  found.push(series(slow, random, slowModel, { intervalMs: 120_000 }));
  return found;
}

function gauges(random: Random): DataSeries[] {
  const found: DataSeries[] = [];
  for (let room = 0; room < 12; room += 1) {
    const labels = {
      __name__: 'temperature_celsius',
      ...{ room: `r${room}`, floor: `${room % 3}` },
      building: room < 6 ? 'north-1' : 'south-2',
    };
    const model: Model = index =>
      20 * Math.sin(index / 40 + room) + random() * 5 - 3;
    found.push(series(labels, random, model, { jitterMs: 9_000 }));
  }
  for (const instance of ['a:80', 'b:80', 'c:81']) {
    const labels = { __name__: 'up', job: 'api', instance };
    found.push(series(labels, random, () => (random() < 0.9 ? 1 : 0)));
    const memory = { __name__: 'memory_bytes', job: 'api', instance };
    let used = 1e9 * random();
    const model: Model = () => {
      used += 1e6 * (random() - 0.45);
      return Math.round(used);
    };
    found.push(series(memory, random, model, { intervalMs: 15_000 }));
  }
  return found;
}

function histograms(random: Random): DataSeries[] {
  const bounds = ['0.005', '0.05', '0.1', '0.5', '1', '2.5', '10', '+Inf'];
  const found: DataSeries[] = [];
  for (const service of ['cart', 'search', 'pay', 'idle']) {
    const totals = bounds.map(() => 0);
    const history: number[][] = [];
    const rate = service === 'idle' ? 0 : 30 * random() + 2;
    for (let index = 0; index < hours * 120; index += 1) {
      if (service === 'pay' && index === 300) totals.fill(0);
      bounds.forEach((_, bucket) => {
        const weight = Math.exp(-((bucket - 3) ** 2) / 3);
        totals[bucket] += Math.floor(random() * rate * weight);
      });
      history.push(
        totals.map((_, at) => totals.slice(0, at + 1).reduce((a, b) => a + b)),
      );
    }
    bounds.forEach((le, bucket) => {
      const name = 'request_duration_seconds_bucket';
      const labels = { __name__: name, service, le };
      found.push(
        series(
          labels,
          () => 0,
          i => history[i][bucket],
        ),
      );
    });
    const count = { __name__: 'request_duration_seconds_count', service };
    found.push(
      series(
        count,
        () => 0,
        i => history[i][bounds.length - 1],
      ),
    );
  }
  const odd = { __name__: 'odd_bucket', service: 'odd' };
  for (const [le, value] of Object.entries({ '1': 9, '2': 7, x: 3, '4': 20 })) {
    found.push(series({ ...odd, le }, random, index => value * index));
  }
  return found;
}

function infos(): DataSeries[] {
  const found: DataSeries[] = [];
  for (let pod = 0; pod < 8; pod += 1) {
    const node = `node${pod % 3}`;
    const info = { __name__: 'pod_info', pod: `p${pod}`, node };
    found.push(
      series(
        { ...info, version: '1.2' },
        () => 0,
        () => 1,
      ),
    );
    const cpu = { __name__: 'pod_cpu_cores', pod: `p${pod}`, container: 'app' };
    found.push(
      series(
        cpu,
        () => 0,
        index => (index % 7) * 0.1 + pod,
      ),
    );
  }
  for (const node of ['node0', 'node1', 'node2']) {
    const labels = { __name__: 'node_cores', node, zone: `z-${node}` };
    found.push(
      series(
        labels,
        () => 0,
        () => 16,
      ),
    );
  }
  return found;
}

function gaps(random: Random): DataSeries[] {
  const found: DataSeries[] = [];
  for (let id = 0; id < 6; id += 1) {
    const labels = { __name__: 'gappy', id: `${id}` };
    const model: Model = index =>
      Math.floor(index / (20 + id * 9)) % 2 === 0 ? index + id : undefined;
    found.push(series(labels, random, model, { jitterMs: 3_000 }));
  }
  for (let pod = 0; pod < 10; pod += 1) {
    const labels = { __name__: 'restarts_total', pod: `short${pod}` };
    const from = pod * 60;
    const model: Model = index =>
      index >= from && index < from + 130 ? Math.floor(index / 25) : undefined;
    found.push(series(labels, random, model));
  }
  return found;
}

function specials(random: Random): DataSeries[] {
  const kinds: Readonly<Record<string, Model>> = {
    nan: () => NaN,
    inf: () => Infinity,
    neginf: () => -Infinity,
    zero: () => 0,
    negzero: () => -0,
    big: () => 1.7e308,
    small: () => 5e-324,
    mixed: index => [NaN, 1, Infinity, -Infinity, 2.5, -7][index % 6],
    sometimes: index => (index % 5 === 0 ? NaN : index / 3),
    steps: index => Math.floor(index / 10) % 4,
  };
  return Object.entries(kinds).map(([kind, model]) =>
    series({ __name__: 'special', kind }, random, model),
  );
}

/** mulberry32 */
function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
