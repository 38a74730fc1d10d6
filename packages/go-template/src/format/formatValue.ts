import { GoStruct } from '../values/GoStruct';
import type { GoMap, GoValue } from '../values/GoValue';
import { compareText } from '../values/compareText';
import { formatFloat } from './formatFloat';

/** A value as Go's `%v` prints it: `map[a:1 b:[x y]]`, sorted by key. Cost: the size of the value. */
export function formatValue(value: GoValue): string {
  return formatNested(value, leaf => {
    if (leaf === undefined) return '<nil>';
    if (typeof leaf === 'number') return formatFloat(leaf, 'g');
    return String(leaf);
  });
}

/** What is not a list, a map or a struct with entries. */
export type GoLeaf = undefined | boolean | string | number | bigint;

const maxDepth = 200;

/** Prints lists and maps as Go does around leaves that are printed by the caller. */
export function formatNested(
  value: GoValue,
  formatLeaf: (leaf: GoLeaf) => string,
  depth = 0,
): string {
  if (typeof value !== 'object') return formatLeaf(value);
  if (depth > maxDepth) return '...';
  const nested = (child: GoValue) => formatNested(child, formatLeaf, depth + 1);
  if (Array.isArray(value)) return `[${value.map(nested).join(' ')}]`;
  if (value instanceof GoStruct) {
    if (value.text !== undefined) return formatLeaf(value.text);
    if (value.entries === undefined) {
      return `{${[...value.fields.values()].map(nested).join(' ')}}`;
    }
  }
  const entries = value instanceof Map ? value : value.entries ?? new Map();
  const parts = sortedEntries(entries).map(
    ([key, child]) => `${formatLeaf(key)}:${nested(child)}`,
  );
  return `map[${parts.join(' ')}]`;
}

/** The entries of a map in the order in which templates and prints visit them. */
export function sortedEntries(map: GoMap): [string, GoValue][] {
  return [...map].sort(([left], [right]) => compareText(left, right));
}
