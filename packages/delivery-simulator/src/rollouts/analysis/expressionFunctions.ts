/** A value of an expression; anything else cannot come from a metric. */
export type ExpressionValue =
  | number
  | boolean
  | string
  | undefined
  | readonly ExpressionValue[];

type Apply = (args: readonly ExpressionValue[]) => ExpressionValue;

/** Called with all their arguments. */
export const functions = new Map<string, Apply>(
  Object.entries<Apply>({
    len: ([value]) =>
      typeof value === 'string' ? value.length : listOf(value).length,
    isNaN: ([value]) => Number.isNaN(numberOf(value)),
    isInf: ([value]) => Math.abs(numberOf(value)) === Infinity,
    isNil: ([value]) => value === undefined,
    default: ([value, fallback]) =>
      value === undefined || Number.isNaN(value) ? fallback : value,
    asInt: ([value]) => Math.trunc(Number(value)),
    asFloat: ([value]) => Number(value),
    abs: ([value]) => Math.abs(numberOf(value)),
    max: args => Math.max(...args.map(each => numberOf(each))),
    min: args => Math.min(...args.map(each => numberOf(each))),
  }),
);

type Predicate = (
  items: readonly ExpressionValue[],
  test: (item: ExpressionValue) => boolean,
) => ExpressionValue;

/** Called with a list and a test of its items. */
export const predicates = new Map<string, Predicate>(
  Object.entries<Predicate>({
    all: (items, test) => items.every(test),
    any: (items, test) => items.some(test),
    none: (items, test) => !items.some(test),
    filter: (items, test) => items.filter(test),
  }),
);

export function truthOf(value: ExpressionValue): boolean {
  if (typeof value === 'boolean') return value;
  throw new Error(`expected a bool, but got ${JSON.stringify(value)}`);
}

export function numberOf(value: ExpressionValue): number {
  if (typeof value === 'number') return value;
  throw new Error(`invalid operation: ${JSON.stringify(value)} is no number`);
}

export function listOf(value: ExpressionValue): readonly ExpressionValue[] {
  if (Array.isArray(value)) return value;
  throw new Error(`invalid operation: cannot index ${JSON.stringify(value)}`);
}
