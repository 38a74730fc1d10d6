import type { TelemetryAgent } from '../world/TelemetryWorld';

/** A metric in which an incident shows. */
export interface MetricEvidence {
  readonly family: string;
  /** PromQL that has an answer while the incident shows, and none before. */
  readonly query: string;
  /** Measured only where this agent runs; everywhere when missing. */
  readonly agent?: TelemetryAgent;
}

/** Lines that a service writes while the incident shows, and hardly before. */
export interface LogEvidence {
  /** Key of the service, `namespace/name`. */
  readonly service: string;
  /** Regular expression, without flags. */
  readonly pattern: string;
}

/** Names an object or, by the beginning of their names, several of which at least one is meant. */
export interface EvidenceSubject {
  readonly kind: string;
  readonly namespace?: string;
  readonly namePrefix: string;
}

/** An event about an object. */
export interface EventEvidence extends EvidenceSubject {
  readonly reason: string;
}

/** A field of an object. */
export interface ObjectEvidence extends EvidenceSubject {
  /** JSONPath as in printer columns. */
  readonly path: string;
  /** Regular expression, without flags. */
  readonly matches: string;
}

/** Where a diagnosis ought to find an incident. Empty lists: it does not show there. */
export interface ExpectedEvidence {
  readonly metrics: readonly MetricEvidence[];
  readonly logs: readonly LogEvidence[];
  readonly events: readonly EventEvidence[];
  readonly objects: readonly ObjectEvidence[];
  /** Names of alerts of the rules that a simulated Prometheus has; they fire after the time that each waits. */
  readonly alerts: readonly string[];
}
