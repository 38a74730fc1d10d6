import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '@orrery/backstage-plugin-clusters-node';
import {
  createLiveQueries,
  type LiveQuerySpec,
  type LiveUpdate,
} from '@orrery/watch-cache';
import { connectPods } from './connectPods';
import type { LatencyReport, Task } from './Task';

type Query = Pick<LiveQuerySpec, 'filter' | 'sort' | 'window'>;

const QUERIES: readonly Query[] = [
  {},
  { filter: { namespaces: ['team-1', 'team-2', 'team-3'] } },
  { filter: { selector: 'tier=web' } },
  {
    filter: { text: 'service-1' },
    sort: [{ field: 'name', direction: 'asc' }],
  },
  {
    sort: [{ field: 'node', direction: 'asc' }],
    window: { offset: 0, limit: 500 },
  },
];

/** Follows five distinct queries by many subscribers and measures how old a change is when it reaches each of them. */
export async function followPods({
  url,
  pods,
  subscribers,
  durationMs,
  epochMs,
}: Extract<Task, { kind: 'follow' }>): Promise<LatencyReport> {
  const { lease, dispose } = await connectPods(url);
  while (lease.store.size < pods) await delay(20);
  const live = createLiveQueries({
    clock: systemClock,
    random: Math.random,
    onListenerError: error => {
      throw error;
    },
  });
  await delay(2_000);
  const latenciesMs: number[] = [];
  let batches = 0;
  const listen = (update: LiveUpdate) => {
    if (update.kind === 'snapshot') return;
    batches += 1;
    const nowMs = performance.timeOrigin + performance.now();
    for (const row of update.updated) {
      latenciesMs.push(
        nowMs - epochMs - Number(Reflect.get(row, 'restarts')) / 10,
      );
    }
  };
  const members = [
    { cluster: 'bench', store: lease.store, allows: () => true },
  ];
  for (let count = 0; count < subscribers; count += 1) {
    live.subscribe(
      { ...QUERIES[count % QUERIES.length], members, rightsKey: 'all' },
      listen,
    );
  }
  await delay(durationMs);
  const { computations } = live;
  live.dispose();
  await dispose();
  latenciesMs.sort((a, b) => a - b);
  const quantile = (ratio: number) =>
    latenciesMs[Math.floor(ratio * (latenciesMs.length - 1))];
  return {
    rowsPerSecond: latenciesMs.length / (durationMs / 1000),
    batchesPerSecond: batches / (durationMs / 1000),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    computations,
  };
}
