import { PromqlError } from '../PromqlError';
import { evaluateCall } from '../functions/evaluateCall';
import type { SeriesSource } from '../series/SeriesSource';
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
  type RangeVector,
  referenceTimes,
} from './Evaluation';
import type { Semantics } from './EvaluationOptions';
import { mapValues } from './mapValues';
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
  evaluate(expr: Expr): StepValue {
    this.take(0);
    const { budget } = this.#settings;
    const mark = budget.held;
    const value = this.#evaluate(expr);
    const kept = value.kind === 'vector' ? value.series.length : 1;
    budget.releaseTo(mark, kept * this.grid.count);
    return value;
  }

  vectorOf(expr: Expr): readonly StepSeries[] {
    const value = this.evaluate(expr);
    if (value.kind !== 'vector') throw misused(expr, 'instant vector');
    return value.series;
  }

  scalarOf(expr: Expr): Float64Array {
    const value = this.evaluate(expr);
    if (value.kind !== 'scalar') throw misused(expr, 'scalar');
    return value.values;
  }

  stringOf(expr: Expr): string {
    const value = this.evaluate(expr);
    if (value.kind !== 'string') throw misused(expr, 'string');
    return value.value;
  }

  select(
    selector: VectorSelector,
    asTimestamps: boolean,
  ): readonly StepSeries[] {
    const { source, lookbackMs, query } = this.#settings;
    return selectVector(selector, referenceTimes(this.grid, selector, query), {
      ...{ source, lookbackMs, asTimestamps },
      includesStart: this.semantics === 'prometheus-2',
      take: samples => this.take(samples),
    });
  }

  rangesOf(expr: MatrixSelector | Subquery): RangeVector {
    const { rangeMs } = expr;
    const timed = expr.kind === 'subquery' ? expr : expr.selector;
    const windowEndsMs = referenceTimes(this.grid, timed, this.#settings.query);
    const includesStart = this.semantics === 'prometheus-2';
    const startMs = windowEndsMs[0] - rangeMs;
    const endMs = windowEndsMs[windowEndsMs.length - 1];
    const series =
      expr.kind === 'subquery'
        ? this.#subquerySeries(expr, startMs, endMs)
        : this.#storedSeries(expr.selector, startMs, endMs);
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

  #evaluate(expr: Expr): StepValue {
    switch (expr.kind) {
      case 'number':
        return {
          kind: 'scalar',
          values: new Float64Array(this.grid.count).fill(expr.value),
        };
      case 'string':
        return { kind: 'string', value: expr.value };
      case 'parentheses':
        return this.#evaluate(expr.expr);
      case 'vectorSelector':
        return { kind: 'vector', series: this.select(expr, false) };
      case 'aggregation':
        return { kind: 'vector', series: aggregate(this, expr) };
      case 'binary':
        return evaluateBinary(
          this,
          expr,
          this.evaluate(expr.left),
          this.evaluate(expr.right),
        );
      case 'unary':
        return this.#evaluateUnary(expr.operator, this.evaluate(expr.expr));
      case 'call':
        return evaluateCall(this, expr);
      default:
        throw misused(expr, 'instant vector');
    }
  }

  #evaluateUnary(operator: '+' | '-', value: StepValue): StepValue {
    if (operator === '+' || value.kind === 'string') return value;
    return value.kind === 'scalar'
      ? { kind: 'scalar', values: value.values.map(number => -number) }
      : { kind: 'vector', series: mapValues(value.series, number => -number) };
  }

  *#storedSeries(
    { matchers }: VectorSelector,
    startMs: number,
    endMs: number,
  ): RangeVector['series'] {
    if (this.grid.count === 0) return;
    const { source } = this.#settings;
    for (const stored of source.select({ matchers, startMs, endMs })) {
      this.take(this.grid.count);
      const samples = withoutStaleMarkers(stored.samples(startMs, endMs));
      yield { labels: stored.labels, samples };
    }
  }

  *#subquerySeries(
    { expr, stepMs }: Subquery,
    startMs: number,
    endMs: number,
  ): RangeVector['series'] {
    if (this.grid.count === 0) return;
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
    for (const { labels, values, present } of inner.vectorOf(expr)) {
      this.take(this.grid.count);
      yield {
        labels,
        samples: {
          timestampsMs: inner.grid.timesMs.filter((_, i) => present[i] === 1),
          values: values.filter((_, i) => present[i] === 1),
        },
      };
    }
  }
}

/** Types are checked before an evaluation, so this tells of an expression that was not made by `parseQuery`. */
function misused(expr: Expr, wanted: string): PromqlError {
  return new PromqlError(
    'execution',
    `expected ${wanted}, got an expression of kind ${expr.kind}`,
  );
}
