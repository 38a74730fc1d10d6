import type { Labels } from '@orrery/promql';

/** The value of a label, `""` when it is absent; safe for labels named like members of Object. */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? labels[name] : '';
}

/** A text that two label sets share only when they are equal. O(labels × log). */
export function keyOf(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map(name => `${name}\u0000${labels[name]}`)
    .join('\u0001');
}

/** `{app="web", pod="web-1"}` as Loki writes labels. */
export function formatLabels(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(', ')}}`;
}
