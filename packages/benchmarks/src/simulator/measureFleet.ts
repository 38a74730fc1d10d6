import { request, type RequestOptions } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { KubeConfig } from '@kubernetes/client-node';
import {
  startSimulator,
  type SimulatedCluster,
} from '@orrery/cluster-simulator';
import type { FleetReport } from './FleetReport';

const WATCH_CHANGES = 2_000;
/** Argo CD, Flux and the autoscalers look at everything once or twice before the fleet is at rest. */
const SETTLING_MS = 20_000;
const RANGE_MS = 86_400_000;
const RANGE_QUERY =
  'sum by (namespace) (rate(container_cpu_usage_seconds_total[5m]))';

/** Starts the simulator in this process with so many pods, asks it, and stops it. */
export async function measureFleet(pods: number): Promise<FleetReport> {
  const cpuAtStart = process.cpuUsage();
  const startedAt = performance.now();
  const simulator = await startSimulator({
    pods,
    quiet: true,
    delivery: true,
  });
  const startMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuAtStart);
  await sleep(SETTLING_MS);
  for (let round = 0; round < 4; round += 1) global.gc?.();
  const rssBytes = process.memoryUsage().rss;
  const [largest] = [...simulator.clusters].sort(
    (a, b) => b.store.count('pods') - a.store.count('pods'),
  );
  const options = await optionsOf(largest);
  const listPodsPerSecond = await measureList(largest, options);
  const watchEventsPerSecond = await measureWatch(largest, options);
  const range = await measureRange(largest.prometheusUrl);
  const total = simulator.clusters.reduce(
    (sum, { store }) => sum + store.count('pods'),
    0,
  );
  await simulator.stop();
  return {
    pods: total,
    startMs,
    startCpuMs: (user + system) / 1000,
    rssBytes,
    listPodsPerSecond,
    watchEventsPerSecond,
    ...range,
  };
}

async function optionsOf(cluster: SimulatedCluster): Promise<RequestOptions> {
  const config = new KubeConfig();
  config.loadFromString(cluster.kubeconfig);
  config.setCurrentContext(cluster.name);
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return options;
}

function get(url: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end();
  });
}

/** Every pod, in pages of 500 as client-go asks. */
async function measureList(
  cluster: SimulatedCluster,
  options: RequestOptions,
): Promise<number> {
  const startedAt = performance.now();
  let token = '';
  do {
    const url = `${cluster.url}/api/v1/pods?limit=500&continue=${token}`;
    const response = await get(url, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    token = encodeURIComponent(
      /"continue":"([^"]*)"/.exec(text.slice(0, 2_000))?.[1] ?? '',
    );
  } while (token);
  const seconds = (performance.now() - startedAt) / 1000;
  return cluster.store.count('pods') / seconds;
}

/** Changes as fast as they are taken; the time until a watcher has read the last. */
async function measureWatch(
  { url, store }: SimulatedCluster,
  options: RequestOptions,
): Promise<number> {
  const version = store.resourceVersion();
  const response = await get(
    `${url}/api/v1/namespaces/shop/configmaps?watch=true&resourceVersion=${version}`,
    options,
  );
  let lines = 0;
  const read = (async () => {
    for await (const chunk of response) {
      for (const byte of Buffer.from(chunk)) if (byte === 10) lines += 1;
      if (lines >= WATCH_CHANGES) break;
    }
  })();
  const startedAt = performance.now();
  for (let change = 0; change < WATCH_CHANGES; change += 1) {
    store.create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `bench-${change}`, namespace: 'shop' },
      data: { key: 'x'.repeat(1_000) },
    });
    // The server writes between the changes, as it would between requests.
    if (change % 50 === 49) await new Promise(setImmediate);
  }
  await read;
  return WATCH_CHANGES / ((performance.now() - startedAt) / 1000);
}

async function measureRange(
  url: string,
): Promise<{ readonly rangeMs: number; readonly rangeSeries: number }> {
  const endMs = Date.now();
  const ask = async (path: string, parameters: Record<string, string>) => {
    const query = new URLSearchParams(parameters);
    const response = await fetch(`${url}/api/v1/${path}?${query}`);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const counted = await ask('query', {
    // Also those that ended within the day.
    query: 'count(count_over_time(container_cpu_usage_seconds_total[24h:10m]))',
  });
  const range = () =>
    ask('query_range', {
      query: RANGE_QUERY,
      start: String((endMs - RANGE_MS) / 1000),
      end: String(endMs / 1000),
      step: '300',
    });
  await range();
  const startedAt = performance.now();
  await range();
  return {
    rangeMs: performance.now() - startedAt,
    rangeSeries: Number(
      /"value":\[[^,]+,"(\d+)"/.exec(JSON.stringify(counted))?.[1],
    ),
  };
}
