import { lastAtOrBefore } from '../curve/Curve';
import { firstDifferenceMs, type CapacityPlan } from './capacityStepsOf';
import { CapacityWalk } from './CapacityWalk';
import type { TrafficSolver } from './createTrafficSolver';
import { knotTimes } from './knotTimes';

/** Between knots the state runs straight: traffic is smooth where nothing happens. */
const KNOT_MS = 600_000;
const KNOTS_IN_BLOCK = 36;
const BLOCK_MS = KNOT_MS * KNOTS_IN_BLOCK;

/** The state of the traffic over time. */
export interface TrafficTimeline {
  /** The start of the first and the end of the last block that touch the interval. */
  alignedEnd(timeMs: number): number;
  /** Moments between which the state runs straight, from the start of the timeline to `toMs` (aligned). */
  knotsUntil(toMs: number): Float64Array;
  /** One number of the state vector at ascending times. */
  read(slot: number, timesMs: Float64Array): Float64Array;
  /** One number of the state vector at a moment. */
  readAt(slot: number, timeMs: number): number;
  /** With other capacities; what was solved before they first differ is used again. */
  withCapacity(plan: CapacityPlan): TrafficTimeline;
}

interface Block {
  readonly timesMs: Float64Array;
  readonly states: Float32Array;
}

/** A block whose beginning still holds. */
interface Outdated {
  readonly index: number;
  readonly block: Block;
  readonly untilMs: number;
}

interface TrafficTimelineOptions {
  readonly solver: TrafficSolver;
  readonly width: number;
  readonly startMs: number;
  readonly eventsMs: readonly number[];
  /** What there is of each service over time. */
  readonly capacity: CapacityPlan;
}

/**
 * The solver's states at knots, made in blocks of six hours when they are first asked for and kept: every ten
 * minutes, closer after each of `eventsMs`. Where a capacity changes the state jumps, and what lies before the jump is
 * what it would be without it: a replica that is added now leaves the past alone. Times before `startMs` read as
 * `startMs`. The same block is the same whoever asks first. Throws nothing. A block costs 36 solutions, two more for
 * each change of capacity in it and 75 for each event; after such a change, what is left of the block.
 */
export function createTrafficTimeline(
  options: TrafficTimelineOptions,
): TrafficTimeline {
  const eventsMs = [...options.eventsMs].sort((a, b) => a - b);
  return timelineOf({ ...options, eventsMs }, new Map(), undefined);
}

function timelineOf(
  options: TrafficTimelineOptions,
  blocks: Map<number, Block>,
  outdated: Outdated | undefined,
): TrafficTimeline {
  const { solver, width, startMs, eventsMs, capacity } = options;

  function blockOf(timeMs: number): number {
    return Math.max(0, Math.floor((timeMs - startMs) / BLOCK_MS));
  }

  function blockAt(index: number): Block {
    const known = blocks.get(index);
    if (known) return known;
    const made = solveBlock(
      startMs + index * BLOCK_MS,
      outdated?.index === index ? outdated : undefined,
    );
    blocks.set(index, made);
    return made;
  }

  function solveBlock(fromMs: number, old: Outdated | undefined): Block {
    const toMs = fromMs + BLOCK_MS;
    const base = knotTimes(fromMs, toMs, KNOT_MS, eventsMs);
    const walk = new CapacityWalk(capacity);
    const momentsMs = walk.momentsMs.filter(
      atMs => atMs >= fromMs && atMs < toMs,
    );
    const most = base.length + 2 * momentsMs.length;
    const timesMs = new Float64Array(most);
    const states = new Float32Array(most * width);
    const target = new Float32Array(width);
    /** Knots that are there, and the place of the last of them in `base`. */
    let knots = 0;
    let at = 0;
    if (old) {
      at = lastAtOrBefore(base, old.untilMs);
      knots = lastAtOrBefore(old.block.timesMs, base[at]) + 1;
      timesMs.set(old.block.timesMs.subarray(0, knots));
      states.set(old.block.states.subarray(0, knots * width));
    }
    // A change at a knot counts from right behind it.
    walk.advance(base[at] - 1);
    if (knots === 0) {
      solver.solve(fromMs, walk.ratios, states, 0);
      timesMs[knots++] = fromMs;
    }
    let next = momentsMs.findIndex(atMs => atMs >= base[at]);
    if (next < 0) next = momentsMs.length;
    for (; at + 1 < base.length; at++) {
      const endMs = base[at + 1];
      solver.solve(endMs, walk.ratios, target, 0);
      for (; next < momentsMs.length && momentsMs[next] < endMs; next++) {
        const atMs = Math.max(momentsMs[next], base[at] + 1);
        if (atMs - 1 > timesMs[knots - 1]) pass(atMs - 1, endMs);
        if (timesMs[knots - 1] === atMs) knots--;
        walk.advance(momentsMs[next]);
        solver.solve(atMs, walk.ratios, states, knots * width);
        timesMs[knots++] = atMs;
        solver.solve(endMs, walk.ratios, target, 0);
      }
      states.set(target, knots * width);
      timesMs[knots++] = endMs;
    }
    return {
      timesMs: timesMs.subarray(0, knots),
      states: states.subarray(0, knots * width),
    };

    /** A knot on the straight way from the last one to the target. */
    function pass(timeMs: number, endMs: number): void {
      const lastMs = timesMs[knots - 1];
      const part = (timeMs - lastMs) / (endMs - lastMs);
      const from = (knots - 1) * width;
      for (let slot = 0; slot < width; slot++) {
        const value = states[from + slot];
        states[from + width + slot] = value + (target[slot] - value) * part;
      }
      timesMs[knots++] = timeMs;
    }
  }

  function interpolate(
    block: Block,
    knot: number,
    slot: number,
    timeMs: number,
  ) {
    const { timesMs, states } = block;
    const from = states[knot * width + slot];
    if (knot + 1 >= timesMs.length) return from;
    const part = (timeMs - timesMs[knot]) / (timesMs[knot + 1] - timesMs[knot]);
    return from + (states[(knot + 1) * width + slot] - from) * part;
  }

  return {
    alignedEnd: timeMs => startMs + (blockOf(timeMs) + 1) * BLOCK_MS,
    knotsUntil: toMs => {
      const parts: Float64Array[] = [];
      for (let index = 0; index < blockOf(toMs - 1) + 1; index++) {
        // Each block ends where the next begins.
        const { timesMs } = blockAt(index);
        parts.push(index === 0 ? timesMs : timesMs.subarray(1));
      }
      const all = new Float64Array(
        parts.reduce((sum, part) => sum + part.length, 0),
      );
      let offset = 0;
      for (const part of parts) {
        all.set(part, offset);
        offset += part.length;
      }
      return all;
    },
    read: (slot, timesMs) => {
      const values = new Float64Array(timesMs.length);
      let index = -1;
      let block: Block | undefined;
      let knot = 0;
      for (let place = 0; place < timesMs.length; place++) {
        const timeMs = Math.max(startMs, timesMs[place]);
        const wanted = blockOf(timeMs);
        if (!block || wanted !== index) {
          index = wanted;
          block = blockAt(index);
          knot = 0;
        }
        while (
          knot + 1 < block.timesMs.length &&
          block.timesMs[knot + 1] <= timeMs
        ) {
          knot++;
        }
        values[place] = interpolate(block, knot, slot, timeMs);
      }
      return values;
    },
    readAt: (slot, timeMs) => {
      const atMs = Math.max(startMs, timeMs);
      const block = blockAt(blockOf(atMs));
      return interpolate(
        block,
        lastAtOrBefore(block.timesMs, atMs),
        slot,
        atMs,
      );
    },
    withCapacity: plan => {
      const untilMs = firstDifferenceMs(capacity, plan);
      const index = blockOf(untilMs);
      const kept = [...blocks].filter(([each]) => each < index);
      const block = blocks.get(index);
      const begun = block
        ? { index, block, untilMs }
        : stillHolding(outdated, index, untilMs);
      return timelineOf({ ...options, capacity: plan }, new Map(kept), begun);
    },
  };
}

/** The beginning of a block that was not asked for since, if it is not before the difference already. */
function stillHolding(
  outdated: Outdated | undefined,
  index: number,
  untilMs: number,
): Outdated | undefined {
  return outdated?.index === index
    ? { ...outdated, untilMs: Math.min(outdated.untilMs, untilMs) }
    : undefined;
}
