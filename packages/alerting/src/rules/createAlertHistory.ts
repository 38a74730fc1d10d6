import type { Pausable, SeriesSource } from '@orrery/promql';

import {
  evaluateSteps,
  type StepElements,
  type Steps,
  timeOf,
} from './evaluateSteps';
import type { EvaluationTimes } from './evaluationTimes';
import { RESOLVED_RETENTION_MS } from './nextAlert';
import {
  type AlertingState,
  trackAlerts,
  type TrackingOptions,
} from './trackAlerts';

/** The alerts of a rule at any time. Its expression is evaluated on `source`, with pauses; several may ask at once. */
export interface AlertHistory {
  /** After the last evaluation that is not after `timeMs`; without alerts before the rules were loaded. */
  stateAt(timeMs: number, source: SeriesSource): Pausable<AlertingState>;
  /** Calls `observe` after each evaluation from `fromMs` to `toMs`, both included. */
  observe(
    range: { readonly fromMs: number; readonly toMs: number },
    source: SeriesSource,
    observe: (timeMs: number, alerts: AlertingState['alerts']) => void,
  ): Pausable<void>;
}

/** What an alert history reads. */
export interface AlertHistoryOptions extends TrackingOptions {
  readonly times: EvaluationTimes;
  /** The rules are evaluated from here on; an alert is never older. */
  readonly originMs: number;
  /** Changes when the past was rewritten, and what was found so far holds no more. */
  readonly pastVersion: () => unknown;
}

interface Checkpoint {
  readonly atMs: number;
  readonly state: AlertingState;
}

interface Chunk {
  readonly steps: Steps;
  readonly found: StepElements;
}

/** A little more than a query looks back for the latest sample. */
const EARLIER_MS = 7 * 60_000;
/** One for those who ask about the present, others for those who follow it a few minutes behind. */
const MAX_CHECKPOINTS = 3;
/** Going on from further behind would cost more than to look back. */
const MAX_WINDOWS = 4;

/**
 * The alerts of a rule as a function of time. Asked for the first time it looks back just far enough: over the times that the rule
 * waits and remembers, and, while an alert reaches back to the edge of that, four times as far. Later times go on from there.
 * Memory: the alerts of the last three times asked for.
 */
export function createAlertHistory(options: AlertHistoryOptions): AlertHistory {
  const { rule, times, pastVersion } = options;
  const { intervalMs } = times;
  const originMs = times.atOrAfter(options.originMs);
  const baseMs = rule.forMs + rule.keepFiringForMs + RESOLVED_RETENTION_MS;
  let known: readonly Checkpoint[] = [];
  let knownVersion: unknown;

  function* evaluate(
    fromMs: number,
    toMs: number,
    source: SeriesSource,
  ): Pausable<Chunk> {
    const steps: Steps = {
      firstMs: fromMs,
      intervalMs,
      count: Math.round((toMs - fromMs) / intervalMs) + 1,
    };
    return { steps, found: yield* evaluateSteps(rule.expr, steps, source) };
  }

  function track(
    before: AlertingState,
    { steps, found }: Chunk,
    observe?: TrackingOptions['observe'],
  ): AlertingState {
    return trackAlerts(before, found, steps, { ...options, observe });
  }

  /** The last state, and that of an earlier time where it was passed. */
  function follow(
    chunks: readonly Chunk[],
    earlierMs: number,
  ): readonly Checkpoint[] {
    let state: AlertingState = { alerts: new Map() };
    let atMs = 0;
    const earlier: Checkpoint[] = [];
    for (const chunk of chunks) {
      const { steps } = chunk;
      state = track(state, chunk, (step, alerts) => {
        if (timeOf(steps, step) !== earlierMs) return;
        earlier.push({ atMs: earlierMs, state: { alerts } });
      });
      atMs = timeOf(steps, steps.count - 1);
    }
    return [{ atMs, state }, ...earlier];
  }

  /** The checkpoint at a time, and one a few minutes earlier for those who look back from there. */
  function* lookBack(
    atMs: number,
    source: SeriesSource,
  ): Pausable<readonly Checkpoint[]> {
    const earlierMs = atMs - Math.ceil(EARLIER_MS / intervalMs) * intervalMs;
    let chunks: readonly Chunk[] = [];
    let fromMs = atMs + intervalMs;
    for (let windowMs = baseMs; ; windowMs *= MAX_WINDOWS) {
      const nextMs = Math.max(originMs, times.atOrBefore(atMs - windowMs));
      if (nextMs < fromMs) {
        const earlier = yield* evaluate(nextMs, fromMs - intervalMs, source);
        chunks = [earlier, ...chunks];
        fromMs = nextMs;
      }
      const checkpoints = follow(chunks, earlierMs);
      const isWhole = fromMs === originMs;
      if (isWhole || isSettled(checkpoints[0].state, fromMs))
        return checkpoints;
    }
  }

  /** Whether nothing before the window could make a difference. */
  function isSettled({ alerts }: AlertingState, fromMs: number): boolean {
    return [...alerts.values()].every(
      ({ activeAtMs }) => activeAtMs - fromMs > rule.keepFiringForMs,
    );
  }

  function* stateAt(
    timeMs: number,
    source: SeriesSource,
  ): Pausable<AlertingState> {
    const atMs = times.atOrBefore(timeMs);
    if (atMs < originMs) return { alerts: new Map() };
    const version = pastVersion();
    if (version !== knownVersion) known = [];
    knownVersion = version;
    const [near] = known
      .filter(
        each => each.atMs <= atMs && atMs - each.atMs <= MAX_WINDOWS * baseMs,
      )
      .sort((a, b) => b.atMs - a.atMs);
    if (near?.atMs === atMs) return near.state;
    const made =
      near === undefined
        ? yield* lookBack(atMs, source)
        : [{ atMs, state: yield* goOn(near, atMs, source) }];
    // Others may have asked during the pauses, and the past may have changed.
    if (version === knownVersion) {
      const isNew = (each: Checkpoint): boolean =>
        each !== near && made.every(({ atMs: other }) => each.atMs !== other);
      known = [...made, ...known.filter(isNew)].slice(0, MAX_CHECKPOINTS);
    }
    return made[0].state;
  }

  function* goOn(
    { atMs, state }: Checkpoint,
    toMs: number,
    source: SeriesSource,
  ): Pausable<AlertingState> {
    return track(state, yield* evaluate(atMs + intervalMs, toMs, source));
  }

  return {
    stateAt,
    *observe({ fromMs, toMs }, source, observe) {
      const firstMs = Math.max(originMs, times.atOrAfter(fromMs));
      const lastMs = times.atOrBefore(toMs);
      if (firstMs > lastMs) return;
      const before = yield* stateAt(firstMs - intervalMs, source);
      const chunk = yield* evaluate(firstMs, lastMs, source);
      track(before, chunk, (step, alerts) =>
        observe(firstMs + step * intervalMs, alerts),
      );
    },
  };
}
