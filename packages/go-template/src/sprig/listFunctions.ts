import {
  goFunction,
  variadicFunction,
  type CallContext,
  type GoFunctions,
} from '../functions/GoFunction';
import type { GoList, GoValue } from '../values/GoValue';
import { typeName } from '../values/typeName';
import { isEmpty } from './conversions';
import { deepEquals } from './deepEquals';

const list = variadicFunction([], 'any', (_, values) => [...values]);
const append = goFunction(['any', 'any'], (target, value, context) => [
  ...listOf(target, 'push on', context),
  value,
]);
const compact = goFunction(['any'], (target, context) =>
  listOf(target, 'compact', context).filter(value => !isEmpty(value)),
);

const named = {
  first: goFunction(
    ['any'],
    (target, context) => listOf(target, 'find first on', context)[0],
  ),
  last: goFunction(['any'], (target, context) =>
    listOf(target, 'find last on', context).at(-1),
  ),
  rest: goFunction(['any'], (target, context) =>
    listOf(target, 'find rest on', context).slice(1),
  ),
  initial: goFunction(['any'], (target, context) =>
    listOf(target, 'find initial on', context).slice(0, -1),
  ),
  append,
  push: append,
  prepend: goFunction(['any', 'any'], (target, value, context) => [
    value,
    ...listOf(target, 'prepend on', context),
  ]),
  reverse: goFunction(['any'], (target, context) =>
    [...listOf(target, 'find reverse on', context)].reverse(),
  ),
  uniq: goFunction(['any'], (target, context) =>
    unique(listOf(target, 'find uniq on', context), context),
  ),
  without: variadicFunction(['any'], 'any', ([target], omitted, context) =>
    listOf(target, 'find without on', context).filter(
      value => !contains(omitted, value, context),
    ),
  ),
  has: goFunction(
    ['any', 'any'],
    (needle, target, context) =>
      target !== undefined &&
      contains(listOf(target, 'find has on', context), needle, context),
  ),
  compact,
  slice: variadicFunction(['any'], 'any', ([target], bounds, context) => {
    const values = listOf(target, 'slice on', context);
    const [from = 0, to = values.length] = bounds.map(Number);
    if (from < 0 || to > values.length || from > to)
      throw new Error(`slice bounds out of range [${from}:${to}]`);
    return values.slice(from, to);
  }),
  chunk: goFunction(['int', 'any'], (size, target, context) => {
    const values = listOf(target, 'chunk', context);
    if (size <= 0) throw new Error('chunk: size must be positive');
    return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
      values.slice(index * size, (index + 1) * size),
    );
  }),
};

/** Sprig's functions of lists; `must…` is the same, since all of them fail with an error. */
export const listFunctions: GoFunctions = {
  list,
  tuple: list,
  ...named,
  concat: variadicFunction([], 'any', (_, lists, context) =>
    lists.flatMap(target => listOf(target, 'concat', context)),
  ),
  ...Object.fromEntries(
    Object.entries(named).map(([name, target]) => [
      `must${name[0].toUpperCase()}${name.slice(1)}`,
      target,
    ]),
  ),
};

function listOf(value: GoValue, action: string, context: CallContext): GoList {
  if (!Array.isArray(value)) {
    throw new Error(
      value === undefined
        ? `cannot ${action} type nil`
        : `Cannot ${action} type ${kindName(value)}`,
    );
  }
  context.spend(value.length);
  return value;
}

function kindName(value: GoValue): string {
  return value instanceof Map ? 'map' : typeName(value);
}

function contains(
  values: readonly GoValue[],
  needle: GoValue,
  context: CallContext,
): boolean {
  context.spend(values.length);
  return values.some(value => deepEquals(value, needle));
}

function unique(values: GoList, context: CallContext): GoList {
  const kept: GoList = [];
  for (const value of values)
    if (!contains(kept, value, context)) kept.push(value);
  return kept;
}
