import type { Expr, Labels } from '@orrery/promql';

/** Rules that are evaluated together, one after the other, at every interval. */
export interface RuleGroup {
  readonly name: string;
  /** The file that it stands in. */
  readonly file: string;
  readonly intervalMs: number;
  /** The most alerts or series that a rule may make; 0 for no limit. */
  readonly limit: number;
  readonly rules: readonly Rule[];
}

/** A rule of either kind. */
export type Rule = AlertingRule | RecordingRule;

/** Makes an alert of each element of its expression. */
export interface AlertingRule {
  readonly kind: 'alerting';
  readonly name: string;
  readonly expr: Expr;
  /** How long an element must be there before its alert fires. */
  readonly forMs: number;
  /** How long an alert fires after its element is gone. */
  readonly keepFiringForMs: number;
  /** Templates. */
  readonly labels: Labels;
  /** Templates. */
  readonly annotations: Labels;
}

/** Keeps the elements of its expression as a series of another name. */
export interface RecordingRule {
  readonly kind: 'recording';
  readonly name: string;
  readonly expr: Expr;
  readonly labels: Labels;
}
