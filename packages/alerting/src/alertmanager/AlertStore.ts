import type { Labels } from '@orrery/promql';

import { AlertingError } from '../AlertingError';
import { fingerprintOf } from '../labels/fingerprintOf';
import { isLabelName } from '../labels/labelNames';

/** An alert as somebody posts it; times in ms. */
export interface PostedAlert {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly startsAtMs?: number;
  readonly endsAtMs?: number;
  readonly generatorUrl?: string;
}

/** An alert as it is kept. */
export interface ManagedAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAtMs: number;
  /** It is over from then on. */
  readonly endsAtMs: number;
  readonly updatedAtMs: number;
  /** The end was not posted but is that of the resolve timeout. */
  readonly isTimeout: boolean;
  readonly generatorUrl: string;
}

/** How alerts are kept. */
export interface AlertStoreOptions {
  readonly resolveTimeoutMs: number;
  /** More alerts than this are refused. */
  readonly maxAlerts: number;
}

/** How long an alert is kept that is over, as Alertmanager's interval of collection. */
const KEPT_MS = 30 * 60_000;

/** The alerts of an Alertmanager by fingerprint. */
export class AlertStore {
  readonly #options: AlertStoreOptions;
  readonly #alerts = new Map<string, ManagedAlert>();

  constructor(options: AlertStoreOptions) {
    this.#options = options;
  }

  /**
   * Takes the alerts that are valid, and throws an AlertingError about the others afterwards. One that is known already and
   * overlaps is merged. Source: Alertmanager 0.25, `api.postAlertsHandler`, `provider/mem.Alerts.Put`.
   */
  put(posted: readonly PostedAlert[], nowMs: number): void {
    this.#forget(nowMs);
    const problems: string[] = [];
    let isFull = false;
    for (const each of posted) {
      const alert = this.#toManaged(each, nowMs);
      const problem = problemOf(alert);
      if (problem !== undefined) {
        problems.push(problem);
        continue;
      }
      const fingerprint = fingerprintOf(alert.labels);
      const known = this.#alerts.get(fingerprint);
      if (known === undefined && this.#alerts.size >= this.#options.maxAlerts) {
        isFull = true;
        continue;
      }
      this.#alerts.set(
        fingerprint,
        known !== undefined && overlap(alert, known)
          ? merged(known, alert, nowMs)
          : alert,
      );
    }
    if (problems.length > 0) {
      throw new AlertingError('invalid', problems.join('; '));
    }
    if (isFull) {
      throw new AlertingError(
        'limit',
        `alerts are limited to ${this.#options.maxAlerts}`,
      );
    }
  }

  /** Those that are not over, by fingerprint. */
  firing(nowMs: number): ReadonlyMap<string, ManagedAlert> {
    return new Map(
      [...this.#alerts].filter(([, { endsAtMs }]) => endsAtMs >= nowMs),
    );
  }

  /** Also those that are over and not yet forgotten. */
  all(): ReadonlyMap<string, ManagedAlert> {
    return this.#alerts;
  }

  #toManaged(posted: PostedAlert, nowMs: number): ManagedAlert {
    const { endsAtMs, annotations = {}, generatorUrl = '' } = posted;
    const { startsAtMs = endsAtMs ?? nowMs } = posted;
    return {
      labels: withoutEmpty(posted.labels),
      annotations,
      startsAtMs,
      endsAtMs: endsAtMs ?? nowMs + this.#options.resolveTimeoutMs,
      updatedAtMs: nowMs,
      isTimeout: endsAtMs === undefined,
      generatorUrl,
    };
  }

  #forget(nowMs: number): void {
    for (const [fingerprint, { endsAtMs }] of this.#alerts) {
      if (endsAtMs < nowMs - KEPT_MS) this.#alerts.delete(fingerprint);
    }
  }
}

/** Source: prometheus/common, `model.Alert.Validate`. */
function problemOf({
  labels,
  annotations,
  startsAtMs,
  endsAtMs,
}: ManagedAlert): string | undefined {
  if (endsAtMs < startsAtMs) return 'start time must be before end time';
  const badLabel = badNameOf(labels);
  if (badLabel !== undefined) {
    return `invalid label set: invalid name ${JSON.stringify(badLabel)}`;
  }
  if (Object.keys(labels).length === 0) {
    return 'at least one label pair required';
  }
  const badAnnotation = badNameOf(annotations);
  return badAnnotation === undefined
    ? undefined
    : `invalid annotations: invalid name ${JSON.stringify(badAnnotation)}`;
}

function badNameOf(labels: Labels): string | undefined {
  return Object.keys(labels).find(name => !isLabelName(name));
}

function withoutEmpty(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([, value]) => value !== ''),
  );
}

function overlap(alert: ManagedAlert, known: ManagedAlert): boolean {
  return (
    (alert.endsAtMs > known.startsAtMs && alert.endsAtMs < known.endsAtMs) ||
    (alert.startsAtMs > known.startsAtMs && alert.startsAtMs < known.endsAtMs)
  );
}

/** The earliest start; of two ends one that was posted rules over a timeout. */
function merged(
  known: ManagedAlert,
  alert: ManagedAlert,
  nowMs: number,
): ManagedAlert {
  const isOver = alert.endsAtMs <= nowMs;
  const keepsEnd =
    known.endsAtMs > alert.endsAtMs &&
    (isOver ? known.endsAtMs <= nowMs : !known.isTimeout);
  return {
    ...alert,
    startsAtMs: Math.min(known.startsAtMs, alert.startsAtMs),
    endsAtMs: keepsEnd ? known.endsAtMs : alert.endsAtMs,
  };
}
