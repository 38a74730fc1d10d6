import type { NewIncident } from '../parseIncident';

/** An incident that is to happen by itself. */
export interface PlannedIncident
  extends Omit<NewIncident, 'startsInMs' | 'lastsMs'> {
  readonly cluster: string;
  /** After the fleet started. */
  readonly afterMs: number;
  readonly lastsMs: number;
  /** Whether people notice by themselves, or only those who look. */
  readonly visibility: 'visible' | 'quiet';
}

/** What there is in a cluster for incidents to befall. */
export interface PlannableCluster {
  readonly name: string;
  /** Keys of its services, `namespace/name`. */
  readonly services: ReadonlySet<string>;
  /** Claims, `namespace/name`. */
  readonly claims: ReadonlySet<string>;
  /** Healthy nodes that run what customers use. */
  readonly nodes: readonly string[];
  readonly zones: readonly string[];
}
