/** A rule as it stands in a rule file. */
export type RuleEntry = Readonly<Record<string, unknown>>;

/** What an alert says besides its expression. */
export interface AlertTexts {
  readonly severity: 'critical' | 'warning' | 'info' | 'none';
  readonly summary: string;
  readonly description: string;
  readonly for?: string;
  readonly keepFiringFor?: string;
}

/** An alerting rule. */
export function alert(
  name: string,
  expr: string,
  { severity, summary, description, ...times }: AlertTexts,
): RuleEntry {
  return {
    alert: name,
    expr,
    ...(times.for === undefined ? {} : { for: times.for }),
    ...(times.keepFiringFor === undefined
      ? {}
      : { keep_firing_for: times.keepFiringFor }),
    labels: { severity },
    annotations: { summary, description },
  };
}

/** A recording rule. */
export function record(name: string, expr: string): RuleEntry {
  return { record: name, expr };
}
