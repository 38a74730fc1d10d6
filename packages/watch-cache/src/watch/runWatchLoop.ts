import type { KubernetesObject } from '@orrery/kubernetes-model';
import { WatchLoop, type WatchLoopOptions } from './WatchLoop';

/**
 * Keeps `sink` equal to what the source serves, until the signal aborts; then resolves.
 *
 * Guarantees:
 * - Changes of one object arrive in order. None is lost and, as the sink sees them by uid and resourceVersion, none counts
 *   twice, across reconnects, 410s and relists.
 * - Never rejects and never ends by itself: each failure is classified, shown in the status and tried again
 *   (see `nextWatchState`).
 */
export async function runWatchLoop<T extends KubernetesObject>(
  options: WatchLoopOptions<T>,
  signal: AbortSignal,
): Promise<void> {
  const loop = new WatchLoop(options, signal);
  await loop.run();
}
