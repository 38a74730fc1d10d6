import type { SimulationClock } from '../../clock/SimulationClock';
import { StatusError } from '../../status/StatusError';
import type { ClusterIncidents } from '../ClusterIncidents';
import type { PlannedIncident } from './PlannedIncident';

/** A planned incident and what became of it. */
export interface ScheduledIncident extends Omit<PlannedIncident, 'afterMs'> {
  readonly startMs: number;
  readonly endMs: number;
  readonly state: 'planned' | 'started' | 'skipped';
  /** Its id in its cluster, once started. */
  readonly incident?: string;
  /** Why it was skipped. */
  readonly reason?: string;
}

/** What happens to a fleet by itself. */
export interface IncidentSchedule {
  /** By start. */
  list(): readonly ScheduledIncident[];
  /** Starts nothing more; what runs runs on. */
  dispose(): void;
}

/**
 * Starts incidents of a plan when their time comes; one whose target is gone by then is skipped. One timer at a time, on
 * the clock. Failures other than a missing target are reported.
 */
export function createIncidentSchedule(options: {
  readonly plan: readonly PlannedIncident[];
  readonly clusters: readonly {
    readonly name: string;
    readonly incidents: Pick<ClusterIncidents, 'start'>;
  }[];
  readonly clock: SimulationClock;
  readonly reportError: (error: unknown, subject: string) => void;
}): IncidentSchedule {
  const { clusters, clock, reportError } = options;
  const startedMs = clock.nowMs();
  let scheduled: readonly ScheduledIncident[] = [...options.plan]
    .sort((a, b) => a.afterMs - b.afterMs)
    .map(({ afterMs, ...planned }) => ({
      ...planned,
      startMs: startedMs + afterMs,
      endMs: startedMs + afterMs + planned.lastsMs,
      state: 'planned',
    }));
  let cancel: (() => void) | undefined;

  function begin(each: ScheduledIncident): ScheduledIncident {
    const { cluster, kind, target, intensity, lastsMs } = each;
    try {
      const found = clusters.find(one => one.name === cluster);
      if (!found)
        return { ...each, state: 'skipped', reason: `no cluster ${cluster}` };
      const truth = found.incidents.start({ kind, target, intensity, lastsMs });
      return { ...each, state: 'started', incident: truth.incident };
    } catch (error) {
      if (!(error instanceof StatusError))
        reportError(error, `scheduled ${kind} in ${cluster}`);
      const reason = error instanceof Error ? error.message : String(error);
      return { ...each, state: 'skipped', reason };
    }
  }

  function arm(): void {
    const next = scheduled.find(each => each.state === 'planned');
    if (!next) return;
    cancel = clock.schedule(Math.max(0, next.startMs - clock.nowMs()), () => {
      scheduled = scheduled.map(each =>
        each.state === 'planned' && each.startMs <= clock.nowMs()
          ? begin(each)
          : each,
      );
      arm();
    });
  }

  arm();
  return { list: () => scheduled, dispose: () => cancel?.() };
}
