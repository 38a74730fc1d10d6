import type { IncidentKind } from '../incident/Incident';

/** Why calls to another service fail. */
export interface FailingCall {
  readonly callee: string;
  readonly cause:
    | 'timeout'
    | 'unreachable'
    | 'certificate'
    | 'name'
    | 'breaker'
    | 'answer';
  /** Share of the calls. */
  readonly ratio: number;
  readonly timeoutMs: number;
}

/** How a service is doing at a moment, as its logs tell it. */
export interface LogMoment {
  /** Load over its usual mean. */
  readonly busy: number;
  readonly errorRatio: number;
  /** Median response time. */
  readonly latencyMs: number;
  /** Response time over the usual one. */
  readonly slowdown: number;
  readonly failingCalls: readonly FailingCall[];
  /** Incidents of the service itself that are going on. */
  readonly incidents: readonly IncidentKind[];
}
