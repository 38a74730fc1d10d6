import type { Incident } from '@orrery/telemetry-model';
import type { EventToRecord } from '../../controllers/events/createEventRecorder';
import type { AfflictedRun } from '../../controllers/kubelet/PodAfflictions';
import type { ContainerBehaviour } from '../../controllers/kubelet/containerBehaviour';
import type { Pod } from '../../controllers/kinds/Pod';
import type { TypedStore } from '../../controllers/TypedStore';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPast } from '../../telemetry/createLivingTelemetry';

/** What ails the containers of one pod. */
export type Affliction = Partial<
  Pick<ContainerBehaviour, 'probeFailure' | 'exit'>
>;

/** When an event happened; `atMs` alone: once, then. */
export interface EventTimes {
  readonly atMs: number;
  readonly lastMs?: number;
  readonly count?: number;
}

/** What an incident may correct of what was observed of it. */
export interface IncidentPast extends Omit<ClusterPast, 'resizedAt'> {
  /** A workload that was changed by this enactment was changed then. */
  resizedAt(uid: string, atMs: number): void;
}

/** The cluster as one incident acts on it. */
export interface IncidentScene {
  readonly incident: Incident;
  readonly store: TypedStore;
  readonly past: IncidentPast;
  nowMs(): number;
  /** What a pod's container used at a moment; undefined while it did not run. */
  cpuCoresAt(pod: Pod, container: string, timeMs: number): number | undefined;
  /** Writes an event unless it would have expired by now. */
  record(about: KubernetesObject, event: EventToRecord, when: EventTimes): void;
  /** Lets `of` decide what the containers of pods do until `relieve`; asked again for pods given to `notice`. */
  afflict(of: (pod: Pod, run: AfflictedRun) => Affliction | undefined): void;
  /** Pods whose affliction may have changed. */
  notice(pods: readonly Pod[]): void;
  relieve(): void;
  /** Runs `task` now and then every so often until the incident ends. */
  every(intervalMs: number, task: () => void): void;
  /** Runs `task` at a moment if the incident has not ended by then; at once when it is past. */
  at(timeMs: number, task: () => void): void;
}

/** How an incident of one kind shows on objects. */
export interface Enactment {
  /** Called at the start, or later for one that began in the past: objects become what they would be by now. */
  begin(): void;
  /** Called at the end, at `atMs` or later: mends what `begin` broke. */
  end(atMs: number): void;
}
