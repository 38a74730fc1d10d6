import type { GoMap, GoValue } from '@orrery/go-template';
import { formatScalar } from './formatScalar';

const maxDepth = 200;

/** Writes a value as Helm's `toYaml`: keys in order, lists flush with their key, long texts folded. No final line feed. */
export function formatGoYaml(value: GoValue): string {
  return writeNode(value, 0, '', 0)
    .replace(/^ /, '')
    .replace(/\n$/, '')
    .replace(/^\n/, '');
}

/** What stands behind `key:` or `-`: a scalar on the same line, or lines of its own. `column` is where a scalar begins. */
function writeNode(
  value: GoValue,
  indent: number,
  lead: string,
  depth: number,
): string {
  if (depth > maxDepth) throw new Error('yaml: exceeded max depth');
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    return `\n${value
      .map(element => writeItem(element, indent, depth))
      .join('')}`;
  }
  const map = mapOf(value);
  if (map !== undefined) {
    if (map.size === 0) return ' {}\n';
    return `\n${writeEntries(map, indent, depth)}`;
  }
  return ` ${formatScalar(value, indent, lead.length + 1)}\n`;
}

function writeEntries(map: GoMap, indent: number, depth: number): string {
  const pad = ' '.repeat(indent);
  return [...map]
    .sort(([left], [right]) => compareKeys(left, right))
    .map(([key, child]) => {
      const lead = `${pad}${formatScalar(key, indent, indent)}:`;
      const isList = Array.isArray(child);
      return (
        lead + writeNode(child, isList ? indent : indent + 2, lead, depth + 1)
      );
    })
    .join('');
}

function writeItem(value: GoValue, indent: number, depth: number): string {
  const lead = `${' '.repeat(indent)}-`;
  const nested = writeNode(value, indent + 2, lead, depth + 1);
  // The first line of a nested list or map stands behind the dash.
  return (
    lead +
    (nested.startsWith('\n') ? ` ${nested.slice(1 + indent + 2)}` : nested)
  );
}

function mapOf(value: GoValue): GoMap | undefined {
  if (value instanceof Map) return value;
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return value.entries ?? new Map(value.fields);
}

/** goyaml's order: letters by code, digits by their number, letters behind everything else. */
function compareKeys(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  let digits = false;
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    if (a[index] === b[index]) {
      digits = /\p{Nd}/u.test(a[index]);
      continue;
    }
    const isLetter = [a[index], b[index]].map(character =>
      /\p{L}/u.test(character),
    );
    if (isLetter[0] && isLetter[1]) return a[index] < b[index] ? -1 : 1;
    if (isLetter[0] !== isLetter[1])
      return (digits ? isLetter[0] : isLetter[1]) ? -1 : 1;
    const numbers = [numberAt(a, index), numberAt(b, index)];
    if (numbers[0] !== numbers[1]) return numbers[0] - numbers[1];
    return a[index] < b[index] ? -1 : 1;
  }
  return a.length - b.length;
}

function numberAt(characters: readonly string[], index: number): number {
  return Number(
    /^\d*/.exec(characters.slice(index, index + 15).join(''))?.[0] ?? 0,
  );
}
