import type { GoValue } from '../values/GoValue';
import { typeName } from '../values/typeName';
import { formatNested, formatValue, type GoLeaf } from './formatValue';
import { formatVerb, type VerbFlags } from './formatVerb';
import { Operands } from './Operands';

const directive =
  /%(?<signs>[-+# 0]*)(?:(?<widthIndex>\[\d+\])?(?<widthStar>\*)|(?<width>\d+))?(?<dot>\.(?:(?<precisionIndex>\[\d+\])?(?<precisionStar>\*)|(?<precision>\d+))?)?(?<index>\[\d+\])?(?<verb>[^])?/gu;

/** Widths and precisions beyond this are Go's `%!(BADWIDTH)`. */
const maxSize = 1_000_000;

/** Prints as Go's `fmt.Sprintf`, with its complaints in the text: `%!d(string=x)`, `%!d(MISSING)`, `%!(EXTRA int=2)`. */
export function formatPrintf(
  format: string,
  values: readonly GoValue[],
): string {
  const operands = new Operands(values);
  let text = '';
  let end = 0;
  for (const found of format.matchAll(directive)) {
    text += format.slice(end, found.index);
    text += formatDirective(found.groups ?? {}, operands);
    end = found.index + found[0].length;
  }
  text += format.slice(end);
  const extra = operands.rest();
  if (extra.length === 0) return text;
  return `${text}%!(EXTRA ${extra.map(describe).join(', ')})`;
}

function formatDirective(
  parts: Readonly<Record<string, string | undefined>>,
  operands: Operands,
): string {
  const { signs = '', verb, index } = parts;
  if (verb === undefined) return '%!(NOVERB)';
  if (verb === '%') return '%';
  const width =
    parts.widthStar === undefined
      ? toSize(parts.width)
      : operands.takeSize(parts.widthIndex);
  let precision =
    parts.dot === undefined ? undefined : toSize(parts.precision) ?? 0;
  if (parts.precisionStar !== undefined) {
    precision = operands.takeSize(parts.precisionIndex);
  }
  if (Math.abs(width ?? 0) > maxSize) return '%!(BADWIDTH)';
  if ((precision ?? 0) > maxSize) return '%!(BADPREC)';
  const operand = operands.take(index);
  if (operand === undefined) {
    return `%!${verb}(${index === undefined ? 'MISSING' : 'BADINDEX'})`;
  }
  return formatOperand(operand.value, verb, {
    plus: signs.includes('+'),
    minus: signs.includes('-') || (width ?? 0) < 0,
    sharp: signs.includes('#'),
    space: signs.includes(' '),
    zero: signs.includes('0'),
    width: width === undefined ? undefined : Math.abs(width),
    precision,
  });
}

function toSize(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function formatOperand(value: GoValue, verb: string, flags: VerbFlags): string {
  if (verb === 'T') {
    const name = value === undefined ? '<nil>' : typeName(value);
    return formatVerb(name, 's', flags) ?? name;
  }
  return formatNested(value, leaf => {
    if (leaf !== undefined) {
      return formatVerb(leaf, verb, flags) ?? `%!${verb}(${describe(leaf)})`;
    }
    if (verb !== 'v') return `%!${verb}(<nil>)`;
    return formatVerb('<nil>', 's', flags) ?? '<nil>';
  });
}

function describe(value: GoValue | GoLeaf): string {
  if (value === undefined) return '<nil>';
  return `${typeName(value)}=${formatValue(value)}`;
}
