import type { Curve } from '../curve/Curve';
import { createTimeWarp } from '../noise/createTimeWarp';
import type { Traffic } from '../traffic/createTraffic';
import { logNormalShare } from '../traffic/logNormal';
import {
  createCallMemory,
  type CallEnd,
  type CallMemory,
} from './createCallMemory';

/** How a call ended, as its caller saw it. */
export type CallOutcome = 'answered' | 'failed' | 'late' | 'lost' | 'rejected';

/** Every way a call can end. */
export const CALL_OUTCOMES: readonly CallOutcome[] = [
  'answered',
  'failed',
  'late',
  'lost',
  'rejected',
];

/** Who counts: the caller sees timeouts and losses, the callee only what arrives. */
export type CallSide = 'client' | 'server';

/** Calls from one service to another (or from outside), counted over time. */
export interface CallActivity {
  /** Prepares for questions up to a moment; call it before asking a count. */
  reach(untilMs: number): void;
  /** Calls that ended in one of these ways with a response time up to `boundMs` (Infinity: all), since the world began, up to a moment. */
  count(
    side: CallSide,
    outcomes: readonly CallOutcome[],
    boundMs: number,
  ): (timeMs: number) => number;
  /** Sum of their response times. */
  milliseconds(
    side: CallSide,
    outcomes: readonly CallOutcome[],
  ): (timeMs: number) => number;
}

/** Warped time runs ahead by less than this. */
const MARGIN_MS = 60_000;
/** One hop in the same cluster. */
const HOP_MS = 0.4;
/** What a refusal takes: by the breaker at once, on the way after trying to connect. */
const REJECTED_MS = 0.3;
const LOST_MS = 22;
/** No answer takes longer; the buckets beyond count the same. */
const PAST_ALL_MS = 600_000;
/** Failing is quicker than succeeding. */
const FAILED_SPEED = 0.7;

/**
 * Counts a call edge, or the requests from outside when given a service nobody in the world calls. Response times are
 * log-normal around the callee's median, cut off at the caller's timeout. Totals never fall, grow with the bound, and
 * those of all outcomes share one noise. `memory` may be shared with the same call of other capacities. Throws nothing.
 * A curve costs O(knots) once per side, outcome and bound, then O(knots that changed).
 */
export function createCallActivity(
  traffic: Traffic,
  call: CallEnd,
  seed: number,
  memory: CallMemory = createCallMemory(call),
): CallActivity {
  const { graph } = traffic;
  const edge = 'index' in call ? call : undefined;
  const callee = graph.services[call.to];
  const sigma = callee.profile.latencySigma;
  const timeoutMs = edge?.call.timeoutMs ?? Infinity;
  const warp = createTimeWarp(
    `${seed}/${edge ? graph.keys[edge.from] : 'outside'}>${
      graph.keys[call.to]
    }`,
  );
  const { shelf } = memory;

  function curveOf(
    side: CallSide,
    outcomes: readonly CallOutcome[],
    boundMs: number,
  ): Curve {
    const bounds = outcomes.map(outcome =>
      effectiveBound(side, outcome, boundMs),
    );
    return shelf.curve(`${side}/${outcomes}/${bounds}`, knot =>
      outcomes.reduce(
        (sum, outcome, place) =>
          sum + rateOf(side, outcome, bounds[place], knot),
        0,
      ),
    );
  }

  /** The bound that counts the same calls: many bounds are past every response time, or before all of them. */
  function effectiveBound(
    side: CallSide,
    outcome: CallOutcome,
    boundMs: number,
  ): number {
    const stepMs = { late: timeoutMs, lost: LOST_MS, rejected: REJECTED_MS };
    switch (outcome) {
      case 'late':
      case 'lost':
      case 'rejected':
        return boundMs >= stepMs[outcome] ? Infinity : 0;
      default:
        return boundMs >= (side === 'client' ? timeoutMs : PAST_ALL_MS)
          ? Infinity
          : boundMs;
    }
  }

  function rateOf(
    side: CallSide,
    outcome: CallOutcome,
    boundMs: number,
    knot: number,
  ): number {
    const fields = memory.fields();
    const arriving = fields.sent[knot] * (1 - fields.lost[knot]);
    const errors = fields.errors[knot];
    const medianMs = fields.latencyMs[knot] + (side === 'client' ? HOP_MS : 0);
    const inTime = side === 'client' ? 1 - fields.timeouts[knot] : 1;
    switch (outcome) {
      case 'answered': {
        // Scaled so that all who answered did so before the timeout.
        const share =
          side === 'client'
            ? shareWithin(boundMs, medianMs)
            : logNormalShare(boundMs, medianMs, sigma);
        return arriving * (1 - errors) * inTime * share;
      }
      case 'failed': {
        const share =
          side === 'client'
            ? shareWithin(boundMs, medianMs * FAILED_SPEED)
            : logNormalShare(boundMs, medianMs * FAILED_SPEED, sigma);
        return arriving * errors * inTime * share;
      }
      case 'late':
        return side === 'client' && boundMs >= timeoutMs
          ? arriving * fields.timeouts[knot]
          : 0;
      case 'lost':
        return side === 'client' && boundMs >= LOST_MS
          ? fields.sent[knot] * fields.lost[knot]
          : 0;
      case 'rejected':
        return side === 'client' && boundMs >= REJECTED_MS
          ? fields.rejected[knot]
          : 0;
      default:
        return outcome satisfies never;
    }
  }

  function shareWithin(boundMs: number, medianMs: number): number {
    if (boundMs >= timeoutMs) return 1;
    const all = logNormalShare(timeoutMs, medianMs, sigma);
    return all > 0
      ? Math.min(1, logNormalShare(boundMs, medianMs, sigma) / all)
      : 0;
  }

  /** Mean response time of calls that ended so. */
  function meanMs(outcome: CallOutcome, knot: number): number {
    const fields = memory.fields();
    const usualMs =
      (fields.latencyMs[knot] + HOP_MS) * Math.exp((sigma * sigma) / 2);
    switch (outcome) {
      case 'answered':
        return Math.min(usualMs, timeoutMs * 0.8);
      case 'failed':
        return Math.min(usualMs * FAILED_SPEED, timeoutMs * 0.8);
      case 'late':
        return timeoutMs === Infinity ? 0 : timeoutMs;
      case 'lost':
        return LOST_MS;
      case 'rejected':
        return REJECTED_MS;
      default:
        return outcome satisfies never;
    }
  }

  function sumCurveOf(side: CallSide, outcomes: readonly CallOutcome[]): Curve {
    return shelf.curve(`${side}/${outcomes}/sum`, knot =>
      outcomes.reduce(
        (sum, outcome) =>
          sum + rateOf(side, outcome, Infinity, knot) * meanMs(outcome, knot),
        0,
      ),
    );
  }

  /** The total of a curve, which is not held on to: there are more series than curves worth keeping. */
  function totalOf(fetch: () => Curve): (timeMs: number) => number {
    let held: WeakRef<Curve> | undefined;
    let turn = NaN;
    return timeMs => {
      let curve = turn === shelf.turns() ? held?.deref() : undefined;
      if (!curve) {
        curve = fetch();
        held = new WeakRef(curve);
        turn = shelf.turns();
      }
      return curve.totalAt(warp(timeMs));
    };
  }

  return {
    reach: untilMs => memory.follow(traffic, untilMs + MARGIN_MS),
    count: (side, outcomes, boundMs) =>
      totalOf(() => curveOf(side, outcomes, boundMs)),
    milliseconds: (side, outcomes) => totalOf(() => sumCurveOf(side, outcomes)),
  };
}
