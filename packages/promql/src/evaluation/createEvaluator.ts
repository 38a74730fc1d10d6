import type { EvaluationOptions } from './EvaluationOptions';
import { Evaluator } from './Evaluator';
import { SampleBudget } from './SampleBudget';
import { createStepGrid } from './StepSeries';

/** An evaluator for a range of times, with defaults for what the options leave out. */
export function createEvaluator(
  {
    startMs,
    endMs,
    stepMs,
  }: { startMs: number; endMs: number; stepMs: number },
  options: EvaluationOptions,
): Evaluator {
  const maxSamples = options.maxSamples ?? 50_000_000;
  return new Evaluator(createStepGrid(startMs, endMs, stepMs), {
    source: options.source,
    lookbackMs: options.lookbackMs ?? 300_000,
    defaultSubqueryStepMs: options.defaultSubqueryStepMs ?? 60_000,
    semantics: options.semantics ?? 'prometheus-2',
    budget: new SampleBudget(maxSamples),
    maxSamples,
    shouldStop: options.shouldStop ?? (() => false),
    query: { startMs, endMs },
  });
}
