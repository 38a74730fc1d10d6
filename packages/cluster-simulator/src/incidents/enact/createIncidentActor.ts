import type { Incident } from '@orrery/telemetry-model';
import type { SimulationClock } from '../../clock/SimulationClock';
import { toTimestamp } from '../../controllers/ControllerContext';
import { eventAbout } from '../../controllers/events/createEventRecorder';
import type { TypedStore } from '../../controllers/TypedStore';
import type { LivingTelemetry } from '../../telemetry/createLivingTelemetry';
import type { PodAfflictionBook } from './createPodAfflictions';
import { enactmentOf } from './enactmentOf';
import type { Enactment, IncidentScene } from './IncidentScene';

/** Lets incidents happen to the objects of a cluster. */
export interface IncidentActor {
  /**
   * Begins an incident when it starts, now if that is past, and ends it when it ends. Throws StatusError `BadRequest`
   * when the cluster has no such target; then nothing has changed. What fails later is reported.
   */
  enact(incident: Incident): void;
  /** Ends one now, or forgets it when it has not begun. */
  end(id: string): void;
  /** Ends timers and afflictions; objects stay as they are. */
  dispose(): void;
}

/** What the actor acts on. */
export interface IncidentActorOptions {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
  readonly telemetry: Pick<LivingTelemetry, 'now' | 'past'>;
  readonly afflictions: PodAfflictionBook;
  readonly reportError: (error: unknown, subject: string) => void;
}

/** Events live an hour. */
const EVENT_LIFE_MS = 3_600_000;

interface Performance {
  readonly scene: IncidentScene;
  readonly enactment: Enactment;
  isBegun: boolean;
  /** Cancels what is scheduled. */
  readonly undo: (() => void)[];
}

/** An actor with nothing to do yet. Everything happens on the clock; nothing runs while no incident does. */
export function createIncidentActor({
  store,
  clock,
  telemetry,
  afflictions,
  reportError,
}: IncidentActorOptions): IncidentActor {
  const performances = new Map<string, Performance>();
  let sequence = 500_000;

  function guarded(incident: Incident, task: () => void): () => void {
    return () => {
      try {
        task();
      } catch (error) {
        reportError(error, `incident ${incident.id}`);
      }
    };
  }

  function schedule(
    incident: Incident,
    undo: (() => void)[],
    timeMs: number,
    task: () => void,
  ): void {
    undo.push(
      clock.schedule(
        Math.max(0, timeMs - clock.nowMs()),
        guarded(incident, task),
      ),
    );
  }

  /** Enacting takes a while, as long as the clock runs by itself. */
  let actingSinceMs = clock.nowMs();

  function sceneOf(incident: Incident, undo: (() => void)[]): IncidentScene {
    return {
      incident,
      store,
      past: {
        ...telemetry.past,
        resizedAt: (uid, atMs) =>
          telemetry.past.resizedAt(uid, atMs, actingSinceMs),
      },
      cpuCoresAt: (pod, container, timeMs) =>
        telemetry
          .now()
          .containerUsage(pod.metadata.uid ?? '', container, timeMs)?.cpuCores,
      nowMs: () => clock.nowMs(),
      record: (about, event, { atMs, lastMs = atMs, count = 1 }) => {
        const nowMs = clock.nowMs();
        const firstMs = Math.round(Math.min(atMs, nowMs));
        const namespace = about.metadata.namespace ?? 'default';
        const home = store.get('namespaces', undefined, namespace);
        if (Math.min(lastMs, nowMs) < nowMs - EVENT_LIFE_MS) return;
        if (!home || home.metadata.deletionTimestamp) return;
        const made = eventAbout(about, event, {
          firstMs,
          lastMs: Math.round(Math.min(lastMs, nowMs)),
          count,
          sequence: sequence++,
        });
        store.raw.create(
          'events',
          {
            ...made,
            metadata: {
              ...made.metadata,
              creationTimestamp: toTimestamp(firstMs),
            },
          },
          { seeding: true },
        );
      },
      afflict: of => afflictions.set(incident.id, of),
      notice: pods => afflictions.notice(pods),
      relieve: () => afflictions.set(incident.id, undefined),
      every: (intervalMs, task) => {
        const again = () => {
          guarded(incident, task)();
          schedule(incident, undo, clock.nowMs() + intervalMs, again);
          // What has run needs no cancelling.
          if (undo.length > 50) undo.splice(0, undo.length - 20);
        };
        again();
      },
      at: (timeMs, task) => {
        if (timeMs <= clock.nowMs()) task();
        else schedule(incident, undo, timeMs, task);
      },
    };
  }

  function begin(performance: Performance): void {
    performance.isBegun = true;
    actingSinceMs = clock.nowMs();
    performance.enactment.begin();
  }

  function finish(id: string, atMs: number): void {
    const performance = performances.get(id);
    if (!performance) return;
    performances.delete(id);
    performance.undo.splice(0).forEach(cancel => cancel());
    afflictions.set(id, undefined);
    actingSinceMs = clock.nowMs();
    if (performance.isBegun) performance.enactment.end(atMs);
  }

  return {
    enact: incident => {
      const undo: (() => void)[] = [];
      const scene = sceneOf(incident, undo);
      const performance: Performance = {
        scene,
        enactment: enactmentOf(scene),
        isBegun: false,
        undo,
      };
      const { id, startMs, endMs } = incident;
      performances.set(id, performance);
      const nowMs = clock.nowMs();
      if (startMs > nowMs)
        schedule(incident, undo, startMs, () => begin(performance));
      else begin(performance);
      if (endMs === undefined) return;
      if (endMs <= nowMs) finish(id, endMs);
      else schedule(incident, undo, endMs, () => finish(id, endMs));
    },
    end: id => finish(id, clock.nowMs()),
    dispose: () => {
      for (const [id, { undo }] of performances) {
        undo.splice(0).forEach(cancel => cancel());
        afflictions.set(id, undefined);
      }
      performances.clear();
    },
  };
}
