import {
  goFunction,
  variadicFunction,
  type GoFunctions,
} from '../functions/GoFunction';
import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';
import { toGoValue } from '../values/toGoValue';
import { typeName } from '../values/typeName';
import { isEmpty } from './conversions';
import { deepEquals } from './deepEquals';
import { formatJson } from './formatJson';

const toJson = goFunction(['any'], value =>
  formatJson(value, { escapesHtml: true }),
);
const toRawJson = goFunction(['any'], value =>
  formatJson(value, { escapesHtml: false }),
);
const toPrettyJson = goFunction(['any'], value =>
  formatJson(value, { escapesHtml: true, indent: '  ' }),
);
const fromJson = goFunction(['string'], text => parseJson(text));

/** Sprig's defaults, tests, types and JSON. */
export const logicFunctions: GoFunctions = {
  default: variadicFunction(['any'], 'any', ([fallback], [given]) =>
    isEmpty(given) ? fallback : given,
  ),
  empty: goFunction(['any'], isEmpty),
  coalesce: variadicFunction([], 'any', (_, values) =>
    values.find(value => !isEmpty(value)),
  ),
  all: variadicFunction([], 'any', (_, values) =>
    values.every(value => !isEmpty(value)),
  ),
  any: variadicFunction([], 'any', (_, values) =>
    values.some(value => !isEmpty(value)),
  ),
  ternary: goFunction(['any', 'any', 'bool'], (yes, no, condition) =>
    condition ? yes : no,
  ),
  fail: goFunction(['string'], message => {
    throw new Error(message);
  }),
  typeOf: goFunction(['any'], nameOf),
  typeIs: goFunction(
    ['string', 'any'],
    (name, value) => nameOf(value) === name,
  ),
  typeIsLike: goFunction(
    ['string', 'any'],
    (name, value) =>
      nameOf(value).replace(/^\*/, '') === name.replace(/^\*/, ''),
  ),
  kindOf: goFunction(['any'], kindOf),
  kindIs: goFunction(
    ['string', 'any'],
    (kind, value) => kindOf(value) === kind,
  ),
  deepEqual: goFunction(['any', 'any'], deepEquals),
  toJson,
  mustToJson: toJson,
  toRawJson,
  mustToRawJson: toRawJson,
  toPrettyJson,
  mustToPrettyJson: toPrettyJson,
  fromJson,
  mustFromJson: fromJson,
};

function nameOf(value: GoValue): string {
  return value === undefined ? '<nil>' : typeName(value);
}

function kindOf(value: GoValue): string {
  if (value === undefined) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (value instanceof Map) return 'map';
  if (!(value instanceof GoStruct)) return typeName(value);
  if (value.entries !== undefined) return 'map';
  return value.typeName.startsWith('*') ? 'ptr' : 'struct';
}

function parseJson(text: string): GoValue {
  try {
    return toGoValue(JSON.parse(text));
  } catch (error) {
    throw new Error('invalid character in JSON input', { cause: error });
  }
}
