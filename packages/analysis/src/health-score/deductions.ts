import type {
  HealthDeduction,
  HealthFactor,
  HealthInputs,
} from './scoreHealth';

/** What a factor costs between where it is harmless and where it costs most. */
interface FactorRule {
  readonly factor: HealthFactor;
  readonly valueOf: (inputs: HealthInputs) => number | undefined;
  /** Share of the most points, 0 to 1; never falls as the value rises. */
  readonly severityOf: (value: number) => number;
  readonly mostPoints: number;
  readonly reasonOf: (value: number, inputs: HealthInputs) => string;
}

const criticalPoints = 15;
const warningPoints = 4;
const mostIssuePoints = 40;

const rules: readonly FactorRule[] = [
  {
    factor: 'errors',
    valueOf: ({ errorRatio }) => errorRatio,
    severityOf: ratio => logarithmic(ratio, 0.001, 0.2),
    mostPoints: 60,
    reasonOf: ratio => `${percent(ratio)} of calls fail`,
  },
  {
    factor: 'latency',
    valueOf: ({ latencyRatio }) => latencyRatio,
    severityOf: ratio => logarithmic(ratio, 1.25, 5),
    mostPoints: 30,
    reasonOf: ratio => `Calls take ${round(ratio)} times as long as usual`,
  },
  {
    factor: 'saturation',
    valueOf: ({ saturation }) => saturation,
    severityOf: share => (share - 0.8) / (1 - 0.8),
    mostPoints: 20,
    reasonOf: share => `The fullest resource is at ${percent(share)}`,
  },
  {
    factor: 'restarts',
    valueOf: ({ restartsPerHour }) => restartsPerHour,
    severityOf: count => logarithmic(1 + count, 1, 13),
    mostPoints: 20,
    reasonOf: count => `Containers restart ${round(count)} times an hour`,
  },
  {
    factor: 'issues',
    valueOf: ({ issues }) =>
      issues &&
      criticalPoints * Math.max(0, issues.critical) +
        warningPoints * Math.max(0, issues.warning),
    severityOf: points => points / mostIssuePoints,
    mostPoints: mostIssuePoints,
    reasonOf: (_, { issues }) =>
      `Open issues: ${issues?.critical ?? 0} critical, ${
        issues?.warning ?? 0
      } warning`,
  },
];

/**
 * What each factor costs, also when it costs nothing, and which are not known.
 *
 * - Shape, unit, invalid input, errors, cost, source: see `scoreHealth()`.
 */
export function deductionsOf(inputs: HealthInputs): {
  readonly deductions: readonly HealthDeduction[];
  readonly unknown: readonly HealthFactor[];
} {
  const deductions: HealthDeduction[] = [];
  const unknown: HealthFactor[] = [];
  for (const rule of rules) {
    const value = rule.valueOf(inputs);
    if (value === undefined || Number.isNaN(value)) {
      unknown.push(rule.factor);
      continue;
    }
    const severity = Math.min(Math.max(rule.severityOf(value), 0), 1);
    deductions.push({
      factor: rule.factor,
      points: rule.mostPoints * severity,
      reason: rule.reasonOf(value, inputs),
    });
  }
  return { deductions, unknown };
}

/** 0 at `harmless` and below, 1 at `worst`, equal steps for equal ratios in between. */
function logarithmic(value: number, harmless: number, worst: number): number {
  return value > harmless
    ? Math.log(value / harmless) / Math.log(worst / harmless)
    : 0;
}

function percent(share: number): string {
  return `${round(100 * share)} %`;
}

/** Two digits that matter, or all before the point. */
function round(value: number): string {
  return value >= 10 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}
