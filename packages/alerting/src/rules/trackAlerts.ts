import type { Labels } from '@orrery/promql';

import { fingerprintOf } from '../labels/fingerprintOf';
import { type StepElements, type Steps, timeOf } from './evaluateSteps';
import { type AlertLife, nextAlert } from './nextAlert';
import type { AlertingRule } from './RuleGroup';

/** An alert of a rule; its annotations are made when somebody asks. */
export interface TrackedAlert extends AlertLife {
  readonly labels: Labels;
  /** The labels of the element, which templates read. */
  readonly elementLabels: Labels;
}

/** A rule after an evaluation. */
export interface AlertingState {
  readonly alerts: ReadonlyMap<string, TrackedAlert>;
  /** Why the last evaluation failed. */
  readonly error?: string;
}

/** How the alerts of a rule are tracked. */
export interface TrackingOptions {
  readonly rule: AlertingRule;
  /** The most alerts; 0 for no limit. */
  readonly limit: number;
  /** The labels of the alert that an element makes. */
  readonly labelsOf: (
    elementLabels: Labels,
    value: number,
    timeMs: number,
  ) => Labels;
  /** Whether these depend on the element's labels alone. */
  readonly isSteady: boolean;
  /** Called after each evaluation that did not fail. */
  readonly observe?: (
    step: number,
    alerts: ReadonlyMap<string, TrackedAlert>,
  ) => void;
}

interface Found {
  readonly labels: Labels;
  readonly elementLabels: Labels;
  readonly value: number;
}

/**
 * Leads the alerts of a rule through evaluations, one after the other; a failed one changes nothing but the error.
 * Cost: steps × (elements + alerts).
 */
export function trackAlerts(
  before: AlertingState,
  { elements, failures }: StepElements,
  steps: Steps,
  options: TrackingOptions,
): AlertingState {
  const { rule, limit, isSteady, observe } = options;
  const steady = new Map<Labels, readonly [string, Labels]>();
  const identityOf = (
    elementLabels: Labels,
    value: number,
    timeMs: number,
  ): readonly [string, Labels] => {
    const known = isSteady ? steady.get(elementLabels) : undefined;
    if (known !== undefined) return known;
    const labels = options.labelsOf(elementLabels, value, timeMs);
    const made = [fingerprintOf(labels), labels] as const;
    steady.set(elementLabels, made);
    return made;
  };

  let { alerts, error } = before;
  for (let step = 0; step < steps.count; step += 1) {
    const timeMs = timeOf(steps, step);
    error = failures.get(step);
    if (error !== undefined) continue;
    const found = new Map<string, Found>();
    for (const { labels: elementLabels, values, present } of elements) {
      if (present[step] === 0) continue;
      const value = values[step];
      const [key, labels] = identityOf(elementLabels, value, timeMs);
      if (found.has(key)) {
        error =
          'vector contains metrics with the same labelset after applying alert labels';
        break;
      }
      found.set(key, { labels, elementLabels, value });
    }
    if (error !== undefined) continue;
    alerts = after(alerts, found, timeMs, rule);
    const active = limit > 0 ? countActive(alerts) : 0;
    if (active > limit) {
      error = `exceeded limit of ${limit} with ${active} alerts`;
      alerts = new Map();
    }
    observe?.(step, alerts);
  }
  return error === undefined ? { alerts } : { alerts, error };
}

function after(
  alerts: ReadonlyMap<string, TrackedAlert>,
  found: ReadonlyMap<string, Found>,
  timeMs: number,
  rule: AlertingRule,
): ReadonlyMap<string, TrackedAlert> {
  if (alerts.size === 0 && found.size === 0) return alerts;
  const next = new Map<string, TrackedAlert>();
  for (const [key, alert] of alerts) {
    if (found.has(key)) continue;
    const life = nextAlert(alert, undefined, timeMs, rule);
    const { labels, elementLabels } = alert;
    if (life !== undefined) next.set(key, { ...life, labels, elementLabels });
  }
  for (const [key, { value, labels, elementLabels }] of found) {
    const life = nextAlert(alerts.get(key), value, timeMs, rule);
    if (life !== undefined) next.set(key, { ...life, labels, elementLabels });
  }
  return next;
}

function countActive(alerts: ReadonlyMap<string, TrackedAlert>): number {
  return [...alerts.values()].filter(({ state }) => state !== 'inactive')
    .length;
}
