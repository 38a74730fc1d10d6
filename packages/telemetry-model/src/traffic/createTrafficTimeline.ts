import { lastAtOrBefore } from '../curve/Curve';
import type { TrafficSolver } from './createTrafficSolver';

/** Between knots the state runs straight: traffic is smooth where nothing happens. */
const KNOT_MS = 600_000;
const KNOTS_IN_BLOCK = 36;
const BLOCK_MS = KNOT_MS * KNOTS_IN_BLOCK;
/** After something happened the state is known every half minute, then every minute. */
const CLOSE_MS = 30_000;
const CLOSE_COUNT = 30;
const NEAR_MS = 60_000;
const NEAR_COUNT = 45;

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
}

interface Block {
  readonly timesMs: Float64Array;
  readonly states: Float32Array;
}

/**
 * The solver's states at knots, made in blocks of six hours when they are first asked for and kept: every ten
 * minutes, closer after each of `eventsMs`. Times before `startMs` read as `startMs`. The same block is the same
 * whoever asks first. Throws nothing. A block costs 36 solutions and more for each event in it.
 */
export function createTrafficTimeline(options: {
  readonly solver: TrafficSolver;
  readonly width: number;
  readonly startMs: number;
  readonly eventsMs: readonly number[];
}): TrafficTimeline {
  const { solver, width, startMs } = options;
  const eventsMs = [...options.eventsMs].sort((a, b) => a - b);
  const blocks = new Map<number, Block>();

  function blockOf(timeMs: number): number {
    return Math.max(0, Math.floor((timeMs - startMs) / BLOCK_MS));
  }

  function blockAt(index: number): Block {
    const known = blocks.get(index);
    if (known) return known;
    const fromMs = startMs + index * BLOCK_MS;
    const timesMs = knotTimes(fromMs, fromMs + BLOCK_MS, eventsMs);
    const states = new Float32Array(timesMs.length * width);
    timesMs.forEach((timeMs, knot) =>
      solver.solve(timeMs, states, knot * width),
    );
    const block = { timesMs, states };
    blocks.set(index, block);
    return block;
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
  };
}

function knotTimes(
  fromMs: number,
  toMs: number,
  eventsMs: readonly number[],
): Float64Array {
  const times: number[] = [];
  for (let step = 0; step <= KNOTS_IN_BLOCK; step++)
    times.push(fromMs + step * KNOT_MS);
  const add = (timeMs: number) => {
    if (timeMs > fromMs && timeMs < toMs) times.push(timeMs);
  };
  for (const eventMs of eventsMs) {
    const closeEndMs = eventMs + CLOSE_COUNT * CLOSE_MS;
    if (eventMs > toMs || closeEndMs + NEAR_COUNT * NEAR_MS < fromMs) continue;
    add(eventMs - 1);
    for (let step = 0; step <= CLOSE_COUNT; step++)
      add(eventMs + step * CLOSE_MS);
    for (let step = 1; step <= NEAR_COUNT; step++)
      add(closeEndMs + step * NEAR_MS);
  }
  const sorted = Float64Array.from(times).sort();
  return sorted.filter(
    (timeMs, place) => place === 0 || timeMs > sorted[place - 1],
  );
}
