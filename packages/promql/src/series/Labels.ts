/** Names and values of one series; an absent label and an empty value are the same, and own properties count only. */
export type Labels = Readonly<Record<string, string>>;

/** The label that holds the name of a metric. */
export const metricName = '__name__';

/** The value of a label, `""` when it is absent; safe for labels named like members of Object. */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? labels[name] : '';
}

/** The labels that have a value, by name. */
export function sortedEntriesOf(labels: Labels): (readonly [string, string])[] {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => compareText(a, b));
}

/** A text that two label sets share only when they are equal. */
export function keyOf(labels: Labels): string {
  return sortedEntriesOf(labels)
    .map(([name, value]) => `${name}\u0000${value}`)
    .join('\u0001');
}

/** The labels with these names only. */
export function keepLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    names
      .map(name => [name, labelOf(labels, name)] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** The labels without these names. */
export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !names.includes(name)),
  );
}

/** The labels with one changed; an empty value removes it. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const others = Object.entries(labels).filter(([other]) => other !== name);
  return Object.fromEntries(
    value === '' ? others : [...others, [name, value] as const],
  );
}

/** The order of series in a matrix: by the first label in which they differ, by name and then by value. */
export function compareLabels(a: Labels, b: Labels): number {
  const left = sortedEntriesOf(a);
  const right = sortedEntriesOf(b);
  for (let index = 0; ; index += 1) {
    if (index >= left.length || index >= right.length) {
      return left.length - right.length;
    }
    const byName = compareText(left[index][0], right[index][0]);
    if (byName !== 0) return byName;
    const byValue = compareText(left[index][1], right[index][1]);
    if (byValue !== 0) return byValue;
  }
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
