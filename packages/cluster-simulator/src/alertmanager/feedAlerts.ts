import type { Alertmanager, PostedAlert, RuleEngine } from '@orrery/alerting';
import { formatExpr, type Pausable } from '@orrery/promql';

/** Where alerts come from. */
export interface AlertFeed {
  readonly rules: RuleEngine;
  /** The address of the Prometheus that sends them. */
  readonly prometheusUrl: string;
}

/** Prometheus sends an alert again after a minute, and lets it end when it was not sent four times. */
const RESEND_MS = 60_000;
const MISSED_SENDS = 4;

/**
 * Tells an Alertmanager what the rules of its Prometheus say at a time: what fires, and what has ceased to.
 * Source: Prometheus 2.42, `rules.SendAlerts`.
 */
export function* feedAlerts(
  manager: Alertmanager,
  { rules, prometheusUrl }: AlertFeed,
  nowMs: number,
): Pausable<void> {
  const groups = yield* rules.reportPausing(nowMs, 'alerting');
  for (const { group, evaluatedAtMs, rules: reports } of groups) {
    const keptMs = MISSED_SENDS * Math.max(group.intervalMs, RESEND_MS);
    const alerts = reports.flatMap(({ rule, alerts: found }) => {
      const query = encodeURIComponent(formatExpr(rule.expr));
      const generatorUrl = `${prometheusUrl}/graph?g0.expr=${query}&g0.tab=1`;
      return found.flatMap((alert): readonly PostedAlert[] => {
        const { labels, annotations, firedAtMs, resolvedAtMs } = alert;
        if (firedAtMs === undefined) return [];
        const endsAtMs = resolvedAtMs ?? evaluatedAtMs + keptMs;
        const times = { startsAtMs: firedAtMs, endsAtMs };
        return [{ labels, annotations, generatorUrl, ...times }];
      });
    });
    manager.putAlerts(alerts, evaluatedAtMs);
  }
}
