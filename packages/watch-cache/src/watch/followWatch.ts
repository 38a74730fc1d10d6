import type { KubernetesObject } from '@orrery/kubernetes-model';
import { abortScope } from './abortScope';
import type { Clock } from './Clock';
import type { WatchEvent, WatchRequest, WatchSource } from './WatchSource';

/** The server should have ended the watch by itself this long ago. */
const OVERTIME_MS = 30_000;
/** Bookmarks come about once a minute: this long without one means that nobody is there. */
const SILENCE_MS = 180_000;

/**
 * Hands each event of one watch to `onEvent` and returns how it ended. `stalled` = the connection is dead although nobody
 * said so; it has been aborted. Throws what the source or `onEvent` throws. A source that ignores its signal cannot hold
 * this up, and what it still delivers is dropped.
 */
export async function followWatch<T extends KubernetesObject>(
  source: WatchSource<T>,
  request: WatchRequest,
  onEvent: (event: WatchEvent<T>) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<'ended' | 'stalled'> {
  const scope = abortScope(signal);
  const endMs = clock.nowMs() + request.timeoutSeconds * 1000 + OVERTIME_MS;
  let heardAtMs = clock.nowMs();
  let sendsBookmarks = false;

  const read = async () => {
    for await (const event of source.watch(request, scope.signal)) {
      if (scope.signal.aborted) break;
      heardAtMs = clock.nowMs();
      sendsBookmarks ||= event.kind === 'bookmark';
      onEvent(event);
    }
    return 'ended' as const;
  };
  const detectStall = async () => {
    for (;;) {
      const silentMs = sendsBookmarks ? heardAtMs + SILENCE_MS : endMs;
      const leftMs = Math.min(endMs, silentMs) - clock.nowMs();
      if (leftMs <= 0) return 'stalled' as const;
      await clock.sleep(Math.min(leftMs, SILENCE_MS), scope.signal);
    }
  };
  try {
    return await Promise.race([read(), detectStall()]);
  } finally {
    scope.end();
  }
}
