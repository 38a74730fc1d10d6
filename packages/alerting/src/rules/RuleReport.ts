import type { Labels } from '@orrery/promql';

import type { AlertState } from './nextAlert';
import type { Rule, RuleGroup } from './RuleGroup';

/** A group after an evaluation. */
export interface GroupReport {
  readonly group: RuleGroup;
  readonly evaluatedAtMs: number;
  readonly rules: readonly RuleReport[];
}

/** A rule after an evaluation; recording rules have no alerts. */
export interface RuleReport {
  readonly rule: Rule;
  /** Why the evaluation failed. */
  readonly error?: string;
  /** Also those that have ended within the last 15 minutes. */
  readonly alerts: readonly AlertReport[];
}

/** An alert after an evaluation. */
export interface AlertReport {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: AlertState;
  readonly value: number;
  readonly activeAtMs: number;
  readonly firedAtMs?: number;
  readonly resolvedAtMs?: number;
  readonly keepFiringSinceMs?: number;
}
