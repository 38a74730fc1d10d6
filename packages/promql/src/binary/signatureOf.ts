import {
  dropLabels,
  keepLabels,
  keyOf,
  type Labels,
  metricName,
} from '../series/Labels';
import type { VectorMatching } from '../syntax/Expr';

/** The labels by which an element finds its match. */
export function matchLabelsOf(
  labels: Labels,
  { on, labels: names }: VectorMatching,
): Labels {
  return on
    ? keepLabels(labels, names)
    : dropLabels(labels, [...names, metricName]);
}

/** A text that elements of the same match group share. */
export function signatureOf(labels: Labels, matching: VectorMatching): string {
  return keyOf(matchLabelsOf(labels, matching));
}
