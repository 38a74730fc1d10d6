import { CoreV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node';
import { setTimeout as delay } from 'node:timers/promises';
import { connectPods } from './connectPods';
import type { Holder, MemoryReport } from './Task';

/** Holds all pods for `holdMs` while they change, and weighs the process before and after. Needs `--expose-gc`. */
export async function holdPods(
  by: Holder,
  url: string,
  pods: number,
  holdMs: number,
): Promise<MemoryReport> {
  const before = await settledMemory();
  const startedAtMs = Date.now();
  const startedAt = process.cpuUsage();
  const sizeOf =
    by === 'orrery' ? await holdByOrrery(url) : await holdByInformer(url);
  while (sizeOf() < pods) await delay(20);
  const syncMs = Date.now() - startedAtMs;
  const { user, system } = process.cpuUsage(startedAt);
  await delay(holdMs);
  const after = await settledMemory();
  if (sizeOf() !== pods)
    throw new Error(`${by} lost pods: ${sizeOf()} of ${pods}`);
  return {
    rssBeforeBytes: before.rss,
    rssBytes: after.rss,
    heapBeforeBytes: before.heapUsed,
    heapBytes: after.heapUsed,
    syncMs,
    syncCpuMs: (user + system) / 1000,
  };
}

async function holdByOrrery(url: string): Promise<() => number> {
  const { lease } = await connectPods(url);
  return () => lease.store.size;
}

async function holdByInformer(url: string): Promise<() => number> {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'bench', server: url, skipTLSVerify: true },
    { name: 'bench' },
  );
  const api = config.makeApiClient(CoreV1Api);
  const informer = makeInformer(config, '/api/v1/pods', () =>
    api.listPodForAllNamespaces(),
  );
  informer.on('error', error => {
    throw error;
  });
  await informer.start();
  return () => informer.list().length;
}

/** Memory once full collections free no more; a busy machine gives pages back later than an idle one. */
async function settledMemory(): Promise<NodeJS.MemoryUsage> {
  let memory = process.memoryUsage();
  for (let round = 0, freed = Infinity; round < 3 || freed > 1e6; round += 1) {
    const previous = memory.rss;
    globalThis.gc?.();
    await delay(300);
    memory = process.memoryUsage();
    freed = previous - memory.rss;
  }
  return memory;
}
