/** The kinds of trouble the model knows. */
export type IncidentKind =
  | 'slow-database'
  | 'memory-leak'
  | 'bad-image'
  | 'bad-config'
  | 'cpu-throttling'
  | 'node-not-ready'
  | 'zone-network-loss'
  | 'disk-filling'
  | 'certificate-expiry'
  | 'retry-storm'
  | 'dns-failure'
  | 'noisy-neighbour'
  | 'external-outage'
  | 'traffic-spike'
  | 'manual-drift';

/** What an incident befalls. */
export type IncidentTarget =
  | {
      readonly kind: 'Service' | 'Volume';
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly kind: 'Node' | 'Zone'; readonly name: string };

/** Something that goes wrong, as the model is told. */
export interface Incident {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly target: IncidentTarget;
  readonly startMs: number;
  /** When its cause was removed; recovery takes a while longer. */
  readonly endMs?: number;
  /** How bad, in (0, 1]. */
  readonly intensity: number;
  /** The cluster's own pods act it out: the model makes up no restarts and rollouts for it. */
  readonly isEnacted?: boolean;
}
