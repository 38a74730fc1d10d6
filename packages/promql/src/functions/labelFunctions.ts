import type { Evaluation } from '../evaluation/Evaluation';
import { mergeSeries } from '../evaluation/mergeSeries';
import type { Pausable } from '../evaluation/Pausable';
import type { StepSeries } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import { compileRegex } from '../regex/compileRegex';
import { expandTemplate } from '../regex/expandTemplate';
import { labelOf, withLabel } from '../series/Labels';
import type { Expr } from '../syntax/Expr';

/** `label_replace(v, destination, replacement, source, pattern)`. */
export function* labelReplace(
  evaluation: Evaluation,
  [vector, ...texts]: readonly Expr[],
): Pausable<readonly StepSeries[]> {
  const [destination, replacement, source, pattern] = yield* textsOf(
    evaluation,
    texts,
  );
  const regex = compileRegex(pattern);
  if (regex.kind === 'error') {
    throw new PromqlError(
      'execution',
      `invalid regular expression in label_replace(): ${pattern}`,
    );
  }
  checkLabelName(destination, 'destination', 'label_replace');
  const found = yield* evaluation.vectorOf(vector);
  return mergeSeries(
    found.map(element => {
      const groups = regex.groupsOf(labelOf(element.labels, source));
      if (groups === undefined) return element;
      const value = expandTemplate(replacement, regex, groups);
      return {
        ...element,
        labels: withLabel(element.labels, destination, value),
      };
    }),
  );
}

/** `label_join(v, destination, separator, source…)`. */
export function* labelJoin(
  evaluation: Evaluation,
  [vector, ...texts]: readonly Expr[],
): Pausable<readonly StepSeries[]> {
  const [destination, separator, ...sources] = yield* textsOf(
    evaluation,
    texts,
  );
  for (const source of sources) checkLabelName(source, 'source', 'label_join');
  checkLabelName(destination, 'destination', 'label_join');
  const found = yield* evaluation.vectorOf(vector);
  return mergeSeries(
    found.map(element => {
      const values = sources.map(source => labelOf(element.labels, source));
      const labels = withLabel(
        element.labels,
        destination,
        values.join(separator),
      );
      return { ...element, labels };
    }),
  );
}

function* textsOf(
  evaluation: Evaluation,
  texts: readonly Expr[],
): Pausable<readonly string[]> {
  const found: string[] = [];
  for (const text of texts) found.push(yield* evaluation.stringOf(text));
  return found;
}

function checkLabelName(name: string, role: string, caller: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  throw new PromqlError(
    'execution',
    `invalid ${role} label name in ${caller}(): ${name}`,
  );
}
