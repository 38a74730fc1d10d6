import type {
  ContainerRun,
  ContainerWait,
  Span,
} from '@orrery/telemetry-model';
import type { SimulationClock } from '../clock/SimulationClock';
import { toMs } from '../controllers/ControllerContext';
import type { ContainerStatus, Pod } from '../controllers/kinds/Pod';
import type { TypedStore } from '../controllers/TypedStore';
import { runsIn } from './worldPodOf';

/** What a pod's status no longer tells. */
export interface PodHistory {
  readonly containers: Map<
    string,
    { readonly runs: ContainerRun[]; readonly waits: ContainerWait[] }
  >;
  readonly ready: Span[];
}

/** A pod that is gone, as it was at the end. */
export interface GonePod {
  readonly pod: Pod;
  readonly history?: PodHistory;
  readonly deletedAtMs: number;
}

/** Corrects what was observed: of something that is said to have happened before now. */
export interface PodPast {
  /** A pod that was just removed was gone by then. */
  goneAt(podUid: string, atMs: number): void;
  /** The runs and waits of a container before its present state; those known already are replaced. */
  ran(
    podUid: string,
    container: string,
    runs: readonly ContainerRun[],
    waits: readonly ContainerWait[],
  ): void;
  /** When the pod was ready before it became what it is now; what was known is replaced. */
  wasReady(podUid: string, spans: readonly Span[]): void;
}

/** What has happened to the pods of a cluster since the simulator watches. */
export interface PodHistories extends PodPast {
  of(pod: Pod): PodHistory | undefined;
  /** Oldest first; the oldest are forgotten. */
  gone(): readonly GonePod[];
  dispose(): void;
}

const MAX_GONE = 4_000;
const MAX_RUNS = 200;

/**
 * Remembers runs, waits and readiness that a pod's status forgets at its next change, and pods that were deleted.
 * Nothing is kept for a pod to which nothing happens. Bounded: 4 000 pods that are gone, 200 runs of a container.
 */
export function createPodHistories(
  store: TypedStore,
  clock: SimulationClock,
): PodHistories {
  const histories = new Map<string, PodHistory>();
  let gone: GonePod[] = [];
  /** Since when a container waits for its present reason. */
  const waiting = new Map<
    string,
    { readonly reason: string; readonly sinceMs: number }
  >();

  function historyOf(uid: string): PodHistory {
    const known = histories.get(uid);
    if (known) return known;
    const history: PodHistory = { containers: new Map(), ready: [] };
    histories.set(uid, history);
    return history;
  }

  function containerHistory(uid: string, name: string) {
    const { containers } = historyOf(uid);
    const known = containers.get(name);
    if (known) return known;
    const history = { runs: [], waits: [] };
    containers.set(name, history);
    return history;
  }

  function compareContainer(
    uid: string,
    before: ContainerStatus,
    after: ContainerStatus | undefined,
  ): void {
    const told = new Set(runsIn(after).map(run => run.fromMs));
    const forgotten = runsIn(before).filter(
      run => run.toMs !== undefined && !told.has(run.fromMs),
    );
    if (forgotten.length > 0) {
      const { runs } = containerHistory(uid, before.name);
      for (const run of forgotten) {
        if (!runs.some(each => each.fromMs === run.fromMs)) runs.push(run);
      }
      runs.splice(0, runs.length - MAX_RUNS);
    }
    const key = `${uid}/${before.name}`;
    const reason = after?.state.waiting?.reason;
    const since = waiting.get(key);
    if (since && since.reason !== reason) {
      const { waits } = containerHistory(uid, before.name);
      waits.push({
        fromMs: since.sinceMs,
        toMs: clock.nowMs(),
        reason: since.reason,
      });
      waits.splice(0, waits.length - MAX_RUNS);
      waiting.delete(key);
    }
    if (reason !== undefined && since?.reason !== reason) {
      waiting.set(key, { reason, sinceMs: clock.nowMs() });
    }
  }

  function compare(uid: string, before: Pod, after: Pod): void {
    for (const status of before.status?.containerStatuses ?? []) {
      compareContainer(
        uid,
        status,
        after.status?.containerStatuses?.find(
          each => each.name === status.name,
        ),
      );
    }
    const wasReady = before.status?.conditions?.find(
      each => each.type === 'Ready',
    );
    const isReady = after.status?.conditions?.find(
      each => each.type === 'Ready',
    );
    if (wasReady?.status === 'True' && isReady?.status !== 'True') {
      const { ready } = historyOf(uid);
      ready.push({
        fromMs: toMs(wasReady.lastTransitionTime),
        toMs: clock.nowMs(),
      });
      ready.splice(0, ready.length - MAX_RUNS);
    }
  }

  const unsubscribe = store.subscribe('pods', ({ kind, object, previous }) => {
    const { uid } = object.metadata;
    if (uid === undefined) return;
    if (kind === 'modified' && previous) compare(uid, previous, object);
    if (kind !== 'deleted') return;
    gone.push({
      pod: object,
      history: histories.get(uid),
      deletedAtMs: clock.nowMs(),
    });
    if (gone.length > MAX_GONE * 1.1) gone = gone.slice(-MAX_GONE);
    histories.delete(uid);
    for (const { name } of object.spec.containers)
      waiting.delete(`${uid}/${name}`);
  });

  return {
    of: pod => histories.get(pod.metadata.uid ?? ''),
    gone: () => gone,
    goneAt: (uid, atMs) => {
      gone = gone.map(each =>
        each.pod.metadata.uid === uid ? { ...each, deletedAtMs: atMs } : each,
      );
    },
    ran: (uid, name, runs, waits) => {
      historyOf(uid).containers.set(name, {
        runs: runs.slice(-MAX_RUNS),
        waits: waits.slice(-MAX_RUNS),
      });
      waiting.delete(`${uid}/${name}`);
    },
    wasReady: (uid, spans) => {
      const { ready } = historyOf(uid);
      ready.splice(0, ready.length, ...spans.slice(-MAX_RUNS));
    },
    dispose: unsubscribe,
  };
}
