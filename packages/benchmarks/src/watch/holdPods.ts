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
  await settle();
  const rssBeforeBytes = process.memoryUsage().rss;
  const startedAtMs = Date.now();
  const sizeOf =
    by === 'orrery' ? await holdByOrrery(url) : await holdByInformer(url);
  while (sizeOf() < pods) await delay(20);
  const syncMs = Date.now() - startedAtMs;
  await delay(holdMs);
  await settle();
  const { rss, heapUsed } = process.memoryUsage();
  if (sizeOf() !== pods)
    throw new Error(`${by} lost pods: ${sizeOf()} of ${pods}`);
  return { rssBeforeBytes, rssBytes: rss, heapBytes: heapUsed, syncMs };
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

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await delay(300);
  }
}
