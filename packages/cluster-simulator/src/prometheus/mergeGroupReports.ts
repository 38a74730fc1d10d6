import type { GroupReport, RuleReport } from '@orrery/alerting';
import type { Labels } from '@orrery/promql';

/** What the rules of one cluster say, and the labels of the cluster. */
export interface MemberReports {
  readonly externalLabels: Labels;
  readonly reports: readonly GroupReport[];
}

/** The same groups of several clusters as one: each rule with the alerts of all, labelled by cluster. */
export function mergeGroupReports(
  members: readonly MemberReports[],
): readonly GroupReport[] {
  const merged = new Map<string, GroupReport>();
  for (const { externalLabels, reports } of members) {
    for (const report of reports) {
      const key = `${report.group.file};${report.group.name}`;
      const labelled = {
        ...report,
        rules: report.rules.map(rule => withLabels(rule, externalLabels)),
      };
      const before = merged.get(key);
      merged.set(
        key,
        before === undefined ? labelled : joined(before, labelled),
      );
    }
  }
  return [...merged.values()];
}

function withLabels(report: RuleReport, externalLabels: Labels): RuleReport {
  return {
    ...report,
    alerts: report.alerts.map(alert => ({
      ...alert,
      labels: { ...alert.labels, ...externalLabels },
    })),
  };
}

function joined(first: GroupReport, second: GroupReport): GroupReport {
  return {
    group: first.group,
    evaluatedAtMs: Math.max(first.evaluatedAtMs, second.evaluatedAtMs),
    rules: first.rules.map((report, place) => ({
      rule: report.rule,
      error: report.error ?? second.rules[place].error,
      alerts: [...report.alerts, ...second.rules[place].alerts],
    })),
  };
}
