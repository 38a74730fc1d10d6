import type { GoValue } from '../values/GoValue';
import { typeName } from '../values/typeName';
import { formatNested, formatValue, type GoLeaf } from './formatValue';
import { formatVerb, type VerbFlags } from './formatVerb';

const directive =
  /%([-+# 0]*)(\[\d+\])?(\*|\d+)?(?:\.(\*|\d+)?)?(\[\d+\])?([^])?/gu;

/** Widths and precisions beyond this are Go's `%!(BADWIDTH)`. */
const maxWidth = 1_000_000;

/** Prints as Go's `fmt.Sprintf`, with its complaints in the text: `%!d(string=x)`, `%!d(MISSING)`, `%!(EXTRA int=2)`. */
export function formatPrintf(
  format: string,
  operands: readonly GoValue[],
): string {
  let next = 0;
  let isReordered = false;
  const take = (index?: string): readonly [GoValue] | undefined => {
    if (index !== undefined) {
      isReordered = true;
      next = Number(index.slice(1, -1)) - 1;
    }
    const taken =
      next < operands.length ? ([operands[next]] as const) : undefined;
    next += 1;
    return taken;
  };
  const size = (text: string | undefined): number | undefined => {
    if (text !== '*') return text === undefined ? undefined : Number(text);
    const [value] = take() ?? [];
    return typeof value === 'bigint' ? Number(value) : undefined;
  };
  const text = format.replace(
    directive,
    (
      whole,
      signs: string,
      before?: string,
      wide?: string,
      precise?: string,
      after?: string,
      verb?: string,
    ) => {
      if (verb === undefined) return '%!(NOVERB)';
      if (verb === '%') return '%';
      if (before !== undefined && wide === '*') take(before), (next -= 1);
      const width = size(wide);
      const precision = whole.includes('.') ? size(precise) ?? 0 : undefined;
      if (Math.abs(width ?? 0) > maxWidth) return '%!(BADWIDTH)';
      if ((precision ?? 0) > maxWidth) return '%!(BADPREC)';
      const operand = take(after ?? (wide === '*' ? undefined : before));
      if (operand === undefined) {
        return isReordered && (after ?? before) !== undefined
          ? `%!${verb}(BADINDEX)`
          : `%!${verb}(MISSING)`;
      }
      return formatOperand(operand[0], verb, {
        plus: signs.includes('+'),
        minus: signs.includes('-') || (width ?? 0) < 0,
        sharp: signs.includes('#'),
        space: signs.includes(' '),
        zero: signs.includes('0'),
        width: width === undefined ? undefined : Math.abs(width),
        precision,
      });
    },
  );
  if (isReordered || next >= operands.length) return text;
  const extra = operands.slice(next).map(describe).join(', ');
  return `${text}%!(EXTRA ${extra})`;
}

function formatOperand(value: GoValue, verb: string, flags: VerbFlags): string {
  if (verb === 'T') {
    const name = value === undefined ? '<nil>' : typeName(value);
    return formatVerb(name, 's', flags) ?? name;
  }
  return formatNested(value, leaf => {
    if (leaf === undefined)
      return verb === 'v' ? pad('<nil>', flags) : `%!${verb}(<nil>)`;
    return formatVerb(leaf, verb, flags) ?? `%!${verb}(${describe(leaf)})`;
  });
}

function pad(text: string, { width = 0, minus }: VerbFlags): string {
  return minus ? text.padEnd(width) : text.padStart(width);
}

function describe(value: GoValue | GoLeaf): string {
  if (value === undefined) return '<nil>';
  return `${typeName(value)}=${formatValue(value)}`;
}
