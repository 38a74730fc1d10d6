import { createCurve, type Curve } from './Curve';

/** Curves over the same knots, kept by name while the knots change at their end. */
export interface CurveShelf {
  /** Counts the changes of the knots. */
  turns(): number;
  /** Other knots from now on, of which the first `kept` are as before, and the rates at them too. */
  turn(timesMs: Float64Array, kept: number): void;
  /** A kept curve, or one made now of what is not known of it yet; a name must always mean the same rate. */
  curve(name: string, rateAtKnot: (knot: number) => number): Curve;
}

/** Nothing is kept of a curve that was not made yet. */
const NO_CURVE = createCurve(new Float64Array(), new Float64Array());

/** Keeps at most `limit` curves: the one made first is forgotten. A curve costs O(knots that changed). */
export function createCurveShelf(limit: number): CurveShelf {
  const shelf = new Map<string, { curve: Curve; kept: number }>();
  let timesMs: Float64Array = new Float64Array();
  let turns = 0;
  return {
    turns: () => turns,
    turn: (next, kept) => {
      timesMs = next;
      turns += 1;
      for (const each of shelf.values()) each.kept = Math.min(each.kept, kept);
    },
    curve: (name, rateAtKnot) => {
      const known = shelf.get(name);
      if (known && known.kept >= timesMs.length) return known.curve;
      const curve = (known?.curve ?? NO_CURVE).continued(
        known?.kept ?? 0,
        timesMs,
        rateAtKnot,
      );
      shelf.set(name, { curve, kept: timesMs.length });
      const [oldest] = shelf.keys();
      if (shelf.size > limit) shelf.delete(oldest);
      return curve;
    },
  };
}

/** How many knots two lists begin with in common, of those before a moment. O(result). */
export function commonKnots(
  first: Float64Array,
  second: Float64Array,
  beforeMs: number,
): number {
  const most = Math.min(first.length, second.length);
  let knots = 0;
  while (
    knots < most &&
    first[knots] === second[knots] &&
    first[knots] < beforeMs
  )
    knots++;
  return knots;
}
