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
  let key = '';
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name];
    if (value !== '') key += `${name}\u0000${value}\u0001`;
  }
  return key;
}

/** The labels with these names only. */
export function keepLabels(labels: Labels, names: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = labelOf(labels, name);
    if (value !== '') put(kept, name, value);
  }
  return kept;
}

/** The labels without these names. */
export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(labels)) {
    if (!names.includes(name)) put(kept, name, labels[name]);
  }
  return kept;
}

/** The labels with one changed; an empty value removes it. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const changed: Record<string, string> = {};
  for (const other of Object.keys(labels)) {
    if (other !== name) put(changed, other, labels[other]);
  }
  if (value !== '') put(changed, name, value);
  return changed;
}

/** There are many label sets, so plain assignment is used where it does what is meant. */
function put(
  labels: Record<string, string>,
  name: string,
  value: string,
): void {
  if (name !== '__proto__') labels[name] = value;
  else {
    Object.defineProperty(labels, name, {
      value,
      ...{ enumerable: true, configurable: true, writable: true },
    });
  }
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
