import type { AlertingRule } from './RuleGroup';

/**
 * The life of one alert. `inactive` is kept for a while after firing, so that its end can be told.
 */
export type AlertState = 'pending' | 'firing' | 'inactive';

/** When an alert did what, and what its element last was. */
export interface AlertLife {
  readonly state: AlertState;
  readonly activeAtMs: number;
  readonly firedAtMs?: number;
  readonly resolvedAtMs?: number;
  /** Since when it fires although its element is gone. */
  readonly keepFiringSinceMs?: number;
  readonly value: number;
  /** The evaluation that found this value. */
  readonly valueAtMs: number;
}

/** As long as Prometheus tells that an alert has ended. */
export const RESOLVED_RETENTION_MS = 15 * 60_000;

/**
 * An alert after an evaluation that found its element with a value, or did not find it (`undefined`); undefined once it is forgotten.
 * Source: Prometheus 2.42, `rules.AlertingRule.Eval`.
 */
export function nextAlert(
  alert: AlertLife | undefined,
  value: number | undefined,
  timeMs: number,
  { forMs, keepFiringForMs }: Pick<AlertingRule, 'forMs' | 'keepFiringForMs'>,
): AlertLife | undefined {
  if (value !== undefined) {
    const active: AlertLife =
      alert === undefined || alert.state === 'inactive'
        ? { state: 'pending', activeAtMs: timeMs, value, valueAtMs: timeMs }
        : {
            ...alert,
            keepFiringSinceMs: undefined,
            value,
            valueAtMs: timeMs,
          };
    return active.state === 'pending' && timeMs - active.activeAtMs >= forMs
      ? { ...active, state: 'firing', firedAtMs: timeMs }
      : active;
  }
  if (alert === undefined || alert.state === 'pending') return undefined;
  if (alert.state === 'inactive') {
    const { resolvedAtMs = timeMs } = alert;
    return timeMs - resolvedAtMs > RESOLVED_RETENTION_MS ? undefined : alert;
  }
  if (keepFiringForMs > 0) {
    const keepFiringSinceMs = alert.keepFiringSinceMs ?? timeMs;
    if (timeMs - keepFiringSinceMs < keepFiringForMs) {
      return { ...alert, keepFiringSinceMs };
    }
    return {
      ...alert,
      state: 'inactive',
      keepFiringSinceMs,
      resolvedAtMs: timeMs,
    };
  }
  return { ...alert, state: 'inactive', resolvedAtMs: timeMs };
}
