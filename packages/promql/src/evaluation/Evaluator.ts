import { PromqlError } from '../PromqlError';
import { evaluateCall } from '../functions/evaluateCall';
import { selectFrom } from '../series/selectFrom';
import type { SeriesSource, StoredSeries } from '../series/SeriesSource';
import type {
  Expr,
  MatrixSelector,
  Subquery,
  VectorSelector,
} from '../syntax/Expr';
import { aggregate } from '../aggregation/aggregate';
import { evaluateBinary } from '../binary/evaluateBinary';
import {
  type Evaluation,
  type RangeSeries,
  type RangeVector,
  referenceTimes,
} from './Evaluation';
import type { Semantics } from './EvaluationOptions';
import { mapValues } from './mapValues';
import type { Pausable } from './Pausable';
import { SampleBudget } from './SampleBudget';
import { selectVector } from './selectVector';
import {
  createStepGrid,
  type StepGrid,
  type StepSeries,
  type StepValue,
} from './StepSeries';
import { withoutStaleMarkers } from './withoutStaleMarkers';

/** What all levels of one evaluation have in common. */
export interface EvaluatorSettings {
  readonly source: SeriesSource;
  readonly lookbackMs: number;
  readonly defaultSubqueryStepMs: number;
  readonly semantics: Semantics;
  readonly budget: SampleBudget;
  readonly maxSamples: number;
  readonly shouldStop: () => boolean;
  /** What `start()` and `end()` name. */
  readonly query: { readonly startMs: number; readonly endMs: number };
}

/** Evaluates expressions at every step of a grid at once. */
export class Evaluator implements Evaluation {
  readonly grid: StepGrid;
  readonly semantics: Semantics;
  readonly #settings: EvaluatorSettings;

  constructor(grid: StepGrid, settings: EvaluatorSettings) {
    this.grid = grid;
    this.semantics = settings.semantics;
    this.#settings = settings;
  }

  /** Memory of operands is counted until their operator is done. */
  *evaluate(expr: Expr): Pausable<StepValue> {
    this.take(0);
    const { budget } = this.#settings;
    const mark = budget.held;
    const value = yield* this.#evaluate(expr);
    const kept = value.kind === 'vector' ? value.series.length : 1;
    budget.releaseTo(mark, kept * this.grid.count);
    return value;
  }

  *vectorOf(expr: Expr): Pausable<readonly StepSeries[]> {
    const value = yield* this.evaluate(expr);
    if (value.kind !== 'vector') throw misused(expr, 'instant vector');
    return value.series;
  }

  *scalarOf(expr: Expr): Pausable<Float64Array> {
    const value = yield* this.evaluate(expr);
    if (value.kind !== 'scalar') throw misused(expr, 'scalar');
    return value.values;
  }

  *stringOf(expr: Expr): Pausable<string> {
    const value = yield* this.evaluate(expr);
    if (value.kind !== 'string') throw misused(expr, 'string');
    return value.value;
  }

  *select(
    selector: VectorSelector,
    asTimestamps: boolean,
  ): Pausable<readonly StepSeries[]> {
    const { source, lookbackMs, query } = this.#settings;
    return yield* selectVector(
      selector,
      referenceTimes(this.grid, selector, query),
      {
        ...{ source, lookbackMs, asTimestamps },
        includesStart: this.semantics === 'prometheus-2',
        take: samples => this.take(samples),
      },
    );
  }

  *rangesOf(expr: MatrixSelector | Subquery): Pausable<RangeVector> {
    const { rangeMs } = expr;
    const timed = expr.kind === 'subquery' ? expr : expr.selector;
    const windowEndsMs = referenceTimes(this.grid, timed, this.#settings.query);
    const includesStart = this.semantics === 'prometheus-2';
    const startMs = windowEndsMs[0] - rangeMs;
    const endMs = windowEndsMs[windowEndsMs.length - 1];
    const series =
      expr.kind === 'subquery'
        ? yield* this.#subquerySeries(expr, startMs, endMs)
        : yield* this.#storedSeries(expr.selector, startMs, endMs);
    const checkpoint = (): void => this.take(0);
    return { rangeMs, includesStart, windowEndsMs, checkpoint, series };
  }

  take(samples: number): void {
    if (this.#settings.shouldStop()) {
      throw new PromqlError(
        'aborted',
        'query timed out in expression evaluation',
      );
    }
    this.#settings.budget.take(samples);
  }

  *#evaluate(expr: Expr): Pausable<StepValue> {
    switch (expr.kind) {
      case 'number':
        return {
          kind: 'scalar',
          values: new Float64Array(this.grid.count).fill(expr.value),
        };
      case 'string':
        return { kind: 'string', value: expr.value };
      case 'parentheses':
        return yield* this.#evaluate(expr.expr);
      case 'vectorSelector':
        return { kind: 'vector', series: yield* this.select(expr, false) };
      case 'aggregation':
        return { kind: 'vector', series: yield* aggregate(this, expr) };
      case 'binary':
        return evaluateBinary(
          this,
          expr,
          yield* this.evaluate(expr.left),
          yield* this.evaluate(expr.right),
        );
      case 'unary':
        return evaluateUnary(expr.operator, yield* this.evaluate(expr.expr));
      case 'call':
        return yield* evaluateCall(this, expr);
      default:
        throw misused(expr, 'instant vector');
    }
  }

  *#storedSeries(
    { matchers }: VectorSelector,
    startMs: number,
    endMs: number,
  ): Pausable<RangeVector['series']> {
    if (this.grid.count === 0) return [];
    const { source } = this.#settings;
    const stored = yield* selectFrom(source, { matchers, startMs, endMs });
    return this.#read(stored, startMs, endMs);
  }

  /** Samples are read when it is the turn of their series. */
  *#read(
    found: readonly StoredSeries[],
    startMs: number,
    endMs: number,
  ): Generator<RangeSeries> {
    for (const stored of found) {
      this.take(this.grid.count);
      const samples = withoutStaleMarkers(stored.samples(startMs, endMs));
      yield { labels: stored.labels, samples };
    }
  }

  *#subquerySeries(
    { expr, stepMs }: Subquery,
    startMs: number,
    endMs: number,
  ): Pausable<RangeVector['series']> {
    if (this.grid.count === 0) return [];
    const { defaultSubqueryStepMs, maxSamples } = this.#settings;
    const interval = stepMs ?? defaultSubqueryStepMs;
    const aligned = interval * Math.trunc(startMs / interval);
    const firstMs = aligned < startMs ? aligned + interval : aligned;
    // A grid too long to be held is refused before it is built.
    if ((endMs - firstMs) / interval > maxSamples) this.take(maxSamples + 1);
    const inner = new Evaluator(
      createStepGrid(firstMs, endMs, interval),
      this.#settings,
    );
    const found = yield* inner.vectorOf(expr);
    return this.#windowed(found, inner.grid);
  }

  *#windowed(
    found: readonly StepSeries[],
    { timesMs }: StepGrid,
  ): Generator<RangeSeries> {
    for (const { labels, values, present } of found) {
      this.take(this.grid.count);
      yield {
        labels,
        samples: {
          timestampsMs: timesMs.filter((_, i) => present[i] === 1),
          values: values.filter((_, i) => present[i] === 1),
        },
      };
    }
  }
}

function evaluateUnary(operator: '+' | '-', value: StepValue): StepValue {
  if (operator === '+' || value.kind === 'string') return value;
  return value.kind === 'scalar'
    ? { kind: 'scalar', values: value.values.map(number => -number) }
    : { kind: 'vector', series: mapValues(value.series, number => -number) };
}

/** Types are checked before an evaluation, so this tells of an expression that was not made by `parseQuery`. */
function misused(expr: Expr, wanted: string): PromqlError {
  return new PromqlError(
    'execution',
    `expected ${wanted}, got an expression of kind ${expr.kind}`,
  );
}
