import { formatPrintf } from '../format/formatPrintf';
import { formatValue } from '../format/formatValue';
import type { GoValue } from '../values/GoValue';
import { isTrue } from '../values/isTrue';
import { typeName } from '../values/typeName';
import { compareValues, equals } from './compareValues';
import { escapeHtml, escapeJavaScript, escapeQuery } from './escapeText';
import { goFunction, variadicFunction, type GoFunctions } from './GoFunction';
import { indexValue, lengthOf, sliceValue } from './indexValue';

const compare = (holds: (order: number) => boolean) =>
  goFunction(['any', 'any'], (left, right) =>
    holds(compareValues(left, right)),
  );

const escape = (write: (text: string) => string) =>
  variadicFunction([], 'any', (_, values) => write(printValues(values)));

/** The functions that every Go template has; they are always there. */
export const builtinFunctions: GoFunctions = {
  and: {
    ...variadicFunction(['any'], 'any', ([first]) => first),
    stopsAt: false,
  },
  or: {
    ...variadicFunction(['any'], 'any', ([first]) => first),
    stopsAt: true,
  },
  not: goFunction(['any'], value => !isTrue(value)),
  call: variadicFunction(['any'], 'any', ([target]) => {
    if (target === undefined) throw new Error('call of nil');
    throw new Error(`non-function of type ${typeName(target)}`);
  }),
  html: escape(escapeHtml),
  js: escape(escapeJavaScript),
  urlquery: escape(escapeQuery),
  index: variadicFunction(['any'], 'any', ([item], keys) =>
    indexValue(item, keys),
  ),
  slice: variadicFunction(['any'], 'any', ([item], bounds) =>
    sliceValue(item, bounds),
  ),
  len: goFunction(['any'], lengthOf),
  print: variadicFunction([], 'any', (_, values) => printValues(values)),
  println: variadicFunction(
    [],
    'any',
    (_, values) => `${values.map(formatValue).join(' ')}\n`,
  ),
  printf: variadicFunction(['string'], 'any', ([format], values, context) => {
    const text = formatPrintf(format, values);
    context.spend(text.length / 64);
    return text;
  }),
  eq: variadicFunction(['any'], 'any', ([first], others) => {
    if (others.length === 0) throw new Error('missing argument for comparison');
    return others.some(other => equals(first, other));
  }),
  ne: goFunction(['any', 'any'], (left, right) => !equals(left, right)),
  lt: compare(order => order < 0),
  le: compare(order => order <= 0),
  gt: compare(order => order > 0),
  ge: compare(order => order >= 0),
};

/** Go's `fmt.Sprint`: a space between two operands when neither is a text. */
function printValues(values: readonly GoValue[]): string {
  let text = '';
  values.forEach((value, index) => {
    const previous = values[index - 1];
    if (index > 0 && typeof value !== 'string' && typeof previous !== 'string')
      text += ' ';
    text += formatValue(value);
  });
  return text;
}
