import type { Evaluation } from '../evaluation/Evaluation';
import { mergeSeries } from '../evaluation/mergeSeries';
import type { StepSeries } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import { compileRegex } from '../regex/compileRegex';
import { expandTemplate } from '../regex/expandTemplate';
import { labelOf, withLabel } from '../series/Labels';
import type { Expr } from '../syntax/Expr';

/** `label_replace(v, destination, replacement, source, pattern)`. */
export function labelReplace(
  evaluation: Evaluation,
  [vector, ...texts]: readonly Expr[],
): readonly StepSeries[] {
  const [destination, replacement, source, pattern] = texts.map(text =>
    evaluation.stringOf(text),
  );
  const regex = compileRegex(pattern);
  if (regex.kind === 'error') {
    throw new PromqlError(
      'execution',
      `invalid regular expression in label_replace(): ${pattern}`,
    );
  }
  checkLabelName(destination, 'destination', 'label_replace');
  return mergeSeries(
    evaluation.vectorOf(vector).map(element => {
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
export function labelJoin(
  evaluation: Evaluation,
  [vector, ...texts]: readonly Expr[],
): readonly StepSeries[] {
  const [destination, separator, ...sources] = texts.map(text =>
    evaluation.stringOf(text),
  );
  for (const source of sources) checkLabelName(source, 'source', 'label_join');
  checkLabelName(destination, 'destination', 'label_join');
  return mergeSeries(
    evaluation.vectorOf(vector).map(element => {
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

function checkLabelName(name: string, role: string, caller: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return;
  throw new PromqlError(
    'execution',
    `invalid ${role} label name in ${caller}(): ${name}`,
  );
}
