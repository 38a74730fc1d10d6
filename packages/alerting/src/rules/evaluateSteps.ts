import {
  evaluateRangePausing,
  type Expr,
  type Labels,
  type Pausable,
  PromqlError,
  type ResultSeries,
  type SeriesSource,
  typeOf,
} from '@orrery/promql';

/** Moments at an equal distance. */
export interface Steps {
  readonly firstMs: number;
  readonly intervalMs: number;
  readonly count: number;
}

/** One element of a rule's expression; `present[step]` is 1 where it was found. */
export interface StepElement {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** What the expression of a rule yields at each step, and why it did not. */
export interface StepElements {
  readonly elements: readonly StepElement[];
  readonly failures: ReadonlyMap<number, string>;
}

/** Fewer than a range query may have. */
const MAX_STEPS_AT_ONCE = 5_000;
/** How many failures are looked into to find the moments at which the expression fails. */
const MAX_SEARCHES = 32;

/**
 * Evaluates an expression at many moments in one pass, with pauses, as if at each by itself: a moment at which it fails does not spoil the others, as
 * long as the search for it, from the latest on, is not too long. Cost: that of a range query, where it fails that of several.
 * `@ start()` and `@ end()` mean the whole range.
 */
export function* evaluateSteps(
  expr: Expr,
  steps: Steps,
  source: SeriesSource,
): Pausable<StepElements> {
  const type = typeOf(expr);
  const failures = new Map<number, string>();
  if (type !== 'vector' && type !== 'scalar') {
    for (let step = 0; step < steps.count; step += 1) {
      failures.set(step, 'rule result is not a vector or scalar');
    }
    return { elements: [], failures };
  }
  const elements = new Map<string, StepElement>();
  let searches = 0;
  function* evaluate(from: number, to: number): Pausable<void> {
    if (from >= to) return;
    const middle = from + Math.ceil((to - from) / 2);
    if (to - from > MAX_STEPS_AT_ONCE) {
      yield* evaluate(from, middle);
      yield* evaluate(middle, to);
      return;
    }
    try {
      const { series } = yield* evaluateRangePausing(
        expr,
        {
          startMs: timeOf(steps, from),
          endMs: timeOf(steps, to - 1),
          stepMs: steps.intervalMs,
        },
        { source },
      );
      for (const one of series) add(elements, steps, one);
    } catch (error) {
      if (!(error instanceof PromqlError)) throw error;
      searches += 1;
      if (to - from === 1 || searches > MAX_SEARCHES) {
        for (let step = from; step < to; step += 1) {
          failures.set(step, error.message);
        }
        return;
      }
      yield* evaluate(middle, to);
      yield* evaluate(from, middle);
    }
  }
  yield* evaluate(0, steps.count);
  return { elements: [...elements.values()], failures };
}

/** The moment of a step. */
export function timeOf({ firstMs, intervalMs }: Steps, step: number): number {
  return firstMs + step * intervalMs;
}

function add(
  elements: Map<string, StepElement>,
  steps: Steps,
  { labels, timestampsMs, values }: ResultSeries,
): void {
  const key = JSON.stringify(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const element = elements.get(key) ?? {
    labels,
    values: new Float64Array(steps.count),
    present: new Uint8Array(steps.count),
  };
  elements.set(key, element);
  timestampsMs.forEach((timeMs, index) => {
    const step = Math.round((timeMs - steps.firstMs) / steps.intervalMs);
    element.values[step] = values[index];
    element.present[step] = 1;
  });
}
