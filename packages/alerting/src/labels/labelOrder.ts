import type { Labels } from '@orrery/promql';

/**
 * The order of label sets in answers of Alertmanager: smaller ones first, then by the first label that differs.
 * Source: prometheus/common `model.LabelSet.Before`.
 */
export function compareLabelSets(a: Labels, b: Labels): number {
  const left = Object.keys(a).sort();
  const right = Object.keys(b).sort();
  if (left.length !== right.length) return left.length - right.length;
  for (const name of [...new Set([...left, ...right])].sort()) {
    if (!Object.hasOwn(a, name)) return -1;
    if (!Object.hasOwn(b, name)) return 1;
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1;
  }
  return 0;
}

/** The order of alerts in a group: by `job`, by `instance`, then as label sets. */
export function compareAlertLabels(a: Labels, b: Labels): number {
  for (const name of ['job', 'instance']) {
    const isLeft = Object.hasOwn(a, name);
    const isRight = Object.hasOwn(b, name);
    if (isLeft !== isRight) return isLeft ? -1 : 1;
    if (isLeft && a[name] !== b[name]) return a[name] < b[name] ? -1 : 1;
  }
  return compareLabelSets(a, b);
}
