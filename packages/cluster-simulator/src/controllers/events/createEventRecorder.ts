import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { SimulationClock } from '../../clock/SimulationClock';
import { toTimestamp } from '../ControllerContext';
import type { Event } from '../kinds/Event';
import type { TypedStore } from '../TypedStore';

export interface EventToRecord {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
  readonly host?: string;
  readonly fieldPath?: string;
}

/** From so many different messages on, those of one reason share one event. */
const MAX_SIMILAR = 10;
const SIMILAR_WITHIN_MS = 600_000;

/**
 * Writes what happened to an object as core/v1 Events. The same reason and message about the same object within
 * the life of the first event raise its count, as client-go's correlator does; the tenth different message of one
 * reason within ten minutes, and those after it, are combined in one event.
 */
export interface EventRecorder {
  record(about: KubernetesObject, event: EventToRecord): void;
}

export function createEventRecorder(options: {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
}): EventRecorder {
  const { store, clock } = options;
  /** The name of the event last written under a correlation key. */
  const names = new Map<string, string>();
  /** Different messages by object, component and reason. */
  const similar = new Map<string, { messages: Set<string>; lastMs: number }>();
  let sequence = 0;

  function newEvent(about: KubernetesObject, event: EventToRecord): Event {
    const nowMs = clock.nowMs();
    for (;;) {
      const created = eventAbout(about, event, {
        firstMs: nowMs,
        lastMs: nowMs,
        count: 1,
        sequence: sequence++,
      });
      const { namespace, name } = created.metadata;
      // Another recorder may have written of the same object in the same instant.
      if (!store.get('events', namespace, name)) return created;
    }
  }

  function isOneOfMany(group: string, message: string): boolean {
    const nowMs = clock.nowMs();
    let seen = similar.get(group);
    if (!seen || nowMs - seen.lastMs > SIMILAR_WITHIN_MS) {
      if (similar.size > 20_000) similar.clear();
      seen = { messages: new Set(), lastMs: nowMs };
      similar.set(group, seen);
    }
    seen.lastMs = nowMs;
    if (seen.messages.size < MAX_SIMILAR) seen.messages.add(message);
    return seen.messages.size >= MAX_SIMILAR;
  }

  return {
    record: (about, event) => {
      const namespace = about.metadata.namespace ?? 'default';
      const group = `${about.metadata.uid}|${event.component}|${event.type}|${event.reason}`;
      const isCombined = isOneOfMany(group, event.message);
      const message = isCombined
        ? `(combined from similar events): ${event.message}`
        : event.message;
      const key = isCombined ? group : `${group}|${event.fieldPath}|${message}`;
      const now = toTimestamp(clock.nowMs());
      const name = names.get(key);
      const known = name && store.get('events', namespace, name);
      if (known) {
        store.update('events', known, current => ({
          ...current,
          message,
          count: current.count + 1,
          lastTimestamp: now,
        }));
        return;
      }
      if (names.size > 20_000) names.clear();
      const created = newEvent(about, { ...event, message });
      names.set(key, created.metadata.name);
      // Events of a namespace that is going away have nowhere to live.
      const home = store.get('namespaces', undefined, namespace);
      if (home && !home.metadata.deletionTimestamp) {
        store.create('events', created);
      }
    },
  };
}

/** The Event object for something that happened `count` times between two moments. */
export function eventAbout(
  about: KubernetesObject,
  event: EventToRecord,
  when: {
    readonly firstMs: number;
    readonly lastMs: number;
    readonly count: number;
    /** Keeps the names of events of the same instant apart. */
    readonly sequence: number;
  },
): Event {
  const namespace = about.metadata.namespace ?? 'default';
  const stamp = (
    BigInt(when.firstMs) * 1_000_000n +
    BigInt(when.sequence % 1_000_000)
  ).toString(16);
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${about.metadata.name}.${stamp}`,
      namespace,
      creationTimestamp: toTimestamp(when.firstMs),
    },
    involvedObject: {
      apiVersion: about.apiVersion,
      kind: about.kind,
      namespace: about.metadata.namespace,
      name: about.metadata.name,
      uid: about.metadata.uid,
      resourceVersion: about.metadata.resourceVersion,
      fieldPath: event.fieldPath,
    },
    type: event.type,
    reason: event.reason,
    message: event.message,
    count: when.count,
    firstTimestamp: toTimestamp(when.firstMs),
    lastTimestamp: toTimestamp(when.lastMs),
    source: { component: event.component, host: event.host },
    reportingComponent: event.component,
    reportingInstance: event.host ?? '',
  };
}
