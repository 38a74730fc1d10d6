import type { Controller, ControllerContext } from '../ControllerContext';
import { toMs } from '../ControllerContext';
import type { Event } from '../kinds/Event';

/** How long the API server keeps an event after its last change (`--event-ttl`). */
export const EVENT_TTL_MS = 3_600_000;

/** Removes events an hour after they were last seen; one timer walks them oldest first. */
export function createEventExpiryController(
  context: ControllerContext,
): Controller {
  const { store, clock } = context;
  /** Events by uid in the order of their last change: a Map keeps insertion order. */
  const byAge = new Map<string, Event>();
  let cancelTimer: (() => void) | undefined;

  function note(event: Event) {
    const uid = event.metadata.uid ?? event.metadata.name;
    byAge.delete(uid);
    byAge.set(uid, event);
  }

  function arm() {
    if (cancelTimer) return;
    const [oldest] = byAge.values();
    if (!oldest) return;
    const dueMs = toMs(oldest.lastTimestamp) + EVENT_TTL_MS;
    cancelTimer = clock.schedule(Math.max(0, dueMs - clock.nowMs()), expire);
  }

  function expire() {
    cancelTimer = undefined;
    for (const [uid, event] of byAge) {
      if (toMs(event.lastTimestamp) + EVENT_TTL_MS > clock.nowMs()) break;
      byAge.delete(uid);
      store.raw.remove('events', event.metadata.namespace, event.metadata.name);
    }
    arm();
  }

  [...store.list('events')]
    .sort((a, b) => toMs(a.lastTimestamp) - toMs(b.lastTimestamp))
    .forEach(note);
  arm();
  const unsubscribe = store.subscribe('events', change => {
    if (change.kind === 'deleted') {
      byAge.delete(change.object.metadata.uid ?? change.object.metadata.name);
      return;
    }
    note(change.object);
    arm();
  });

  return {
    dispose: () => {
      unsubscribe();
      cancelTimer?.();
      byAge.clear();
    },
  };
}
